import type { FieldSpec } from '../spec/spec.ts'
import type { NamedResource } from './names.ts'
import type { Report } from './report.ts'

/** What is said of a table so that migrations make it so. */
const OF_THE_TABLE = ['table', 'renamedFrom', 'indexes'] as const

/** The same of a column. */
const OF_A_COLUMN = ['column', 'index', 'onDelete', 'renamedFrom', 'renamedValues', 'backfill'] as const

/** Reports what only a migration could do, where the table is one of the project that ashlar does not migrate. */
export function checkExternal({ spec, at }: NamedResource, report: Report): void {
  const { external } = spec
  if (external === undefined) return
  const message = (key: string): string =>
    `\`${key}\` says nothing here: the table is \`${external.name}\` of \`${external.module}\`, which ashlar never migrates`
  const hint = 'take it out; the project says it in its own table'
  for (const key of OF_THE_TABLE) {
    if (spec[key] !== undefined) report.add({ code: 'ASH2065', message: message(key), hint, at: [...at, key] })
  }
  for (const [name, field] of Object.entries(spec.fields)) {
    for (const key of OF_A_COLUMN.filter((one) => isSaid(field, one))) {
      report.add({ code: 'ASH2065', message: message(key), hint, at: [...at, 'fields', name, key], word: key })
    }
  }
}

function isSaid(field: FieldSpec, key: (typeof OF_A_COLUMN)[number]): boolean {
  return field[key] !== undefined && field[key] !== false
}
