import { fieldForm, memberForms, type Path, type Refuse } from './field-form.ts'
import { isOldSchema, isSchema } from './schema.ts'

/** Keys whose objects are fields and not a field. */
const MEMBERS: ReadonlySet<string | number> = new Set(['fields', 'request', 'response'])

const MAX_DEPTH = 64

/** A description as `defineSpec` was given it, as the plain value that YAML would give. */
export function plainDescription(value: unknown, refuse: Refuse): unknown {
  return plain(value, { path: [], around: [], refuse })
}

interface Position {
  readonly path: Path
  /** The objects around, so that none is in itself. */
  readonly around: readonly object[]
  readonly refuse: Refuse
}

function plain(value: unknown, position: Position): unknown {
  const { path, around, refuse } = position
  if (isSchema(value) || isOldSchema(value)) return schemaForm(value, position)
  if (typeof value === 'bigint') return String(value)
  if (value === null || ['string', 'boolean', 'undefined'].includes(typeof value)) return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : refused(path, 'is not a number', refuse)
  if (typeof value !== 'object') return refused(path, `is a ${typeof value}`, refuse)
  if (around.includes(value)) return refused(path, 'holds itself', refuse)
  if (path.length > MAX_DEPTH) return refused(path, `nests deeper than ${MAX_DEPTH} levels`, refuse)
  const inside = (key: string | number): Position => ({ path: [...path, key], around: [...around, value], refuse })
  if (Array.isArray(value)) return value.map((item, index) => plain(item, inside(index)))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return refused(path, 'is no plain object', refuse)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, inside(key))]))
}

function schemaForm(value: unknown, { path, refuse }: Position): unknown {
  const members = isSchema(value) && MEMBERS.has(path.at(-1) ?? '') ? value._zod.def : undefined
  if (members?.type !== 'object' || members.shape === undefined) return fieldForm(value, path, refuse)
  const strict = members.catchall === undefined || members.catchall._zod.def.type === 'never'
  const [check] = members.checks ?? []
  if (strict && check === undefined) return memberForms(members.shape, path, refuse)
  const what = strict ? '`.refine()`' : '`z.looseObject()` or `.catchall()`'
  const message = `\`${String(path.at(-1))}\` has ${what}, which no column, document or test could keep`
  refuse({
    path,
    code: 'ASH1070',
    message,
    hint: 'take it out; rules over several fields belong into hooks or actions',
  })
  return null
}

function refused(path: Path, what: string, refuse: Refuse): null {
  const message = `\`${String(path.at(-1) ?? 'the description')}\` ${what}, and a description holds plain values`
  refuse({
    path,
    code: 'ASH1070',
    message,
    hint: 'type a text, a number, true, false, a list, an object or a Zod schema',
  })
  return null
}
