import { engineFor } from './engine.ts'
import type { GeneratedFile, Identity } from './generated-file.ts'
import { type ImportSymbol, printImports } from './imports.ts'

/** A file that is to be rendered: what the plan hands over. */
export interface PlannedFile {
  readonly identity: Identity
  readonly path: string
  readonly executable: boolean
  readonly owner: GeneratedFile['owner']
  /** The template's name: its path under `templates/` without `.hbs`. */
  readonly template: string
  readonly view: object
  readonly imports: readonly ImportSymbol[]
}

/** Makes the text of a planned file, or throws. */
export type RenderFile = (planned: PlannedFile) => GeneratedFile

/**
 * Renders every planned file, or throws; `templates` are texts by name.
 *
 * @param ending what imports of TypeScript end in: `.ts`, `.js` or nothing
 */
export function renderFiles(
  planned: readonly PlannedFile[],
  templates: ReadonlyMap<string, string>,
  ending = '.ts',
): GeneratedFile[] {
  return planned.map(fileRenderer(templates, ending))
}

/** Renders files one by one. */
export function fileRenderer(templates: ReadonlyMap<string, string>, ending = '.ts'): RenderFile {
  const render = engineFor(templates)
  return ({ identity, path, executable, owner, template, view, imports }) => ({
    identity,
    path,
    executable,
    owner,
    text: endingInOneNewline(render(template, { ...view, imports: printImports(path, imports, ending) })),
  })
}

/** Templates end each part in an empty line, the last one too. */
function endingInOneNewline(text: string): string {
  return text.replace(/\n+$/, '\n')
}
