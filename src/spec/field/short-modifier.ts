import { didYouMean } from '../../did-you-mean.ts'
import type { Complaint, Span, SpannedComplaint } from '../source.ts'
import { quoted } from '../source.ts'
import type { TypeSpec } from '../spec.ts'
import type { FieldDraft, Flag } from './draft.ts'
import { isFlag } from './draft.ts'
import { isModifier, MODIFIER_NAMES, modifierFromElsewhere } from './modifier-words.ts'
import { MODIFIERS } from './modifiers.ts'
import type { Arguments, Scanner } from './scanner.ts'
import type { ShortReading } from './short-reading.ts'

/** Reads the modifiers up to the default or the end. */
export function readModifiers(reading: ShortReading, type: TypeSpec | undefined): void {
  const { scanner } = reading
  while (!scanner.done && scanner.next !== '=') {
    const complaint = readNext(reading, type)
    if (complaint !== undefined) reading.complaints.push(complaint)
  }
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
  if (!isModifier(name)) return unknownModifier(reading, written)
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

function unknownModifier({ scanner }: ShortReading, written: Written): SpannedComplaint {
  const { name, span } = written
  const rest = written.given === undefined ? phraseAfter(scanner, name) : ''
  scanner.at += rest.length
  const argument = written.given?.text ?? rest.replace(/\(.*/s, '')
  const hint = modifierFromElsewhere(name, argument) ?? didYouMean(name, MODIFIER_NAMES)
  return {
    code: 'ASH1043',
    message: `there is no modifier ${quoted(name)}`,
    hint: hint ?? `the modifiers are ${MODIFIER_NAMES.join(', ')}`,
    span,
  }
}

/** The rest of a phrase such as `not null`, `default 0` or `references customer`. */
function phraseAfter({ text, at }: Scanner, name: string): string {
  const pattern = PHRASES.get(name.toLowerCase())
  return (pattern && text.slice(at).match(pattern)?.[0]) ?? ''
}

/** What follows some words of SQL. */
const PHRASES: ReadonlyMap<string, RegExp> = new Map([
  ['not', /^\s*null\b/i],
  ['primary', /^\s*key\b/i],
  ['default', /^\s*(?:"[^"]*"|'[^']*'|[^\s(]+(?:\([^)]*\))?)/],
  ['references', /^\s*\w+(?:\s*\([^)]*\))?/],
])

function strayText({ scanner }: ShortReading): SpannedComplaint {
  const { text, span } = scanner.rest()
  return {
    code: 'ASH1047',
    message: `${quoted(text)} does not belong here`,
    hint: strayHint(text),
    span,
  }
}

function strayHint(text: string): string {
  if (text === ',') return 'take the `,` away'
  if (/^,\s*[a-z]/i.test(text)) return 'take the `,` away: a space stands between modifiers'
  return 'a field is `type(args)[]? modifiers = default`'
}
