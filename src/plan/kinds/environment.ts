import type { FieldType, Member } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { type Code, code, value } from '../code.ts'
import { arrayText, callText } from '../layout.ts'
import { PATHS } from '../paths.ts'
import { boundsOf } from './body.ts'

const zod = (text: string): Code => code(text, value('z', 'zod'))
const scalar = (name: string, ...args: readonly number[]): Code =>
  code(`${name}(${args.join(', ')})`, value(name, PATHS.scalars))
const integer = (type: FieldType, least: number, greatest: number): Code => {
  const { min = least, max = greatest } = boundsOf(type)
  return code(`integer(${min}, ${max})`)
}
const number = (type: FieldType): Code => {
  const { min, max } = boundsOf(type)
  if (min === undefined && max === undefined) return code('number()')
  return code(max === undefined ? `number(${min})` : `number(${min ?? '-Infinity'}, ${max})`)
}

/** The Zod schema that reads a key of the configuration from its text in the environment. */
export function environmentCode(member: Member): Code {
  const { text, imports } = typeCode(member)
  const head = `${member.name}: ${text}`
  if (member.default?.kind === 'literal') {
    return { text: callText(`${head}.default`, [literal(member.default.value)], { indent: 2, tail: ',' }), imports }
  }
  return { text: `${head}${member.optional ? '.optional()' : ''},`, imports }
}

function typeCode({ type, secret, name }: Member): Code {
  // Whatever it is, it is somebody else's: any text.
  if (secret) return zod('z.string()')
  switch (type.kind) {
    case 'string':
      return scalar('text', type.min, type.max)
    case 'slug':
    case 'email':
    case 'url':
      return scalar(type.kind)
    case 'uuid':
      return zod('z.guid()')
    case 'smallint':
      return integer(type, -32_768, 32_767)
    case 'int':
      return integer(type, -2_147_483_648, 2_147_483_647)
    case 'real':
    case 'double':
      return number(type)
    case 'boolean':
      return code('flag()')
    case 'enum':
      return zod(`z.enum(${arrayText(type.values.map(literal), { indent: 2, before: name.length + 10, after: 12 })})`)
    default:
      throw new Error(`the environment holds no ${type.kind}`)
  }
}
