import type { Entry, MapNode } from './tree.ts'
import { endOf, entriesOf, entryOf } from './tree.ts'

/** A resource to write into a description. */
export interface WrittenResource {
  readonly name: string
  /** Short forms by the names of their fields. */
  readonly fields: ReadonlyMap<string, string>
  /** Rules for all operations; none: what the defaults say. */
  readonly access: readonly string[]
}

/** Writes a resource behind the others, in the manner of the text: its indentation, blank lines and line ends. */
export function insertResource(text: string, root: MapNode, resource: WrittenResource): string {
  const resources = entryOf(root, 'resources')
  if (resources?.value.kind !== 'map') throw new Error('a description that was parsed has resources')
  if (root.flow || resources.value.flow) return insertInFlow(text, resources.value, resource)
  const at = endOfResources(text, resources.value)
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const lines = linesOf(text, resources.value, resource).join(eol)
  const before = text.slice(0, at)
  const blank = isSpaced(text, resources.value) ? eol : ''
  const gap = before.endsWith('\n') ? blank : eol + blank
  return `${before}${gap}${lines}${eol}${text.slice(at)}`
}

function insertInFlow(text: string, resources: MapNode, { name, fields, access }: WrittenResource): string {
  const last = resources.entries.at(-1)
  const at = last === undefined ? resources.span.start + 1 : endOf(last.value)
  const inner = Array.from(fields, ([field, type]) => `${field}: ${JSON.stringify(type)}`).join(', ')
  const rules = access.length === 0 ? '' : `, access: ${JSON.stringify(access)}`
  return `${text.slice(0, at)}, ${name}: { fields: { ${inner} }${rules} }${text.slice(at)}`
}

/** Behind the last line of the last resource, and behind comments below it that are indented as deep as its keys. */
function endOfResources(text: string, resources: MapNode): number {
  const end = endOf(resources)
  const keyColumn = columnOf(text, resources.entries[0])
  let at = nextLine(text, text.charAt(end - 1) === '\n' ? end - 1 : end)
  for (;;) {
    const comment = text.slice(at).match(/^( *)#[^\n]*(?:\n|$)/)
    if (comment === null || (comment[1] ?? '').length <= keyColumn) return at
    at += comment[0].length
  }
}

function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end < 0 ? text.length : end + 1
}

function columnOf(text: string, entry: Entry | undefined): number {
  if (entry === undefined) return 2
  return entry.keySpan.start - (text.lastIndexOf('\n', entry.keySpan.start) + 1)
}

/** Whether the last of several resources has a blank line before it. */
function isSpaced(text: string, { entries }: MapNode): boolean {
  const [, second] = entries
  const last = entries.at(-1)
  if (second === undefined || last === undefined) return false
  return /\n\s*\n(?: *#[^\n]*\n)* *$/.test(text.slice(0, last.keySpan.start))
}

function linesOf(text: string, resources: MapNode, { name, fields, access }: WrittenResource): string[] {
  const own = columnOf(text, resources.entries[0])
  const step = stepOf(text, resources, own)
  const indent = (levels: number): string => ' '.repeat(own + levels * step)
  return [
    `${indent(0)}${name}:`,
    `${indent(1)}fields:`,
    ...Array.from(fields, ([field, type]) => `${indent(2)}${field}: ${plainOrQuoted(type)}`),
    ...(access.length === 0 ? [] : [`${indent(1)}access: ${ruleOrList(access)}`]),
  ]
}

function ruleOrList(rules: readonly string[]): string {
  const texts = rules.map((rule) => (/[,[\]{}]/.test(rule) ? JSON.stringify(rule) : plainOrQuoted(rule)))
  return texts.length === 1 ? texts.join('') : `[${texts.join(', ')}]`
}

function stepOf(text: string, resources: MapNode, own: number): number {
  for (const { value } of resources.entries) {
    const [first] = entriesOf(value)
    if (value.kind === 'map' && !value.flow && first !== undefined) return columnOf(text, first) - own
  }
  return 2
}

/** A plain scalar where YAML reads it as the same text, else quotes. */
function plainOrQuoted(text: string): string {
  return /^[A-Za-z][\x21-\x7E ]*$/.test(text) && !/ #|: |:$/.test(text) ? text : JSON.stringify(text)
}
