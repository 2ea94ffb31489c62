import { METHODS } from './field/types.ts'

/*
 * The rules of the grammar about several keys at once, which Zod cannot put into a JSON Schema by itself: they stand
 * beside what it does put there.
 */

const isDecimal = { type: 'object', required: ['type'], properties: { type: { const: 'decimal' } } }

const FIELD = {
  oneOf: ['type', 'enum', 'ref', 'many'].map((key) => ({ required: [key] })),
  if: isDecimal,
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required: ['precision', 'scale'] },
  else: { properties: { precision: false, scale: false } },
}

const METHOD = { oneOf: METHODS.map((method) => ({ required: [method] })) }

/** What else must hold of a map, by its name in keys.ts. */
export const RULES: Readonly<Record<string, object>> = {
  'resources.*.fields.*': FIELD,
  'resources.*.actions.*': METHOD,
  'upstreams.*.calls.*': METHOD,
}
