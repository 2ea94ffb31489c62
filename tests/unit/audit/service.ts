import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { auditService } from '../../../src/audit/audit.ts'
import type { AuditedFile, Weakness } from '../../../src/audit/weakness.ts'
import { packageRoot } from '../../../src/package.ts'

const GOLDEN = join(packageRoot, 'tests/golden')

/** A change of the generated service: a text that occurs once, and what stands in its place; or a file of its own. */
export interface Edit {
  readonly file: string
  readonly find: string
  readonly replace: string
}

/** What the audit says of a golden, mostly `members`, with some edits and files. */
export function audited(
  edits: readonly Edit[],
  files: Readonly<Record<string, string>> = {},
  golden = 'members',
): readonly Weakness[] {
  const generated = generatedFiles(golden)
  const changed = generated.map((file) => ({ ...file, text: edited(file, edits) }))
  const own = Object.entries(files).map(([path, text]): AuditedFile => ({ path, text, generated: undefined }))
  const missing = edits.filter(({ file }) => !generated.some(({ path }) => path === file) && files[file] === undefined)
  if (missing.length > 0) throw new Error(`there is no ${missing[0]?.file}`)
  return auditService([...changed, ...own])
}

/** The sources of a golden, as they were generated. */
export function generatedFiles(golden: string): readonly AuditedFile[] {
  const folder = join(GOLDEN, golden, 'expected/src')
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      return { path: `src/${name}`, text, generated: text }
    })
}

function edited({ path, text }: AuditedFile, edits: readonly Edit[]): string {
  return edits
    .filter(({ file }) => file === path)
    .reduce((before, { find, replace }) => {
      if (before.split(find).length !== 2) throw new Error(`${path} has not one of ${find}`)
      return before.replace(find, () => replace)
    }, text)
}
