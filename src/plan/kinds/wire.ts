import type { FieldType, Member } from '../../model/model.ts'
import { docComment } from '../../render/comment.ts'
import { literal, propertyKey } from '../../render/literal.ts'
import { type Code, code, importsOf, mapCode, value } from '../code.ts'
import { arrayText, callText, chainText } from '../layout.ts'
import { PATHS } from '../paths.ts'
import { boundsOf, MAX_ITEMS } from './body.ts'

const WIDTH = 120

/** How far in something stands, and what stands before it on its line. */
interface Place {
  readonly indent: number
  readonly before: number
}

type WireOf = (type: FieldType, place: Place) => Code

const zod = (text: string): Code => code(text, value('z', 'zod'))
const scalar = (name: string, ...args: readonly unknown[]): Code => {
  return code(`${name}(${args.map((arg) => literal(arg)).join(', ')})`, value(name, PATHS.scalars))
}
const number = (base: string, { min, max }: { readonly min?: number; readonly max?: number } = {}): WireOf => {
  return (type) => {
    const { min: least = min, max: greatest = max } = boundsOf(type)
    const limits = [least === undefined ? '' : `.min(${least})`, greatest === undefined ? '' : `.max(${greatest})`]
    return zod(`${base}${limits.join('')}`)
  }
}
const boundsArgument = (type: FieldType): readonly unknown[] => {
  const { min, max } = boundsOf(type)
  if (min === undefined && max === undefined) return []
  return [{ ...(min !== undefined && { min }), ...(max !== undefined && { max }) }]
}

/** What a value is between two services: JSON, in and out. */
const WIRE = {
  string: (type) => (type.kind === 'string' ? scalar('text', type.min, type.max) : zod('')),
  text: () => scalar('text', 0, 65_535),
  slug: () => scalar('slug'),
  email: () => zod('z.email().max(254)'),
  url: () => scalar('url'),
  enum: (type, { indent, before }) => {
    const values = type.kind === 'enum' ? type.values.map(literal) : []
    return zod(`z.enum(${arrayText(values, { indent, before: before + 'z.enum('.length, after: 2 })})`)
  },
  uuid: () => zod('z.guid()'),
  smallint: number('z.int()', { min: -32_768, max: 32_767 }),
  int: number('z.int32()'),
  // It is read into a number of 64 bits to be looked at, and travels as text.
  bigint: (type) => mapCode(scalar('bigInteger', ...boundsArgument(type)), (text) => `${text}.transform(String)`),
  real: number('z.float32()'),
  double: number('z.number()'),
  decimal: (type) => {
    const { precision, scale } = type.kind === 'decimal' ? type : { precision: 0, scale: 0 }
    return scalar('decimal', precision, scale, ...boundsArgument(type))
  },
  date: () => zod('z.iso.date()'),
  time: () => scalar('time'),
  datetime: () => zod('z.iso.datetime({ offset: true })'),
  boolean: () => zod('z.boolean()'),
  json: () => scalar('json'),
  bytes: () => scalar('base64'),
} satisfies Record<FieldType['kind'], WireOf>

/** The Zod schema of an object that goes from one service to another: one member a line. */
export function wireCode(members: readonly Member[], indent = 0): Code {
  const pad = ' '.repeat(indent + 2)
  const codes = members.map((member) => memberCode(member, indent + 2))
  const lines = members.map(({ name, description }, position) => {
    const comment = description === '' ? '' : `${pad}${docComment(description).replaceAll('\n', '\n    ')}\n`
    return `${comment}${pad}${propertyKey(name)}: ${codes[position]?.text},\n`
  })
  return code(`z.object({\n${lines.join('')}${' '.repeat(indent)}})`, value('z', 'zod'), ...importsOf(codes))
}

function memberCode(member: Member, indent: number): Code {
  const { name, type, array, optional, default: given } = member
  const place = { indent, before: indent + propertyKey(name).length + 2 }
  const one = member.shape === undefined ? WIRE[type.kind](type, place) : wireCode(member.shape, indent)
  const many = array ? arrayCode(one, place) : one
  const fallback = given && `default(${given.kind === 'now' ? NOW[type.kind] : literal(given.value)})`
  const calls = [...(optional ? ['nullish()'] : []), ...(fallback === undefined ? [] : [fallback])]
  return mapCode(many, (text) => withCalls(text, calls, place))
}

/** What does not fit behind its name stands below it, as formatters have it. */
function arrayCode(item: Code, { indent, before }: Place): Code {
  const pad = ' '.repeat(indent)
  const line = `z.array(${item.text}).max(${MAX_ITEMS})`
  const inner = item.text.replaceAll('\n', '\n    ')
  const fits = before + line.length < WIDTH && !line.includes('\n')
  const broken = `z\n${pad}  .array(\n${pad}    ${inner},\n${pad}  )\n${pad}  .max(${MAX_ITEMS})`
  return code(fits ? line : broken, value('z', 'zod'), ...item.imports)
}

/** Behind each other while they fit: a default that does not stands on lines of its own. */
function withCalls(text: string, calls: readonly string[], { indent, before }: Place): string {
  const line = [text, ...calls].join('.')
  const [last = ''] = line.split('\n').slice(-1)
  if (before + last.length < WIDTH || calls.length === 0) return line
  const [, head = '', arg = ''] = /^(default)\((.*)\)$/s.exec(calls.at(-1) ?? '') ?? []
  const start = [text, ...calls.slice(0, -1)].join('.')
  return head === '' ? chainText(text, calls, { indent }) : callText(`${start}.${head}`, [arg], { indent, before })
}

/** The moment in which the service asks, not the one in which it is generated. */
const MOMENT = `() => ${'new Date'}().toISOString()`

const NOW: Partial<Record<FieldType['kind'], string>> = {
  date: `${MOMENT}.slice(0, 10)`,
  time: `${MOMENT}.slice(11, 23)`,
  datetime: MOMENT,
}
