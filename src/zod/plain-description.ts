import { isClosed } from './base-type.ts'
import { customName } from './checks.ts'
import { fieldForm, memberForms } from './field-form.ts'
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
  const members = isSchema(value) && MEMBERS.has(position.path.at(-1) ?? '') ? value._zod.def : undefined
  if (members?.type !== 'object' || members.shape === undefined) return fieldForm(value, position)
  const [check] = members.checks ?? []
  if (isClosed(members) && check === undefined) return memberForms(members.shape, position)
  const what = check === undefined ? '`z.looseObject()` or `.catchall()`' : customName(check._zod.def)
  const hint = 'take it out; rules over several fields belong into hooks or actions'
  return refuseAt(position, `${nameAt(position)} has ${what}, which no column, document or test could keep`, hint)
}
