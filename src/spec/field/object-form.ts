import type { FieldObject } from '../grammar/field.ts'
import { FIELD_NAME } from '../names.ts'
import type { Complaint } from '../source.ts'
import type { BackfillSpec, DefaultSpec, FieldSpec, TypeSpec } from '../spec.ts'
import { isComplaint } from '../values/text-value.ts'
import { finished, isNow } from './draft.ts'

/** A complaint about one key of the object form, or about all of it. */
export interface KeyComplaint extends Complaint {
  readonly key?: keyof FieldObject
}

/** Reads the object form of a field, whose structure the grammar has accepted. */
export function readObjectForm(object: FieldObject): {
  field: FieldSpec | undefined
  complaints: readonly KeyComplaint[]
} {
  const wrong = kindComplaint(object)
  if (wrong !== undefined) return { field: undefined, complaints: [wrong] }
  const type = typeOf(object)
  if (isComplaint(type)) return { field: undefined, complaints: [type] }
  const complaints = argumentComplaints(object)
  return { field: complaints.length === 0 ? fieldOf(object, type) : undefined, complaints }
}

const KINDS = ['type', 'enum', 'ref', 'many'] as const

function kindComplaint(object: FieldObject): KeyComplaint | undefined {
  const kinds = KINDS.filter((key) => object[key] !== undefined)
  const second = kinds[1]
  if (kinds.length === 0) {
    return {
      code: 'ASH1060',
      message: 'this field has no type',
      hint: 'add `type: string`, `enum: [a, b]` or `ref: customer`',
    }
  }
  if (second === undefined) return undefined
  return {
    code: 'ASH1060',
    message: `\`${kinds[0]}\` and \`${second}\` both say what the field holds`,
    hint: 'keep one of the two',
    key: second,
  }
}

function typeOf(object: FieldObject): TypeSpec | KeyComplaint {
  if (object.enum !== undefined) return { kind: 'enum', values: object.enum }
  if (object.ref !== undefined) return { kind: 'ref', resource: object.ref }
  if (object.many !== undefined) return { kind: 'many', resource: object.many }
  switch (object.type) {
    case 'string':
      return {
        kind: 'string',
        ...(object.min !== undefined && { min: object.min }),
        ...(object.max !== undefined && { max: object.max }),
      }
    case 'decimal':
      return decimalOf(object)
    case 'enum':
      return {
        code: 'ASH1060',
        message: 'an enum is written by its values',
        hint: 'type `enum: [draft, paid]` instead of `type: enum`',
        key: 'type',
      }
    case 'ref':
    case 'many':
    case undefined:
      return {
        code: 'ASH1060',
        message: 'a reference is written by its target',
        hint: `type \`${object.type}: customer\` instead of \`type: ${object.type}\``,
        key: 'type',
      }
    default:
      return { kind: object.type }
  }
}

function decimalOf({ precision, scale }: FieldObject): TypeSpec | KeyComplaint {
  if (precision !== undefined && scale !== undefined) return { kind: 'decimal', precision, scale }
  return {
    code: 'ASH1060',
    message: '`decimal` needs `precision`, how many digits there are, and `scale`, how many of them behind the point',
    hint: 'for example `{ type: decimal, precision: 10, scale: 2 }`',
  }
}

function argumentComplaints(object: FieldObject): KeyComplaint[] {
  if (object.type === 'decimal') return []
  return (['precision', 'scale'] as const)
    .filter((key) => object[key] !== undefined)
    .map((key) => ({ code: 'ASH1060', message: `\`${key}\` is for \`decimal\` only`, hint: 'take it out', key }))
}

/** Of the keys, `type` and its arguments are in the type; the others are those of a field. */
function fieldOf(object: FieldObject, type: TypeSpec): FieldSpec {
  const { type: _, enum: __, ref, many, precision, scale, min, max, default: fallback, backfill, ...rest } = object
  return finished(type, {
    ...rest,
    // The length of a string is part of its type.
    ...(type.kind !== 'string' && { min, max }),
    default: fallback === undefined ? undefined : defaultOf(type, fallback),
    backfill: backfill === undefined ? undefined : backfillOf(type, backfill),
  })
}

function defaultOf(type: TypeSpec, value: unknown): DefaultSpec {
  return isNow(type, value) ? { now: true } : { value }
}

/** `{ from: otherField }`, `{ value: … }` for a value that could be taken for either, or a value as in `default`. */
function backfillOf(type: TypeSpec, value: unknown): BackfillSpec {
  const from = onlyIn(value, 'from')
  if (typeof from === 'string' && FIELD_NAME.complaint(from) === undefined) return { from }
  const literal = onlyIn(value, 'value')
  return literal === undefined ? defaultOf(type, value) : { value: literal }
}

/** What stands in a map under its only key. */
function onlyIn(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  const [entry, second] = Object.entries(value)
  return second === undefined && entry?.[0] === key ? entry[1] : undefined
}
