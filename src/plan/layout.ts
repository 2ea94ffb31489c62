/**
 * Line breaking as Biome does it, for the few constructs whose width depends on names in the description.
 * Every function takes the column at which its text starts; continuation lines are indented for it.
 */
const WIDTH = 120

/** A call whose arguments may be calls. */
export interface Call {
  readonly head: string
  readonly args: readonly (string | Call)[]
}

/** A call, on one line where it fits, else one argument a line, and so on inwards. `after` stands behind it on its line. */
export function nestedCallText({ head, args }: Call, { indent = 0, before = 0, after = 0 } = {}): string {
  const line = flatCall({ head, args })
  if (indent + before + line.length + after <= WIDTH) return line
  const inner = args.map((arg) =>
    typeof arg === 'string' ? arg : nestedCallText(arg, { indent: indent + 2, after: 1 }),
  )
  return callText(head, inner, { indent, before: WIDTH })
}

function flatCall({ head, args }: Call): string {
  return `${head}(${args.map((arg) => (typeof arg === 'string' ? arg : flatCall(arg))).join(', ')})`
}

/** `head(a, b)tail`, on one line where it fits, else one argument a line. */
export function callText(head: string, args: readonly string[], { indent = 0, before = 0, tail = '' } = {}): string {
  const line = `${head}(${args.join(', ')})${tail}`
  if (before + indent + line.length <= WIDTH) return line
  const pad = ' '.repeat(indent)
  return `${head}(\n${args.map((arg) => `${pad}  ${arg},\n`).join('')}${pad})${tail}`
}

/** `head(a, async (c) => {…})`: as above, the function on the line of the others where that fits. */
export function handlerText(head: string, args: readonly string[], body: readonly string[], indent = 2): string {
  const pad = ' '.repeat(indent)
  const line = `${head}(${[...args, 'async (c) => {'].join(', ')}`
  const lines = (by: string): string => body.map((one) => `${pad}${by}${one.replaceAll('\n', `\n${by}`)}\n`).join('')
  if (indent + line.length <= WIDTH) return `${line}\n${lines('  ')}${pad}})`
  const first = args.map((arg) => `${pad}  ${arg},\n`).join('')
  return `${head}(\n${first}${pad}  async (c) => {\n${lines('    ')}${pad}  },\n${pad})`
}

/** `[a, b]`, on one line where it fits after `before` characters, else one item a line. */
export function arrayText(items: readonly string[], { indent = 0, before = 0, after = 0 } = {}): string {
  const line = `[${items.join(', ')}]`
  if (indent + before + line.length + after <= WIDTH) return line
  const pad = ' '.repeat(indent)
  return `[\n${items.map((item) => `${pad}  ${item},\n`).join('')}${pad}]`
}

/** `[{ a: b }, …]` behind `before` characters: several objects stand one a line each, as does what does not fit. */
export function objectsText(objects: readonly Readonly<Record<string, string>>[], before: number): string {
  const [only, ...others] = objects.map((object) => objectText(object, { indent: 2 }))
  if (only === undefined) return '[]'
  if (others.length === 0 && !only.includes('\n') && before + only.length + 2 <= WIDTH) return `[${only}]`
  return `[\n${[only, ...others].map((object) => `  ${object},\n`).join('')}]`
}

/** `{ a: b }`, on one line where it fits, else one member a line. */
export function objectText(object: Readonly<Record<string, string>>, { indent = 0, before = 0 } = {}): string {
  const members = Object.entries(object)
  const line = `{ ${members.map(([name, value]) => `${name}: ${value}`).join(', ')} }`
  if (indent + before + line.length + 1 <= WIDTH) return line
  const pad = ' '.repeat(indent)
  const lines = members.map(([name, value]) => {
    const text = isPath(value) ? propertyText(name, value, indent + 2) : `${name}: ${value},`
    return `${pad}  ${text}\n`
  })
  return `{\n${lines.join('')}${pad}}`
}

/** `books.title`, which stands on a line of its own where it does not fit. */
function isPath(value: string): boolean {
  return /^[\w.]+$/.test(value)
}

/** A call of a chain: its text, or its parts where the arguments may have to stand one a line. */
export type ChainCall = string | { readonly head: string; readonly args: readonly string[] }

