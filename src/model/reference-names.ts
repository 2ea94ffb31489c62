import type { FieldSpec, SpecPath } from '../spec/spec.ts'
import type { Report } from './report.ts'
import { propertyOf } from './targets.ts'

/** Reports a reference that is called like its column: the `Id` comes by itself, and would be there twice. */
export function checkReferenceName(
  name: string,
  field: FieldSpec,
  { at, report }: { at: SpecPath; report: Report },
): void {
  const { type } = field
  const relation = name.match(/^(.+)Id$/)?.[1]
  if (type.kind !== 'ref' || relation === undefined) return
  const message = `\`${name}\` would be \`${propertyOf(name, field)}\` in the API: a reference is named after what it leads to`
  report.add({ code: 'ASH2053', message, hint: `type \`${relation}: ref ${type.resource}\``, at, name: true })
}
