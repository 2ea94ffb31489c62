import { propertyKey, stringLiteral } from '../../render/literal.ts'

/*
 * TypeScript expressions as data, and their layout as Biome and Prettier have it: what fits on its line stands on it,
 * and what does not is broken from the outside to the inside. Texts become code in `string` and `object` only, by the
 * typed printers.
 */

/** A TypeScript expression. */
export type Code =
  | { readonly kind: 'atom'; readonly text: string; readonly isNumber: boolean; readonly isString: boolean }
  | { readonly kind: 'object'; readonly entries: readonly Entry[]; readonly expanded: boolean }
  | { readonly kind: 'array'; readonly items: readonly Code[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Code[] }
  | { readonly kind: 'chain'; readonly head: string; readonly calls: readonly Call[] }

type Entry = readonly [key: string, value: Code]

/** A call of a method: `.min(1)`. */
export interface Call {
  readonly name: string
  readonly args: readonly Code[]
}

/** A string, a number, `true`, `false` or `null`. */
export function scalar(value: string | number | boolean | null): Code {
  const isString = typeof value === 'string'
  const text = isString ? stringLiteral(value) : JSON.stringify(value).replace('e+', 'e')
  return { kind: 'atom', text, isNumber: typeof value === 'number', isString }
}

/** An object literal; an expanded one has a key a line even where it would fit on one. */
export function object(entries: readonly Entry[], expanded = false): Code {
  return { kind: 'object', entries, expanded }
}

/** An array literal. */
export function array(items: readonly Code[]): Code {
  return { kind: 'array', items }
}

/** A call of a function: `ref('category')`. */
export function call(name: string, ...args: readonly Code[]): Code {
  return { kind: 'call', name, args }
}

/** Calls of methods one after the other: `z.string().min(1)`. */
export function chain(head: string, ...calls: readonly Call[]): Code {
  return { kind: 'chain', head, calls }
}

/** One more call behind an expression. */
export function method(code: Code, name: string, ...args: readonly Code[]): Code {
  if (code.kind === 'chain') return { ...code, calls: [...code.calls, { name, args }] }
  if (code.kind !== 'call') throw new Error('only calls have methods here')
  return {
    kind: 'chain',
    head: '',
    calls: [
      { name: code.name, args: code.args },
      { name, args },
    ],
  }
}

/** Plain data as code. */
export function data(value: unknown): Code {
  if (Array.isArray(value)) return array(value.map(data))
  if (typeof value === 'object' && value !== null) {
    return object(Object.entries(value).map(([key, each]) => [key, data(each)]))
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return scalar(value)
  return scalar(null)
}

/** A property key; `__proto__: x` would set the prototype, `['__proto__']: x` does not. */
export function keyText(key: string): string {
  return key === '__proto__' ? "['__proto__']" : propertyKey(key)
}
