import { OPERATIONS } from '../spec/field/types.ts'
import type { OperationName } from '../spec/spec.ts'
import type { PlacedField } from './fields.ts'
import type { Field } from './model.ts'
import type { NamedResource } from './names.ts'
import type { Report } from './report.ts'
import type { World } from './world.ts'

const ORDER: readonly OperationName[] = OPERATIONS

/** What a resource has whose description lists no operations; bulk is asked for by name. */
export const USUAL_OPERATIONS: readonly OperationName[] = ['list', 'get', 'create', 'update', 'delete']

/** What bulk operations do many times. */
const BULK: readonly (readonly [OperationName, OperationName])[] = [
  ['bulkCreate', 'create'],
  ['bulkUpdate', 'update'],
]

/** The operations of a resource in their order, without an update that could change nothing. */
export function buildOperations(
  resource: NamedResource,
  fields: readonly PlacedField[],
  world: World,
): OperationName[] {
  const { report } = world
  const { operations } = resource.spec
  // Who may update their account may change what they sign in with, if nothing else.
  const updatable = fields.some(({ field }) => field.writable.update || field.proven)
  report.addRepeated(operations ?? [], [...resource.at, 'operations'])
  for (const [index, name] of (operations ?? []).entries()) {
    const at = [...resource.at, 'operations', index]
    if (isUpdate(name) && !updatable && !report.isUnread([...resource.at, 'fields'])) {
      const message = `\`${resource.name}\` has no field that an update could change`
      report.add({ code: 'ASH2070', message, hint: `take \`${name}\` out`, at })
    }
  }
  const wanted = operations ?? USUAL_OPERATIONS
  for (const [bulk, single] of BULK) {
    const index = wanted.indexOf(bulk)
    if (index < 0 || wanted.includes(single)) continue
    const message = `\`${bulk}\` does for many what \`${single}\` does for one, and \`${resource.name}\` has no \`${single}\``
    report.add({ code: 'ASH2070', message, hint: `add \`${single}\``, at: [...resource.at, 'operations', index] })
  }
  const built = ORDER.filter((name) => wanted.includes(name)).filter((name) => !isUpdate(name) || updatable)
  if (!built.includes('update') && !hasActions(world)) reportStuck(resource, fields, report)
  return built
}

/** Whether there is code of the user's own that could move rows of any resource. */
function hasActions({ spec }: World): boolean {
  return Object.values(spec.resources).some(({ actions = {} }) => {
    return Object.values(actions).some(({ method }) => method !== 'get')
  })
}

/** Reports moves that nobody could be granted: without actions they are for who may update. */
function reportStuck({ name, at }: NamedResource, fields: readonly PlacedField[], report: Report): void {
  if (report.isUnread([...at, 'operations']) || report.isUnread([...at, 'fields'])) return
  for (const { field, at: place } of fields) {
    // What is wrong with the moves themselves has been told.
    if (!hasSoundMoves(field)) continue
    const message = `\`${field.name}\` could not move: that is for who may update, and \`${name}\` has no \`update\``
    const hint = 'add `update` to `operations`, and a field that it may change; or take `moves` out'
    report.add({ code: 'ASH2036', message, hint, at: [...place, 'moves'], name: true })
  }
}

function hasSoundMoves({ type, array, default: initial, moves }: Field): boolean {
  if (moves === undefined || type.kind !== 'enum' || array || initial === undefined) return false
  const { values } = type
  return Object.entries(moves).every(([from, next]) => [from, ...next].every((state) => values.includes(state)))
}

function isUpdate(name: OperationName): boolean {
  return name === 'update' || name === 'bulkUpdate'
}
