import { isDeepStrictEqual } from 'node:util'
import { readShortForm } from '../field/short-form.ts'
import type { BackfillSpec, DefaultSpec, FieldSpec, TypeSpec } from '../spec.ts'
import { moduleExportText } from '../values/module-export.ts'
import { sumText } from '../values/sum-source.ts'

/**
 * The short form of a field, or nothing when only the object form can say what it is.
 *
 * @example
 * shortFormText(field) // 'ref category? onDelete(set null)'
 */
export function shortFormText(field: FieldSpec): string | undefined {
  const text = `${typeText(field.type)}${field.array ? '[]' : ''}${field.optional ? '?' : ''}${modifiersText(field)}`
  const whole = field.default === undefined ? text : `${text} = ${defaultText(field.default, field.type)}`
  // What does not read back as the same field cannot be said like this: a description, or a value with a space.
  return isSame(readShortForm(whole).field, field) ? whole : undefined
}

/** Equal but for prototypes, which maps from YAML lack. */
function isSame(one: FieldSpec | undefined, other: FieldSpec): boolean {
  return isDeepStrictEqual(structuredClone(one), structuredClone(other))
}

function typeText(type: TypeSpec): string {
  switch (type.kind) {
    case 'string':
      return type.min === undefined && type.max === undefined
        ? 'string'
        : `string(${type.min ?? ''}..${type.max ?? ''})`
    case 'decimal':
      return `decimal(${type.precision}, ${type.scale})`
    case 'enum':
      return `enum(${type.values.join(', ')})`
    case 'ref':
    case 'many':
      return `${type.kind} ${type.resource}`
    default:
      return type.kind
  }
}

/** In the order in which people write them: what it is, whose it is, where it comes from. */
function modifiersText(field: FieldSpec): string {
  const flags = (['generated', 'unique', 'index', 'readonly', 'immutable', 'internal', 'symmetric'] as const)
    .filter((name) => field[name])
    .map((name) => ` ${name}`)
  return [
    ...flags,
    argument('min', field.min),
    argument('max', field.max),
    argument('column', field.column),
    argument('onDelete', field.onDelete),
    argument('inverse', field.inverse),
    argument('read', field.read?.join(', ')),
    argument('write', field.write?.join(', ')),
    argument('set', field.set),
    argument('copy', field.copy && `${field.copy.reference}.${field.copy.field}`),
    argument('sum', field.sum && sumText(field.sum)),
    argument('count', field.count),
    argument('renamedFrom', field.renamedFrom),
    argument('backfill', field.backfill && backfillText(field.backfill, field.type)),
    argument('schema', field.schema && moduleExportText(field.schema)),
  ].join('')
}

function argument(name: string, text: string | number | undefined): string {
  return text === undefined ? '' : ` ${name}(${text})`
}

function backfillText(backfill: BackfillSpec, type: TypeSpec): string {
  return 'from' in backfill ? backfill.from : defaultText(backfill, type)
}

function defaultText(value: DefaultSpec, type: TypeSpec): string {
  if ('now' in value) return 'now'
  const bare = type.kind === 'enum' && typeof value.value === 'string' && type.values.includes(value.value)
  return bare ? String(value.value) : JSON.stringify(value.value)
}
