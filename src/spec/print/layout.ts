import { type Call, type Code, keyText } from './code.ts'

const WIDTH = 120

/** Where an expression begins, and what has to follow it on its last line. */
interface Place {
  readonly indent: number
  readonly column: number
  /** How many characters come behind it on the same line: a comma, a parenthesis. */
  readonly after: number
}

/**
 * The text of an expression as Biome formats it.
 *
 * @example
 * layOut(call('ref', scalar('customer')), 'export default '.length) // "ref('customer')"
 */
export function layOut(code: Code, column: number): string {
  return print(code, { indent: 0, column, after: 0 })
}

function print(code: Code, place: Place): string {
  const line = flat(code)
  if (line !== undefined && fits(line, place)) return line
  switch (code.kind) {
    case 'atom':
      return code.text
    case 'object':
      return printObject(code, place)
    case 'array':
      return printArray(code, place)
    case 'call':
      return printCall(code, place)
    case 'chain':
      return printChain(code, place)
  }
}

/** Whether the expression fits on one line. */
export function fitsOnLine(code: Code, column: number): boolean {
  const line = flat(code)
  return line !== undefined && fits(line, { indent: 0, column, after: 1 })
}

function fits(line: string, { column, after }: Place): boolean {
  return column + widthOf(line) + after <= WIDTH
}

// Characters that take two columns in an editor: those of East Asia, and pictures.
const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/gu
const NARROW = /\p{Mn}|\p{Me}/gu

function widthOf(line: string): number {
  return Array.from(line).length + (line.match(WIDE)?.length ?? 0) - (line.match(NARROW)?.length ?? 0)
}

/** The expression on one line, or nothing when a part of it takes several. */
function flat(code: Code): string | undefined {
  switch (code.kind) {
    case 'atom':
      return code.text
    case 'object':
      return code.expanded && code.entries.length > 0 ? undefined : flatObject(code.entries)
    case 'array':
      return isBroken(code.items) ? undefined : joined(code.items, (items) => `[${items}]`)
    case 'call':
      return joined(code.args, (args) => `${code.name}(${args})`)
    case 'chain':
      return flatChain(code)
  }
}

function flatObject(entries: readonly (readonly [string, Code])[]): string | undefined {
  if (entries.length === 0) return '{}'
  const parts = entries.map(([key, value]) => {
    const line = flat(value)
    return line === undefined ? undefined : `${keyText(key)}: ${line}`
  })
  return parts.includes(undefined) ? undefined : `{ ${parts.join(', ')} }`
}

function flatChain({ head, calls }: Chain): string | undefined {
  const parts = calls.map(({ name, args }) => joined(args, (text) => `${name}(${text})`))
  return parts.includes(undefined) ? undefined : [head, ...parts].filter((part) => part !== '').join('.')
}

type Chain = Extract<Code, { kind: 'chain' }>

function joined(items: readonly Code[], around: (text: string) => string): string | undefined {
  const lines = items.map(flat)
  return lines.includes(undefined) ? undefined : around(lines.join(', '))
}

/** Several objects or lists, each of several parts, stand each on lines of their own. */
function isBroken(items: readonly Code[]): boolean {
  if (items.length < 2) return false
  return (
    items.every((item) => item.kind === 'object' && item.entries.length > 1) ||
    items.every((item) => item.kind === 'array' && item.items.length > 1)
  )
}

function printObject({ entries }: Extract<Code, { kind: 'object' }>, { indent }: Place): string {
  const inner = indent + 2
  const lines = entries.map(([key, value]) => `${' '.repeat(inner)}${printProperty(keyText(key), value, inner)},\n`)
  return `{\n${lines.join('')}${' '.repeat(indent)}}`
}

/** A long text stands on a line of its own, below its key. */
function printProperty(key: string, value: Code, indent: number): string {
  const place = { indent, column: indent + widthOf(key) + 2, after: 1 }
  const below = value.kind === 'atom' && value.isString && key.length > 4 && !fits(value.text, place)
  return below ? `${key}:\n${' '.repeat(indent + 2)}${value.text}` : `${key}: ${print(value, place)}`
}

function printArray({ items }: Extract<Code, { kind: 'array' }>, { indent }: Place): string {
  const inner = indent + 2
  if (items.every((item) => item.kind === 'atom' && item.isNumber))
    return `[\n${filled(items, inner)}\n${' '.repeat(indent)}]`
  const lines = items.map((item) => `${' '.repeat(inner)}${print(item, { indent: inner, column: inner, after: 1 })},\n`)
  return `[\n${lines.join('')}${' '.repeat(indent)}]`
}

/** Numbers, as many on a line as fit. */
function filled(items: readonly Code[], indent: number): string {
  const lines: string[] = []
  for (const item of items) {
    const text = `${flat(item)},`
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + text.length <= WIDTH) lines[lines.length - 1] = `${last} ${text}`
    else lines.push(' '.repeat(indent) + text)
  }
  return lines.join('\n')
}

function printCall({ name, args }: Call, { indent, column, after }: Place): string {
  const last = args.at(-1)
  if (last === undefined) return `${name}()`
  const before = args.slice(0, -1).map(flat)
  if ((last.kind === 'object' || last.kind === 'array') && !before.includes(undefined) && !isEmpty(last)) {
    const start = `${name}(${before.map((text) => `${text}, `).join('')}`
    const isAlone = args.length === 1 || last.kind === 'object'
    if (isAlone && fits(start, { indent, column, after: 1 })) {
      return `${start}${print(last, { indent, column: WIDTH, after })})`
    }
  }
  const inner = indent + 2
  const lines = args.map((arg) => `${' '.repeat(inner)}${print(arg, { indent: inner, column: inner, after: 1 })},\n`)
  return `${name}(\n${lines.join('')}${' '.repeat(indent)})`
}

function isEmpty(code: Code): boolean {
  return code.kind === 'object' ? code.entries.length === 0 : code.kind === 'array' && code.items.length === 0
}

function printChain({ head, calls }: Chain, place: Place): string {
  const [first, second] = calls
  if (first === undefined) return head
  const start = head === '' ? '' : `${head}.`
  if (second === undefined) {
    const column = place.column + start.length
    return `${start}${printCall(first, { ...place, column })}`
  }
  const inner = place.indent + 2
  const [opening, rest] = head === '' ? [`${printCall(first, place)}`, calls.slice(1)] : [head, calls]
  const lines = rest.map((each) => `\n${' '.repeat(inner)}.${printLine(each, inner)}`)
  return `${opening}${lines.join('')}`
}

function printLine(each: Call, indent: number): string {
  const line = joined(each.args, (args) => `${each.name}(${args})`)
  const place = { indent, column: indent + 1, after: 1 }
  return line !== undefined && fits(line, place) ? line : printCall(each, place)
}