/** A chain of calls, on one line where it fits and no argument is itself a call, else one call a line. */
export function chainText(
  head: string,
  calls: readonly ChainCall[],
  { indent = 0, after = 0, simple = true } = {},
): string {
  const line = `${head}${calls.map((call) => `.${flat(call)}`).join('')}`
  if (simple && indent + line.length + after <= WIDTH) return line
  const pad = ' '.repeat(indent + 2)
  return `${head}${calls.map((call) => `\n${pad}.${broken(call, indent + 2)}`).join('')}`
}

function flat(call: ChainCall): string {
  return typeof call === 'string' ? call : `${call.head}(${call.args.join(', ')})`
}

function broken(call: ChainCall, indent: number): string {
  return typeof call === 'string' ? call : callText(call.head, call.args, { indent, before: 1 })
}

/** `head(first, [a, b])`, on one line where it fits after `before` characters, else one item of the list a line. */
export function listCallText(
  head: string,
  first: string,
  items: readonly string[],
  { indent = 0, before = 0 } = {},
): string {
  const start = `${head}(${first}, `
  return `${start}${arrayText(items, { indent, before: before + start.length, after: 1 })})`
}

/** `name: value,` in an object, the value on a line of its own where it does not fit. */
export function propertyText(name: string, value: string, indent: number): string {
  const line = `${name}: ${value},`
  return indent + line.length <= WIDTH ? line : `${name}:\n${' '.repeat(indent + 2)}${value},`
}

/** `row: (n) => value,` in an object; what does not fit stands on the next line, and so does what has several. */
export function arrowText(start: string, value: string, indent: number): string {
  const line = `${start} ${value},`
  if (!value.includes('\n') && indent + line.length <= WIDTH) return line
  const pad = ' '.repeat(indent)
  return `${start}\n${pad}  ${value.replaceAll('\n', '\n  ')},`
}

/**
 * A constant made by a function whose one argument is an arrow function: `const a = prepared((db) => chain)`.
 *
 * @param start everything up to the arrow: `const a = prepared((db) =>`
 */
export function arrowCallText(start: string, head: string, calls: readonly ChainCall[]): string {
  const line = `${start} ${head}${calls.map((call) => `.${flat(call)}`).join('')})`
  // Formatters break chains of more than two calls that are given something put together.
  const simple = calls.length <= 2 || !calls.some((call) => flat(call).includes('({ ...'))
  if (simple && line.length <= WIDTH) return line
  return `${start}\n  ${chainText(head, calls, { indent: 2, after: 1, simple })},\n)`
}

/**
 * `Name<{ a: b; c: d }, E>`, on one line where it fits, else one argument a line. A list stands for the members of a type
 * of an object.
 */
export function genericText(
  name: string,
  args: readonly (string | readonly string[])[],
  { indent = 0, before = 0 } = {},
): string {
  const line = `${name}<${args.map(flatType).join(', ')}>`
  if (indent + before + line.length <= WIDTH) return line
  const pad = ' '.repeat(indent)
  const [only, ...others] = args
  // Formatters leave the braces of a single one where they are.
  if (others.length === 0 && typeof only === 'object') return `${name}<${brokenType(only, indent)}>`
  return `${name}<\n${args.map((arg) => `${pad}  ${typeAt(arg, indent + 2)}`).join(',\n')}\n${pad}>`
}

function flatType(arg: string | readonly string[]): string {
  return typeof arg === 'string' ? arg : `{ ${arg.join('; ')} }`
}

function typeAt(arg: string | readonly string[], indent: number): string {
  const line = flatType(arg)
  return typeof arg === 'string' || indent + line.length + 1 <= WIDTH ? line : brokenType(arg, indent)
}

function brokenType(members: readonly string[], indent: number): string {
  const pad = ' '.repeat(indent)
  return `{\n${members.map((member) => `${pad}  ${member}\n`).join('')}${pad}}`
}

/** `type Name = A | B`, on one line where it fits, else one member of the union a line. */
export function unionText(name: string, members: readonly string[]): string {
  const line = `type ${name} = ${members.join(' | ')}`
  return line.length <= WIDTH ? line : `type ${name} =${members.map((member) => `\n  | ${member}`).join('')}`
}
