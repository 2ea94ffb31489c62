import type { FieldDraft } from './field-draft.ts'
import { FLAGS, finished, isNow } from './field-draft.ts'
import type { FieldObject } from './grammar.ts'
import type { Complaint } from './source.ts'
import type { FieldSpec, TypeSpec } from './spec.ts'

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
  if ('code' in type) return { field: undefined, complaints: [type] }
  const complaints = argumentComplaints(object)
  return { field: complaints.length === 0 ? finished(type, draftOf(object, type)) : undefined, complaints }
}

function kindComplaint(object: FieldObject): KeyComplaint | undefined {
  const kinds = (['type', 'enum', 'ref'] as const).filter((key) => object[key] !== undefined)
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
    case undefined:
      return {
        code: 'ASH1060',
        message: 'a reference is written by its target',
        hint: 'type `ref: customer` instead of `type: ref`',
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

function draftOf(object: FieldObject, type: TypeSpec): FieldDraft {
  const draft: FieldDraft = {
    array: object.array,
    optional: object.optional,
    description: object.description,
    column: object.column,
    onDelete: object.onDelete,
    inverse: object.inverse,
    // The length of a string is part of its type.
    ...(type.kind !== 'string' && { min: object.min, max: object.max }),
  }
  for (const flag of FLAGS) draft[flag] = object[flag]
  if (isNow(type, object.default)) draft.default = { now: true }
  else if (object.default !== undefined) draft.default = { value: object.default }
  return draft
}
