import { didYouMean } from '../../did-you-mean.ts'
import type { Complaint } from '../source.ts'
import { quoted, shortened } from '../source.ts'
import type { DefaultSpec, TypeSpec } from '../spec.ts'
import { isFlag, isNow } from './draft.ts'
import { valueComplaint } from './json-value.ts'
import { nestsTooDeep } from './nesting.ts'
import { inexactIn } from './numbers.ts'
import { NUMBER_TYPES } from './types.ts'

/**
 * Reads a value as it is written in a short form: a JSON literal, a value of the enum, or `now`.
 *
 * @example
 * readLiteral('draft', { kind: 'enum', values: ['draft', 'paid'] }) // { value: 'draft' }
 */
export function readLiteral(text: string, type: TypeSpec): DefaultSpec | Complaint {
  if (isNow(type, text)) return { now: true }
  if (type.kind === 'enum' && type.values.includes(text)) return { value: text }
  if (nestsTooDeep(text)) return TOO_DEEP
  const value = parsed(text)
  if (hasReservedKey(value)) return RESERVED
  const inexact = inexactIn(text)
  if (value === undefined) {
    const message = text === '' ? 'the default is missing' : `${quoted(text)} ${wrongFor(type)}`
    return { code: 'ASH1046', message, hint: hintFor(text, type) }
  }
  if (inexact === undefined) return valueComplaint(value) ?? { value }
  return {
    code: 'ASH1010',
    message: `${quoted(inexact)} is not a number that a computer holds exactly`,
    hint: BINARY.has(type.kind)
      ? 'take a number with fewer digits, nearer to 0'
      : `write it in quotes: = "${shortened(inexact)}"`,
  }
}

/** The types whose values are numbers in JSON too. */
const BINARY: ReadonlySet<string> = new Set(['smallint', 'int', 'real', 'double'])

const TEXTS: ReadonlySet<string> = new Set(['string', 'text', 'slug'])

const TOO_DEEP: Complaint = { code: 'ASH1003', message: 'this value nests deeper than 64 levels', hint: 'flatten it' }

/** As in a map of YAML: such a key would be lost in JavaScript. */
const RESERVED: Complaint = {
  code: 'ASH1031',
  message: 'the name `__proto__` is reserved',
  hint: 'give the key another name',
}

function hasReservedKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(hasReservedKey)
}

function wrongFor(type: TypeSpec): string {
  return type.kind === 'enum' ? 'is not a value of the enum' : 'cannot be read as a default'
}

/** JSON has no `undefined`, so it can stand for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function hintFor(text: string, type: TypeSpec): string {
  const [, value, flag = ''] = text.match(/^(\S+)\s+(\w+)$/) ?? []
  if (isFlag(flag)) return `a default stands last: \`${flag} = ${value}\``
  if (type.kind === 'enum') return didYouMean(text, type.values) ?? `the values are ${type.values.join(', ')}`
  if (type.kind === 'date' || type.kind === 'time' || type.kind === 'datetime')
    return 'type `= now`, or a text in double quotes'
  if (text === 'now' && !TEXTS.has(type.kind)) return 'take it out: `now` is for `date`, `time` and `datetime`'
  if (type.kind === 'boolean') return 'type `= true` or `= false`'
  if (NUMBER_TYPES.has(type.kind)) return 'a number is written `= 0`, and a list `= [1, 2]`'
  if (/^'.*'$/.test(text)) return `type double quotes: = "${text.slice(1, -1)}"`
  if (/^[\w .-]+$/.test(text) && !/^[\d.-]/.test(text)) return `a text stands in double quotes: = "${text}"`
  return 'a default is `= 0`, `= "text"`, `= true`, `= []` or `= {}`'
}
