import { didYouMean } from '../../did-you-mean.ts'
import type { Complaint, Span, SpannedComplaint } from '../source.ts'
import { quoted } from '../source.ts'
import type { TypeSpec } from '../spec.ts'
import type { FieldDraft, Flag } from './draft.ts'
import { FLAGS, isFlag } from './draft.ts'
import { MODIFIERS } from './modifiers.ts'
import type { Arguments } from './scanner.ts'
import type { ShortReading } from './short-reading.ts'

/** Reads the modifiers up to the default or the end. */
export function readModifiers(reading: ShortReading, type: TypeSpec | undefined): void {
  const { scanner } = reading
  while (!scanner.done && scanner.next !== '=') {
    const complaint = readNext(reading, type)
    if (complaint !== undefined) reading.complaints.push(complaint)
  }
}

/** Whether a word is a modifier of the language, with an argument or without. */
export function isModifier(word: string): boolean {
  return isFlag(word) || Object.hasOwn(MODIFIERS, word)
}

interface Written {
  readonly name: string
  readonly span: Span
  readonly given: Arguments | undefined
}

const UNCLOSED: Complaint = { code: 'ASH1045', message: 'the `(` here is never closed', hint: 'add the `)`' }

function readNext(reading: ShortReading, type: TypeSpec | undefined): SpannedComplaint | undefined {
  const { scanner } = reading
  const word = scanner.word()
  if (word === undefined) return strayText(reading)
  const given = scanner.parentheses()
  const span = { start: word.span.start, end: scanner.at }
  if (given?.closed === false) return { ...UNCLOSED, span }
  return readModifier(reading, { name: word.text, span, given }, type)
}

function readModifier(
  reading: ShortReading,
  written: Written,
  type: TypeSpec | undefined,
): SpannedComplaint | undefined {
  const { name, span, given } = written
  if (!isModifier(name)) return unknownModifier(written)
  if (reading.parts.has(name) && reading.draft[name as keyof FieldDraft] !== undefined) {
    return { code: 'ASH1044', message: `\`${name}\` stands here twice`, hint: 'keep one of the two', span }
  }
  reading.parts.set(name, given?.span ?? span)
  if (isFlag(name)) return readFlag(reading.draft, name, written)
  const modifier = MODIFIERS[name]
  const wrong = modifier?.read(reading.draft, given?.text.trim() ?? '', type)
  if (wrong === undefined) return undefined
  if (wrong !== false) return { ...wrong, span: given?.span ?? span }
  const hint = `type \`${modifier?.written}\``
  return { code: 'ASH1045', message: `\`${name}\` is not written like this`, hint, span }
}

function readFlag(draft: FieldDraft, name: Flag, { given }: Written): SpannedComplaint | undefined {
  draft[name] = true
  if (given === undefined) return undefined
  const message = `\`${name}\` takes nothing in parentheses`
  return { code: 'ASH1045', message, hint: `type \`${name}\``, span: given.span }
}

/** What people type for what is written otherwise here. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['autoincrement', 'type `generated`'],
  ['default', 'a default stands last: `= 0`'],
  ['identity', 'type `generated`'],
  ['length', 'a length is written `string(1..80)`'],
  ['moves', 'moves are written in the map of the field: `{ enum: [draft, paid], moves: { draft: [paid] } }`'],
  ['not', 'a field is required when it has no `?`'],
  ['notnull', 'a field is required when it has no `?`'],
  ['null', 'type `?` behind the type: `string(..80)?`'],
  ['nullable', 'type `?` behind the type: `string(..80)?`'],
  ['optional', 'type `?` behind the type: `string(..80)?`'],
  ['pk', 'name the key in the resource: `key: sku`'],
  ['primary', 'name the key in the resource: `key: sku`'],
  ['primarykey', 'name the key in the resource: `key: sku`'],
  ['references', 'a reference is written `ref customer`'],
  ['renamedvalues', 'these are written in the map of the field: `{ enum: [new], renamedValues: { old: new } }`'],
  ['required', 'leave it out: a field is required when it has no `?` and no default'],
  ['shape', 'a shape is written in the map of the field: `{ type: json, shape: { width: int } }`'],
])

function unknownModifier({ name, span }: Written): SpannedComplaint {
  const known = [...FLAGS, ...Object.keys(MODIFIERS)]
  const hint = ELSEWHERE.get(name.toLowerCase()) ?? didYouMean(name, known)
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
