import type { FieldSpec, SpecPath } from '../spec/spec.ts'
import { checkRenamedValues } from './history.ts'
import { checkMoves } from './moves.ts'
import type { Report } from './report.ts'

interface Context {
  readonly at: SpecPath
  readonly report: Report
}

const COUNTED: ReadonlySet<string> = new Set(['smallint', 'int', 'bigint'])
const UNORDERED: ReadonlySet<string> = new Set(['json', 'bytes'])

/** Reports modifiers that do not go with the field's type, or with one another. */
export function checkFlags(name: string, field: FieldSpec, { at, report }: Context): void {
  const { kind } = field.type
  const add = (key: string, message: string, hint: string): void =>
    report.add({ code: 'ASH2031', message, hint, at: [...at, key] })
  if (field.array && (kind === 'ref' || UNORDERED.has(kind))) {
    add(
      'array',
      `there are no lists of \`${kind}\``,
      kind === 'json' ? 'a `json` field may hold a list' : 'take the `[]` away',
    )
  }
  for (const flag of ['unique', 'index'] as const) {
    if (field[flag] && UNORDERED.has(kind))
      add(flag, `a \`${kind}\` field cannot be \`${flag}\``, `take \`${flag}\` away`)
  }
  if (field.unique && !UNORDERED.has(kind)) {
    const wrong = indistinct(field)
    if (wrong !== undefined) add('unique', `${wrong} cannot be \`unique\``, 'take `unique` away')
  }
  for (const key of ['onDelete', 'inverse'] as const) {
    if (field[key] !== undefined && kind !== 'ref') add(key, `\`${key}\` is for references`, 'take it out')
  }
  if (field.onDelete === 'set null' && !field.optional) {
    const hint = 'type `?` behind the resource, or `onDelete(restrict)`'
    add('onDelete', `\`${name}\` cannot be set to null, because it is required`, hint)
  }
  if (field.generated) checkGenerated(name, field, { at, report })
  if (kind === 'secret') checkSecret(field, add)
  if (field.symmetric) add('symmetric', '`symmetric` is for `many` relations', 'take it out')
  if (field.shape !== undefined && kind !== 'json')
    add('shape', '`shape` says what a `json` field holds', 'take it out')
  if (field.schema !== undefined && (kind === 'ref' || kind === 'secret')) {
    add('schema', `a \`${kind}\` cannot have a schema of its own`, 'take it out')
  }
  checkWriters(field, add)
  checkMoves(name, field, { at, report })
  checkRenamedValues(field, at, report)
}

type Add = (key: string, message: string, hint: string) => void

/** What a password cannot be, because nobody ever sees it again. */
function checkSecret(field: FieldSpec, add: Add): void {
  for (const key of ['unique', 'index', 'internal', 'default', 'read', 'copy', 'array', 'backfill'] as const) {
    const value = field[key]
    if (value === undefined || value === false) continue
    add(
      key,
      `a \`secret\` is never shown or compared, so \`${key === 'array' ? '[]' : key}\` has no meaning for it`,
      'take it out',
    )
  }
}

/** Roles that may do what nobody may. */
function checkWriters(field: FieldSpec, add: Add): void {
  const closed = (['generated', 'readonly', 'internal', 'set', 'copy', 'sum', 'count', 'moves'] as const).find(
    (key) => field[key] !== undefined && field[key] !== false,
  )
  if (field.write !== undefined && closed !== undefined) {
    const what = closed === 'moves' ? 'with' : 'that is'
    add('write', `no request may write a field ${what} \`${closed}\``, 'take one of the two out')
  }
  if (field.read !== undefined && field.internal) {
    add('read', 'no answer shows a field that is `internal`', 'take one of the two out')
  }
}

/** Values of which no generated test could make several rows that differ. */
function indistinct({ array, type }: FieldSpec): string | undefined {
  if (array) return 'a list'
  return type.kind === 'boolean' ? 'a `boolean` field' : undefined
}

function checkGenerated(name: string, field: FieldSpec, { at, report }: Context): void {
  const add = (key: string, message: string, hint: string): void =>
    report.add({ code: 'ASH2032', message, hint, at: [...at, key] })
  if (!COUNTED.has(field.type.kind) || field.array) {
    add(
      'generated',
      `\`${name}\` cannot be generated: PostgreSQL counts up whole numbers only`,
      'type `int generated` or `bigint generated`',
    )
    return
  }
  if (field.optional) add('optional', `\`${name}\` is generated, and so never empty`, 'take the `?` away')
  if (field.default !== undefined)
    add('default', `\`${name}\` is generated, and so needs no default`, 'take the default away')
}

/** Reports a field that must have a value which nobody could give it. */
export function checkReachable(
  part: { name: string; field: FieldSpec; inKey: boolean },
  at: SpecPath,
  report: Report,
): void {
  const { name, field, inKey } = part
  const withheld = field.readonly ? 'readonly' : 'internal'
  if (!field.readonly && !field.internal) return
  if (field.generated || field.default !== undefined || (field.optional && !inKey)) return
  const message = `\`${name}\` is required, but \`${withheld}\`: no request could give it a value`
  report.add({ code: 'ASH2033', message, hint: 'add `?` or a default', at: [...at, withheld] })
}
