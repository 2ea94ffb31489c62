import { didYouMean } from '../did-you-mean.ts'
import type { FieldDraft, Flag } from './field-draft.ts'
import { FLAGS, isFlag } from './field-draft.ts'
import { COLUMN_NAME, RESOURCE_NAME } from './names.ts'
import { isOneOf, NOT_YET } from './not-yet.ts'
import { isExact } from './numbers.ts'
import type { Arguments } from './scanner.ts'
import type { ShortReading } from './short-reading.ts'
import type { Complaint, Span, SpannedComplaint } from './source.ts'
import { quoted } from './source.ts'
import { ON_DELETE } from './types.ts'

/** Reads the modifiers up to the default or the end. */
export function readModifiers(reading: ShortReading): void {
  const { scanner } = reading
  while (!scanner.done && scanner.next !== '=') {
    const complaint = readNext(reading)
    if (complaint !== undefined) reading.complaints.push(complaint)
  }
}

/** Whether a word is a modifier of the language, with an argument or without, generated today or not. */
export function isModifier(word: string): boolean {
  return isFlag(word) || Object.hasOwn(WITH_ARGUMENT, word) || isOneOf(NOT_YET.modifiers, word)
}

function readNext(reading: ShortReading): SpannedComplaint | undefined {
  const { scanner } = reading
  const before = scanner.text.slice(0, scanner.at).trimEnd().length
  const word = scanner.word()
  if (word === undefined) return strayText(reading)
  const given = scanner.parentheses()
  const span = { start: word.span.start, end: scanner.at }
  if (given?.closed === false) return { ...UNCLOSED, span }
  if (!isOneOf(NOT_YET.modifiers, word.text)) return readModifier(reading, { name: word.text, span, given })
  reading.refused.push({ name: word.text, span: { start: before, end: scanner.at }, whole: false })
  return undefined
}

interface Written {
  readonly name: string
  readonly span: Span
  readonly given: Arguments | undefined
}

const UNCLOSED: Complaint = { code: 'ASH1045', message: 'the `(` here is never closed', hint: 'add the `)`' }

/** The modifiers with an argument: what they leave in the field, or how they are written. */
const WITH_ARGUMENT: Readonly<Record<string, (draft: FieldDraft, text: string) => string | Complaint | undefined>> = {
  column(draft, text) {
    draft.column = text
    return text === '' ? 'column(unit_price)' : COLUMN_NAME.complaint(text)
  },
  min(draft, text) {
    draft.min = Number(text)
    return isExact(text) ? undefined : 'min(0)'
  },
  max(draft, text) {
    draft.max = Number(text)
    return isExact(text) ? undefined : 'max(100)'
  },
  onDelete(draft, text) {
    const wanted = text.replace(/\s+/g, ' ')
    draft.onDelete = ON_DELETE.find((action) => action === wanted)
    return draft.onDelete === undefined ? 'onDelete(cascade)`, `onDelete(restrict)` or `onDelete(set null)' : undefined
  },
  inverse(draft, text) {
    draft.inverse = text
    return text === '' ? 'inverse(orders)' : RESOURCE_NAME.complaint(text)
  },
}

/** What people type for what is written otherwise here. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['autoincrement', 'type `generated`'],
  ['default', 'a default stands last: `= 0`'],
  ['identity', 'type `generated`'],
  ['length', 'a length is written `string(1..80)`'],
  ['notnull', 'a field is required when it has no `?`'],
  ['null', 'type `?` behind the type: `string(..80)?`'],
  ['nullable', 'type `?` behind the type: `string(..80)?`'],
  ['optional', 'type `?` behind the type: `string(..80)?`'],
  ['pk', 'name the key in the resource: `key: sku`'],
  ['primary', 'name the key in the resource: `key: sku`'],
  ['primarykey', 'name the key in the resource: `key: sku`'],
  ['references', 'a reference is written `ref customer`'],
  ['required', 'leave it out: a field is required when it has no `?` and no default'],
])

function readModifier(reading: ShortReading, written: Written): SpannedComplaint | undefined {
  const { name, span, given } = written
  const read = Object.hasOwn(WITH_ARGUMENT, name) ? WITH_ARGUMENT[name] : undefined
  if (!isFlag(name) && read === undefined) return unknownModifier(written)
  if (reading.draft[name as keyof FieldDraft] !== undefined) {
    return { code: 'ASH1044', message: `\`${name}\` stands here twice`, hint: 'keep one of the two', span }
  }
  reading.parts.set(name, given?.span ?? span)
  if (isFlag(name)) return readFlag(reading.draft, name, written)
  const wrong = read?.(reading.draft, given?.text.trim() ?? '')
  if (wrong === undefined) return undefined
  if (typeof wrong !== 'string') return { ...wrong, span: given?.span ?? span }
  return { code: 'ASH1045', message: `\`${name}\` is not written like this`, hint: `type \`${wrong}\``, span }
}

function readFlag(draft: FieldDraft, name: Flag, { given }: Written): SpannedComplaint | undefined {
  draft[name] = true
  if (given === undefined) return undefined
  const message = `\`${name}\` takes nothing in parentheses`
  return { code: 'ASH1045', message, hint: `type \`${name}\``, span: given.span }
}

function unknownModifier({ name, span }: Written): SpannedComplaint {
  const known = [...FLAGS, ...Object.keys(WITH_ARGUMENT)]
  const hint = ELSEWHERE.get(name.toLowerCase()) ?? didYouMean(name, [...known, ...NOT_YET.modifiers])
  return {
    code: 'ASH1043',
    message: `there is no modifier ${quoted(name)}`,
    hint: hint ?? `the modifiers are ${known.join(', ')}`,
    span,
  }
}

function strayText({ scanner }: ShortReading): SpannedComplaint {
  const { text, span } = scanner.rest()
  return {
    code: 'ASH1047',
    message: `${quoted(text)} does not belong here`,
    hint: 'a field is `type(args)[]? modifiers = default`',
    span,
  }
}
