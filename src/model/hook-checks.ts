import type { HookName, OperationName } from '../spec/spec.ts'
import type { NamedResource } from './names.ts'
import type { Report } from './report.ts'

/** The operation without which a hook is called by nothing. */
const CALLING: Readonly<Partial<Record<HookName, OperationName>>> = {
  beforeCreate: 'create',
  afterCreate: 'create',
  beforeUpdate: 'update',
  beforeDelete: 'delete',
  afterDelete: 'delete',
}

/** Reports hooks that are named twice, and those that nothing would call. */
export function checkHooks(
  { name, spec, at }: NamedResource,
  operations: readonly OperationName[],
  report: Report,
): void {
  report.addRepeated(spec.hooks ?? [], [...at, 'hooks'])
  if (report.isUnread([...at, 'operations']) || report.isUnread([...at, 'fields'])) return
  for (const [index, hook] of (spec.hooks ?? []).entries()) {
    const operation = CALLING[hook]
    if (operation === undefined || operations.includes(operation)) continue
    const message = `\`${hook}\` would never be called: \`${name}\` has no \`${operation}\``
    report.add({ code: 'ASH2070', message, hint: 'take it out', at: [...at, 'hooks', index] })
  }
}
