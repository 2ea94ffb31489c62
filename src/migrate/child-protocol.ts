import type { SchemaSnapshot } from './schema-snapshot.ts'

/** What the child process reads from its standard input, as JSON. */
export interface ChildRequest {
  /** The project, absolute; its own rolldown, drizzle-orm and drizzle-kit do the work. */
  readonly root: string
  /** The module that exports all tables, relative to the project. */
  readonly entry: string
  /** Texts that take the place of what is on disk, by path relative to the project; `null` is a file that goes. */
  readonly files: Readonly<Record<string, string | null>>
  readonly previous: SchemaSnapshot | undefined
}

/** What it prints, as JSON: the schema, and the statements that lead there; or why there are none. */
export type ChildAnswer =
  | { readonly snapshot: SchemaSnapshot; readonly expand: readonly string[]; readonly contract: readonly string[] }
  | { readonly error: string }

/** The answer of a child that could read the schema. */
export type SchemaDiff = Exclude<ChildAnswer, { readonly error: string }>
