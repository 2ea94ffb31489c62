import { fieldForm } from './field-form.ts'
import { memberObject } from './member-object.ts'
import { plainValue } from './plain-value.ts'
import { nameAt, type Position, type Refuse, refuseAt } from './refused.ts'
import { isSchema } from './schema.ts'

/** Keys whose objects are fields and not a field. */
const MEMBERS: ReadonlySet<string | number> = new Set(['fields', 'request', 'response'])

/** A description as `defineSpec` was given it, as the plain value that YAML would give. */
export function plainDescription(value: unknown, refuse: Refuse): unknown {
  return plainValue(value, { path: [], around: [], refuse }, schemaForm)
}

function schemaForm(value: object, position: Position): unknown {
  if (isSchema(value) && isResource(position)) {
    const message = `${nameAt(position)} is a schema, and a resource belongs here`
    return refuseAt(position, message, 'put its fields into one: `resource({ fields: z.object({ … }) })`')
  }
  const isMembers = isSchema(value) && MEMBERS.has(position.path.at(-1) ?? '')
  return isMembers ? memberObject(value, position) : fieldForm(value, position)
}

function isResource({ path }: Position): boolean {
  return path.length === 2 && path[0] === 'resources'
}
