import { isClosed } from './base-type.ts'
import { customName, OWN_WORDS } from './checks.ts'
import { memberForms } from './field-form.ts'
import { nameAt, type Position, refuseAt } from './refused.ts'
import { descriptionAt, notedAt, strayMetadata, type ZodDef, type ZodSchema } from './schema.ts'
import { wrapperName } from './wrapper-names.ts'

/** The members of `fields`, `request` or `response`; null when the object says more, or is none. */
export function memberObject(schema: ZodSchema, position: Position): unknown {
  const { type, shape } = schema._zod.def
  if (type !== 'object' || shape === undefined) return noObject(schema._zod.def, position)
  const [what, hint] = saidOfAll(schema) ?? []
  if (what === undefined || hint === undefined) return memberForms(shape, position)
  return refuseAt(position, `${nameAt(position)} has ${what}, which no column, document or test could keep`, hint)
}

/** What an object says besides its members, and what to do about it. */
function saidOfAll(schema: ZodSchema): readonly [string, string] | undefined {
  const { def } = schema._zod
  const [check] = def.checks ?? []
  const rules = 'take it out; rules over several fields belong into hooks or actions'
  if (!isClosed(def)) return ['`z.looseObject()` or `.catchall()`', rules]
  if (check !== undefined) return [customName(check._zod.def), rules]
  if (def.error !== undefined) return [OWN_WORDS, 'take it out: the service words its answers itself']
  const stray = strayMetadata(schema)
  if (stray !== undefined) return [`the metadata \`${stray}\``, 'take it out']
  if (descriptionAt(schema) !== undefined) {
    return ['a description of its own', 'type `description: "…"` beside it, in the resource or in the action']
  }
  const [option] = Object.keys(notedAt(schema))
  if (option === undefined) return undefined
  return [`the modifier \`${option}\``, 'take `field(…)` away: modifiers belong to single fields']
}

/** Wrappers that single fields may have. */
const OF_FIELDS: ReadonlyMap<string, string> = new Map([
  ['optional', '`.optional()`'],
  ['nullable', '`.nullable()`'],
  ['default', '`.default()`'],
])

function noObject(def: ZodDef, position: Position): null {
  const name = nameAt(position)
  if (def.type === 'array')
    return refuseAt(position, `${name} is a list, and an object belongs here`, listHint(position))
  const wrapper = OF_FIELDS.get(def.type ?? '') ?? wrapperName(def)
  if (wrapper === undefined) {
    return refuseAt(position, `${name} is no object of fields`, 'for example `z.object({ title: z.string() })`')
  }
  const hint = `take ${wrapper} away; what is in the object may have it`
  return refuseAt(position, `${name} has ${wrapper}, and the object stands here by itself`, hint)
}

/** Only an action answers with rows. */
function listHint({ path }: Position): string {
  const member = 'put the list into a member: `z.object({ totals: z.array(z.int32()) })`'
  const isAnswer = path[0] === 'resources' && path.at(-1) === 'response'
  return isAnswer ? `type \`"product[]"\` for rows of a resource, or ${member}` : member
}
