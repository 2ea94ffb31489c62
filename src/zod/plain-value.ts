import { inside, nameAt, type Position, refuseAt } from './refused.ts'
import { isOldSchema, isSchema } from './schema.ts'

/** How deep a description nests at the most; real ones stay below 12. */
export const MAX_DEPTH = 64

/** What becomes of a schema of Zod among plain values. */
export type OnSchema = (schema: object, position: Position) => unknown

/** A value as JSON can say it, its schemas by `onSchema`; what JSON cannot say is refused and never left out. */
export function plainValue(value: unknown, position: Position, onSchema: OnSchema): unknown {
  if (typeof value === 'bigint') return String(value)
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : refused('is not a number', position)
  if (typeof value !== 'object') return refused(`is a ${typeof value}`, position)
  if (isSchema(value) || isOldSchema(value)) return onSchema(value, position)
  if (position.around.includes(value)) return refused('holds itself', position)
  if (position.path.length > MAX_DEPTH) return refused(`nests deeper than ${MAX_DEPTH} levels`, position)
  if (Array.isArray(value))
    return value.map((item, index) => plainValue(item, inside(position, index, value), onSchema))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return refused('is no plain object', position)
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, memberValue(item, inside(position, key, value), onSchema)]),
  )
}

/** Maps from names of the user's. A name that stands there is described: one of `undefined` is never left out. */
const NAMES: ReadonlyMap<string | number, string> = new Map([
  ['resources', 'a resource: `resource({ fields: z.object({ … }) })`'],
  ['fields', 'a field: `z.string().max(80)`'],
  ['request', 'a field: `z.string().max(80)`'],
  ['response', 'a field: `z.string().max(80)`'],
  ['config', 'a field: `z.string().max(80)`'],
  ['actions', "an action: `{ post: '/{id}/send' }`"],
  ['upstreams', "an upstream: `{ url: 'PAYMENTS_URL', calls: { … } }`"],
  ['calls', "a call: `{ post: '/charges' }`"],
  ['oidc', "a provider: `{ issuer: 'GOOGLE_ISSUER' }`"],
])

function memberValue(value: unknown, position: Position, onSchema: OnSchema): unknown {
  const wanted = value === undefined ? NAMES.get(position.path.at(-2) ?? '') : undefined
  if (wanted === undefined || isInData(position)) return plainValue(value, position, onSchema)
  const hint = `type ${wanted}, or take \`${String(position.path.at(-1))}\` out`
  return refuseAt(position, `${nameAt(position)} is undefined`, hint)
}

/** What a default or a fallback holds is data, in which `undefined` is as good as absent. */
function isInData({ path }: Position): boolean {
  return path.some((part, at) => at >= 4 && ['default', 'backfill', 'fallback'].includes(String(part)))
}

/** A schema where a value belongs. */
export function noSchema(_schema: object, position: Position): null {
  return refused('is a Zod schema', position)
}

function refused(what: string, position: Position): null {
  const hint = 'type a text, a number, true, false, a list, an object or a Zod schema'
  return refuseAt(position, `${nameAt(position)} ${what}, and a description holds plain values`, hint)
}
