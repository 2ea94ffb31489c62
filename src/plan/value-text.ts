import { literal, objectKey } from '../render/literal.ts'

const WIDTH = 120

interface Place {
  readonly indent: number
  /** What stands before it on its line. */
  readonly before: number
  /** And behind it. */
  readonly after: number
}

/** A JSON value as TypeScript: on one line where it fits, else one member or item a line, and so on inwards. */
export function valueText(value: unknown, { indent, before, after }: Place): string {
  const line = literal(value)
  if (before + line.length + after <= WIDTH || typeof value !== 'object' || value === null) return line
  const pad = ' '.repeat(indent + 2)
  const inner = (of: unknown, start: string): string =>
    `${pad}${start}${valueText(of, { indent: indent + 2, before: pad.length + start.length, after: 1 })},\n`
  if (Array.isArray(value)) return `[\n${value.map((item) => inner(item, '')).join('')}${' '.repeat(indent)}]`
  const members = Object.entries(value).map(([key, of]) => inner(of, `${objectKey(key)}: `))
  return `{\n${members.join('')}${' '.repeat(indent)}}`
}
