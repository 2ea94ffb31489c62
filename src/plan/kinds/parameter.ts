import type { Field, FieldType, Resource } from '../../model/model.ts'
import { type Code, code, mapCode, value } from '../code.ts'
import { PATHS } from '../paths.ts'
import { bodyCode, pathCode } from './body.ts'

/** The Zod schema of a value that a list is filtered by, where everything is text. */
export function parameterCode(field: Field, resource?: Resource): Code {
  const one = single(field)
  switch (one.type.kind) {
    case 'boolean':
      return code('flag()', value('flag', PATHS.parameters))
    case 'real':
    case 'double':
      return {
        ...mapCode(bodyCode(one, resource), (text) => `number(${text})`),
        imports: [value('z', 'zod'), value('number', PATHS.parameters)],
      }
    default:
      return pathCode(one, resource)
  }
}

/** So long a part of a text is looked for at most. */
export const MAX_PART = 200

/** The Zod schema of a part of a text that a list is filtered by. */
export function partCode({ type }: Field): Code {
  const max = type.kind === 'string' ? Math.min(type.max, MAX_PART) : MAX_PART
  return code(`text(1, ${max})`, value('text', PATHS.scalars))
}

/** The Zod schema of a value in a cursor: what an answer holds, whatever a body may be today. */
export function placeCode(field: Field, resource: Resource): Code {
  const schema = bodyCode(single(field), resource)
  return field.optional ? mapCode(schema, (text) => `${text}.nullable()`) : schema
}

/** A field as what is asked for by it: any value that its type can hold, as plain text where it is some. */
export function single(field: Field): Field {
  return { ...field, type: unbounded(field.type), array: false, inKey: false, secret: false }
}

/** Rows that are there were made under other bounds, perhaps. */
function unbounded(type: FieldType): FieldType {
  switch (type.kind) {
    case 'string':
      return { ...type, min: 0 }
    case 'decimal':
      return { kind: 'decimal', precision: type.precision, scale: type.scale }
    case 'smallint':
    case 'int':
    case 'bigint':
    case 'real':
    case 'double':
      return { kind: type.kind }
    default:
      return type
  }
}
