import type { Field, Member } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { type Code, code, importsOf, mapCode, value } from '../code.ts'
import { PATHS } from '../paths.ts'
import { answerCode } from './answer.ts'
import { bodyCode, boundsOf, MAX_ITEMS } from './body.ts'
import { parameterCode } from './parameter.ts'

/** What a field has that is no column. */
const PLAIN = {
  valuesName: undefined,
  unique: false,
  inKey: false,
  made: undefined,
  writable: { create: true, update: false },
  proven: false,
  readable: true,
  reference: undefined,
  secret: false,
  readRoles: undefined,
  writeRoles: undefined,
  source: undefined,
  moves: undefined,
  renamedFrom: undefined,
  former: undefined,
  renamedValues: {},
  backfill: undefined,
  schema: undefined,
} as const

/** A member as a field of no table, for whatever is printed of fields. */
export function memberField(member: Member): Field {
  const { name, secret } = member
  // Nothing keeps it here: it is handed on as it came.
  const type = secret ? ({ kind: 'string', min: 1, max: 1_024 } as const) : member.type
  return { ...member, ...PLAIN, type, property: name, column: name, required: isRequired(member) }
}

/** Whether a body has to have it. */
export function isRequired({ optional, default: given }: Member): boolean {
  return !optional && given === undefined
}

/** The Zod schema of a member of a body. */
export function memberCode(member: Member): Code {
  return leftOut(member, listed(member, one(member, bodyCode)))
}

/** The same of one that stands in a query, where everything is text. */
export function memberParameterCode(member: Member): Code {
  const item = parameterOf({ ...memberField(member), array: false, optional: false })
  const listed = { ...mapCode(item, (text) => `listOf(${text})`), imports: [...item.imports, LIST_OF] }
  return leftOut(member, member.array ? listed : item)
}

const LIST_OF = value('listOf', PATHS.parameters)

/** As what a list is filtered by, but within the bounds that the description has. */
function parameterOf(field: Field): Code {
  const { min, max } = boundsOf(field.type)
  switch (field.type.kind) {
    case 'smallint':
      return code(`pathInteger(${min ?? -32_768}, ${max ?? 32_767})`, value('pathInteger', PATHS.scalars))
    case 'int':
      return code(`pathInteger(${min ?? -2_147_483_648}, ${max ?? 2_147_483_647})`, value('pathInteger', PATHS.scalars))
    case 'boolean':
      return parameterCode(field)
    case 'real':
    case 'double':
      return {
        ...mapCode(bodyCode(field), (text) => `number(${text})`),
        imports: [value('z', 'zod'), value('number', PATHS.parameters)],
      }
    default:
      return bodyCode(field)
  }
}

/** The same of one in an answer. */
export function memberAnswerCode(member: Member): Code {
  const item = listed(member, one(member, answerCode))
  return member.optional ? mapCode(item, (text) => `${text}.nullable().optional()`) : item
}

type CodeOf = (field: Field) => Code

function one(member: Member, codeOf: CodeOf): Code {
  if (member.shape !== undefined) return shapeCode(member.shape, codeOf)
  return codeOf({ ...memberField(member), array: false, optional: false })
}

function shapeCode(members: readonly Member[], codeOf: CodeOf): Code {
  const codes = members.map((member) => leftOut(member, listed(member, one(member, codeOf))))
  const texts = members.map(({ name }, position) => `${literal(name)}: ${codes[position]?.text}`)
  return code(`z.strictObject({ ${texts.join(', ')} })`, value('z', 'zod'), ...importsOf(codes))
}

function listed({ array }: Member, item: Code): Code {
  if (!array) return item
  return { text: `z.array(${item.text}).max(${MAX_ITEMS})`, imports: [...item.imports, value('z', 'zod')] }
}

function leftOut({ optional, default: given }: Member, item: Code): Code {
  const nullable = optional ? mapCode(item, (text) => `${text}.nullable()`) : item
  if (given?.kind === 'literal') return mapCode(nullable, (text) => `${text}.default(${literal(given.value)})`)
  return optional ? mapCode(nullable, (text) => `${text}.optional()`) : item
}
