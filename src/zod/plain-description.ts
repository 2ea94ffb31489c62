import { fieldForm } from './field-form.ts'
import { memberObject } from './member-object.ts'
import { plainValue } from './plain-value.ts'
import type { Position, Refuse } from './refused.ts'
import { isSchema } from './schema.ts'

/** Keys whose objects are fields and not a field. */
const MEMBERS: ReadonlySet<string | number> = new Set(['fields', 'request', 'response'])

/** A description as `defineSpec` was given it, as the plain value that YAML would give. */
export function plainDescription(value: unknown, refuse: Refuse): unknown {
  return plainValue(value, { path: [], around: [], refuse }, schemaForm)
}

function schemaForm(value: object, position: Position): unknown {
  const isMembers = isSchema(value) && MEMBERS.has(position.path.at(-1) ?? '')
  return isMembers ? memberObject(value, position) : fieldForm(value, position)
}
