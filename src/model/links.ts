import type { FieldSpec } from '../spec/spec.ts'
import { pascalCase, snakeCase } from './casing.ts'
import type { Link } from './model.ts'
import type { NamedResource } from './names.ts'
import type { Report } from './report.ts'
import type { Targets } from './targets.ts'

/** Keys of a field that a many-to-many relation may have. */
const ALLOWED: ReadonlySet<string> = new Set(['type', 'symmetric', 'inverse', 'description', 'renamedFrom'])

/** What stands for some keys in the short form. */
const SIGNS: Readonly<Record<string, string>> = { array: '[]', optional: '?' }

/** The many-to-many relations that a resource declares. */
export function buildLinks(resource: NamedResource, targets: Targets, report: Report): Link[] {
  return Object.entries(resource.spec.fields).flatMap(([name, field]): Link[] => {
    if (field.type.kind !== 'many') return []
    const at = [...resource.at, 'fields', name]
    for (const key of meaningless(field)) {
      const message = `\`${SIGNS[key] ?? key}\` has no meaning for a \`many\`, which is no column`
      report.add({ code: 'ASH2031', message, hint: 'take it out', at: [...at, key] })
    }
    const target = targets.find(field.type.resource, [...at, 'many'], report)
    if (field.symmetric && target !== undefined && target.resource.name !== resource.name) {
      const message = `\`symmetric\` is for relations of a resource with itself, and this one leads to \`${field.type.resource}\``
      report.add({ code: 'ASH2031', message, hint: 'take it out', at: [...at, 'symmetric'] })
    }
    if (target === undefined) return []
    return [
      {
        name,
        resource: field.type.resource,
        symmetric: field.symmetric,
        inverse: field.inverse ?? (field.symmetric ? name : `${name}${pascalCase(resource.plural)}`),
        table: `${resource.table}_${snakeCase(name)}`,
      },
    ]
  })
}

function meaningless(field: FieldSpec): string[] {
  return Object.entries(field)
    .filter(([key, value]) => !ALLOWED.has(key) && value !== undefined && value !== false)
    .map(([key]) => key)
}
