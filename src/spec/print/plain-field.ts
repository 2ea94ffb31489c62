import { FLAGS } from '../field/draft.ts'
import type { BackfillSpec, DefaultSpec, FieldSpec, TypeSpec } from '../spec.ts'
import { moduleExportText } from '../values/module-export.ts'
import { sumText } from '../values/sum-source.ts'
import { oneOrList, type PlainMap, present } from './plain-map.ts'
import { shortFormText } from './short-form.ts'

/** Fields by their names, each in short form where that can say it. */
export function fieldsOf(fields: Readonly<Record<string, FieldSpec>>): PlainMap {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, shortFormText(field) ?? object(field)]),
  )
}

function object(field: FieldSpec): PlainMap {
  const { type, array, optional, min, max, default: fallback, ...rest } = field
  return present({
    ...typeKeys(type),
    ...(type.kind !== 'string' && { min, max }),
    array: array || undefined,
    optional: optional || undefined,
    default: fallback && plainDefault(fallback),
    ...fieldOptions(rest),
  })
}

/** What a field is besides its type, its bounds, `[]`, `?` and the default, as in the object form. */
export function fieldOptions(field: Omit<FieldSpec, 'type' | 'array' | 'optional'>): PlainMap {
  const { read, write, copy, sum, backfill, schema, shape, description, moves, renamedValues } = field
  return present({
    ...Object.fromEntries(FLAGS.map((name) => [name, field[name] || undefined])),
    column: field.column,
    onDelete: field.onDelete,
    inverse: field.inverse,
    read: read && oneOrList(read),
    write: write && oneOrList(write),
    set: field.set,
    copy: copy && `${copy.reference}.${copy.field}`,
    sum: sum && sumText(sum),
    count: field.count,
    renamedFrom: field.renamedFrom,
    backfill: backfill && backfillOf(backfill),
    schema: schema && moduleExportText(schema),
    description,
    moves,
    renamedValues,
    shape: shape && fieldsOf(shape),
  })
}

function typeKeys(type: TypeSpec): PlainMap {
  switch (type.kind) {
    case 'string':
      return { type: 'string', min: type.min, max: type.max }
    case 'decimal':
      return { type: 'decimal', precision: type.precision, scale: type.scale }
    case 'enum':
      return { enum: type.values }
    case 'ref':
    case 'many':
      return { [type.kind]: type.resource }
    default:
      return { type: type.kind }
  }
}

/** `now`, or the value. */
export function plainDefault(fallback: DefaultSpec): unknown {
  return 'now' in fallback ? 'now' : fallback.value
}

function backfillOf(backfill: BackfillSpec): unknown {
  if ('from' in backfill) return { from: backfill.from }
  const value = plainDefault(backfill)
  return isMarked(value) ? { value } : value
}

/** A value that is a map with one of the keys that say what a backfill is. */
function isMarked(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const [key, second] = Object.keys(value)
  return second === undefined && (key === 'from' || key === 'value')
}
