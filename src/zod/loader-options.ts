/** What the hooks for an older Node are told, as JSON in the query of their own URL. */
export interface LoaderOptions {
  /** The URL of the description. */
  readonly entry: string
  /** These: see `SpecRequest`. */
  readonly standIn?: string
  readonly own: Readonly<Record<string, string>>
}

/** Under this symbol stands the set of the local modules that were loaded. */
export const MODULES = 'ashlar.modules'

/** Whether a module is none of a package. */
export function isLocal(url: string): boolean {
  return url.startsWith('file:') && !url.includes('/node_modules/')
}

/** The code of the error about a module that Node does not run. */
export const NOT_TYPESCRIPT = 'ERR_INVALID_TYPESCRIPT_SYNTAX'
