import type { FieldSpec, SpecPath } from '../spec/spec.ts'
import { fieldDefault } from './default.ts'
import { checkFlags } from './flags.ts'
import type { Member } from './model.ts'
import type { Report } from './report.ts'
import { bareType, checkType } from './types.ts'

/** Keys of a field that mean something outside of a table. */
const ALLOWED: ReadonlySet<string> = new Set([
  'type',
  'array',
  'optional',
  'min',
  'max',
  'default',
  'description',
  'shape',
])

/** An object that is no resource, as it is written. */
export interface WrittenMembers {
  readonly fields: Readonly<Record<string, FieldSpec>>
  readonly at: SpecPath
  /** Where the members stand, for sentences: `a request`. */
  readonly where: string
}

/** The members of an object that is no resource; what means something only in a table is a finding. */
export function buildMembers({ fields, at, where }: WrittenMembers, report: Report): Member[] {
  return Object.entries(fields).map(([name, field]) => {
    const place = [...at, name]
    const { kind } = field.type
    if (kind === 'ref' || kind === 'many') {
      const message = `there are no references in ${where}`
      report.add({ code: 'ASH2023', message, hint: 'type what the key is, for example `uuid`', at: [...place, kind] })
    } else {
      for (const key of meaningless(field)) {
        const message = `\`${key}\` has no meaning in ${where}`
        report.add({ code: 'ASH2023', message, hint: 'take it out', at: [...place, key] })
      }
      checkType(field, place, report)
      checkFlags(name, onlyAllowed(field), { at: place, report })
    }
    const type = bareType(field)
    const shape =
      field.shape && buildMembers({ fields: field.shape, at: [...place, 'shape'], where: 'a shape' }, report)
    return {
      name,
      description: field.description ?? '',
      type,
      array: field.array,
      optional: field.optional,
      default: fieldDefault(field, type, { at: place, report, shape }),
      secret: kind === 'secret',
      shape,
    }
  })
}

function meaningless(field: FieldSpec): string[] {
  return Object.entries(field)
    .filter(([key, value]) => !ALLOWED.has(key) && value !== undefined && value !== false)
    .map(([key]) => key)
}

/** The field without what was just reported, so that it is reported once. */
function onlyAllowed(field: FieldSpec): FieldSpec {
  const kept = Object.entries(field).filter(([key, value]) => ALLOWED.has(key) || typeof value === 'boolean')
  const flags = { unique: false, index: false, generated: false, readonly: false, immutable: false, internal: false }
  return { ...field, ...Object.fromEntries(kept), ...flags }
}
