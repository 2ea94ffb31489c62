import type { FieldSpec, SpecPath } from '../spec/spec.ts'
import { checkLiteral } from './literals.ts'
import type { FieldDefault, FieldType } from './model.ts'
import type { Report } from './report.ts'

/** The default of a field, checked against its type; a list is checked item by item. */
export function fieldDefault(
  field: FieldSpec,
  type: FieldType,
  context: { at: SpecPath; report: Report; key?: 'default' | 'backfill' },
): FieldDefault | undefined {
  const given = field.default
  const { key = 'default' } = context
  const at = [...context.at, key]
  // A password has none, which is said where that is checked.
  if (given === undefined || field.type.kind === 'secret') return undefined
  if ('now' in given) {
    if (!field.array) return { kind: 'now' }
    context.report.add({
      code: 'ASH2030',
      message: `the ${key} of a list is a list`,
      hint: key === 'default' ? 'type `= []`' : 'type `backfill([])`',
      at,
    })
    return undefined
  }
  const items = field.array ? given.value : [given.value]
  if (!Array.isArray(items)) {
    context.report.add({
      code: 'ASH2030',
      message: `the ${key} of a list is a list`,
      hint: key === 'default' ? 'type `= []`' : 'type `backfill([])`',
      at,
    })
    return undefined
  }
  const values: unknown[] = []
  for (const item of items) {
    const checked = checkLiteral(type, item)
    if ('value' in checked) values.push(checked.value)
    else {
      const message = `the ${key} ${shown(item)} ${checked.wrong}`
      context.report.add({
        code: 'ASH2030',
        message,
        hint: checked.hint ?? `change the ${key}, or what the field allows`,
        at,
      })
    }
  }
  return { kind: 'literal', value: field.array ? values : values[0] }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value)
  const visible = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029`]/gu, '\u00B7')
  return `\`${visible.length > 60 ? `${visible.slice(0, 57)}...` : visible}\``
}
