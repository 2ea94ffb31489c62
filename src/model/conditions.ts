import type { SpecPath, Condition as Written } from '../spec/spec.ts'
import { checkLiteral } from './literals.ts'
import type { Condition } from './model.ts'
import { expectField, type Placed, type World } from './world.ts'

const INCOMPARABLE: ReadonlySet<string> = new Set(['json', 'bytes', 'real', 'double'])

/** What a written condition asks of a row; nothing, and a finding, when it asks what cannot be. */
export function buildCondition(
  world: World,
  placed: Placed,
  { written, at }: { readonly written: Written; readonly at: SpecPath },
): Condition | undefined {
  const { report } = world
  const mention = { name: written.field, at, code: 'ASH2064', wanted: 'to compare' }
  const field = expectField(placed, mention, report)?.field
  if (field === undefined) return undefined
  const refuse = (message: string, hint: string): undefined =>
    report.add({ code: 'ASH2064', message, hint, at, word: written.field }) as undefined
  if (field.array || field.secret || INCOMPARABLE.has(field.type.kind)) {
    return refuse(`\`${field.name}\` cannot be compared with a value`, 'name a field with one plain value')
  }
  if (written.value === undefined) {
    if (field.type.kind === 'boolean') return { property: field.property, value: true }
    const example = field.type.kind === 'enum' ? field.type.values[0] : '...'
    return refuse(`\`${field.name}\` is not true or false`, `say which value: \`${field.name} = ${example}\``)
  }
  const checked = checkLiteral(field.type, written.value)
  if ('value' in checked) return { property: field.property, value: checked.value }
  const hint = checked.hint ?? `type a value that \`${field.name}\` can hold`
  return refuse(`\`${field.name}\` is never ${JSON.stringify(written.value)}: it ${checked.wrong}`, hint)
}
