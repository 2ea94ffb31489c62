import type { DefaultSpec, FieldSpec, SpecPath } from '../spec/spec.ts'
import { type Checked, checkLiteral } from './literals.ts'
import { hasUnreadMember, mismatch } from './mismatch.ts'
import type { FieldDefault, FieldType, Member } from './model.ts'
import type { Report } from './report.ts'
import { LIST_MAX } from './types.ts'

/** Where a default stands, and what it must be. */
interface Context {
  readonly at: SpecPath
  readonly report: Report
  readonly shape: readonly Member[] | undefined
  readonly key?: 'default' | 'backfill'
}

/** The default of a field, checked against its type; a list is checked item by item. */
export function fieldDefault(field: FieldSpec, type: FieldType, context: Context): FieldDefault | undefined {
  const given = field.default
  // A password has none, which is said where that is checked.
  if (given === undefined || field.type.kind === 'secret') return undefined
  if (field.array) return listDefault(given, type, context)
  if ('now' in given) return { kind: 'now' }
  return { kind: 'literal', value: checkedItem(given.value, type, context) }
}

function listDefault(given: DefaultSpec, type: FieldType, context: Context): FieldDefault | undefined {
  const { key = 'default' } = context
  const items = 'value' in given ? given.value : undefined
  if (!Array.isArray(items)) {
    const hint = key === 'default' ? 'type `= []`' : 'type `backfill([])`'
    return refuse({ message: `the ${key} of a list is a list`, hint }, context)
  }
  if (items.length > LIST_MAX) {
    const message = `the ${key} has ${items.length} items, and a list has at most ${LIST_MAX}`
    return refuse({ message, hint: 'take some away' }, context)
  }
  const values = items.map((item: unknown) => checkedItem(item, type, context))
  return { kind: 'literal', value: values.filter((value) => value !== undefined) }
}

/** What the field holds for a value; undefined, and a finding, when it cannot hold it. */
function checkedItem(item: unknown, type: FieldType, context: Context): unknown {
  const { key = 'default' } = context
  const checked = shaped(checkLiteral(type, item), context)
  if ('value' in checked) return checked.value
  const hint = checked.hint ?? `change the ${key}, or what the field allows`
  return refuse({ message: `the ${key} ${shown(item)} ${checked.wrong}`, hint }, context)
}

function shaped(checked: Checked, { shape, at, report }: Context): Checked {
  if (!('value' in checked) || shape === undefined || hasUnreadMember(shape, [...at, 'shape'], report)) return checked
  const wrong = mismatch({ members: shape, called: 'the shape' }, checked.value)
  return wrong === undefined ? checked : { wrong: `does not have the shape: ${wrong}` }
}

function refuse(said: { readonly message: string; readonly hint: string }, context: Context): undefined {
  const { at, report, key = 'default' } = context
  report.add({ code: 'ASH2030', ...said, at: [...at, key] })
}

function shown(value: unknown): string {
  const text = JSON.stringify(value)
  const visible = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029`]/gu, '\u00B7')
  return `\`${visible.length > 60 ? `${visible.slice(0, 57)}...` : visible}\``
}
