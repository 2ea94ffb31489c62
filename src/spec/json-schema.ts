import { z } from 'zod'
import { TYPE_NAMES } from './field/types.ts'
import { descriptionGrammar } from './grammar/description.ts'
import { MEANINGS } from './grammar/meanings.ts'
import { TYPE_MEANINGS } from './grammar/type-meanings.ts'
import { RULES } from './schema-rules.ts'

/** A JSON Schema or a part of one, as far as it is looked into here. */
export interface JsonSchema {
  [keyword: string]: unknown
  readonly $ref?: string
  readonly anyOf?: readonly JsonSchema[]
  readonly definitions?: Readonly<Record<string, JsonSchema>>
  readonly properties?: Record<string, JsonSchema>
  readonly additionalProperties?: JsonSchema | boolean
  readonly items?: JsonSchema
}

/**
 * The JSON Schema of a description, for editors: it accepts what the parser accepts but for what stands inside the
 * parentheses and behind the `=` of a short form, and says what every key means. Draft 7 is what editors know best.
 *
 * @example
 * JSON.stringify(descriptionSchema(), undefined, 2)
 */
export function descriptionSchema(): JsonSchema {
  const { $schema, ...grammar } = z.toJSONSchema(descriptionGrammar, { io: 'input', target: 'draft-07' })
  const root = { $schema, ...WORDS, ...grammar } as JsonSchema
  for (const [map, meanings] of Object.entries(MEANINGS)) describe(mapAt(root, map), meanings)
  const [short, object] = fieldForms(root)
  Object.assign(short, SHORT_FORM_WORDS)
  object.description =
    'A field as a map: what it holds by one of `type`, `enum`, `ref` and `many`, and the rest by name.'
  for (const [map, rules] of Object.entries(RULES)) Object.assign(mapAt(root, map), rules)
  propertiesOf(object).type = { description: MEANINGS['config.*'].type, type: 'string', anyOf: TYPES }
  return root
}

const WORDS = {
  title: 'A description for ashlar',
  description: 'What a service stores and serves; `ashlar generate` makes the code from it.',
}

const NAMED_OTHERWISE: ReadonlySet<string> = new Set(['enum', 'ref', 'many'])

/** `type: enum` and the like are written by their own keys. */
const TYPES = TYPE_NAMES.filter((name) => !NAMED_OTHERWISE.has(name)).map((name) => ({
  const: name,
  description: TYPE_MEANINGS[name],
}))

const SHORT_FORM_WORDS = {
  description: [
    'A field in short form: `type(args)[]? modifiers = default`. The types:',
    ...TYPE_NAMES.map((name) => `- \`${name}\`: ${TYPE_MEANINGS[name]}`),
  ].join('\n'),
  examples: ['string(1..80)', 'text?', 'int min(0) = 0', 'decimal(10, 2)', 'enum(draft, paid) = draft', 'ref customer'],
}

function describe(map: JsonSchema, meanings: Readonly<Record<string, string>>): void {
  const properties = propertiesOf(map)
  for (const [key, description] of Object.entries(meanings)) properties[key] = { description, ...properties[key] }
}

function propertiesOf({ properties }: JsonSchema): Record<string, JsonSchema> {
  if (properties === undefined) throw new Error('only a map has keys')
  return properties
}

/** The two branches that say how a field is written. */
function fieldForms(root: JsonSchema): readonly [JsonSchema, JsonSchema] {
  const [short, object] = root.definitions?.field?.anyOf ?? []
  if (short === undefined || object === undefined) throw new Error('a field has two forms')
  return [short, object]
}

/** The part of the schema for a map of keys.ts: `resources.*.query`. */
function mapAt(root: JsonSchema, map: string): JsonSchema {
  const parts = map === '' ? [] : map.split('.')
  const found = parts.reduce((at, part) => inside(branches(at, root), part), root)
  const own = branches(found, root).find(({ properties }) => properties !== undefined)
  if (own === undefined) throw new Error(`there is no map at ${map}`)
  return own
}

/** Where a value may be written in several forms, all of them. */
function branches(schema: JsonSchema, root: JsonSchema): readonly JsonSchema[] {
  const target = schema.$ref === '#/definitions/field' ? root.definitions?.field : schema
  if (target === undefined) return []
  return target.anyOf === undefined ? [target] : target.anyOf.flatMap((each) => branches(each, root))
}

function inside(forms: readonly JsonSchema[], part: string): JsonSchema {
  for (const { properties, additionalProperties, items } of forms) {
    const found =
      part === '*' ? (typeof additionalProperties === 'object' ? additionalProperties : items) : properties?.[part]
    if (typeof found === 'object') return found
  }
  throw new Error(`the schema has no ${part} here`)
}
