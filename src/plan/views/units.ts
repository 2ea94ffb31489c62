import type { Field, Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { importsOf, type, value } from '../code.ts'
import { selectCode } from '../kinds/answer.ts'
import { createCode, patchCode, pathCode } from '../kinds/body.ts'
import { columnCode } from '../kinds/column.ts'
import { BOUNDS, COLUMN_UNITS, type ColumnUnit, SCALARS, type Scalar } from '../kinds/scalars.ts'
import { PATHS } from '../paths.ts'

/** `src/http/scalars.ts`: the building blocks that some schema of this service uses, and no others. */
export function scalarsView(service: Service) {
  const used = namesFrom(PATHS.scalars, schemaImports(service))
  const names = (Object.keys(SCALARS) as Scalar[]).filter((name) => used.has(name))
  const bounded = names.some((name) => name === 'bigInteger' || name === 'decimal')
  const texts = [...(bounded ? [BOUNDS] : []), ...names.map((name) => SCALARS[name])]
  return { view: { units: asUnits(texts) }, imports: [value('z', 'zod')] }
}

/** `src/db/columns.ts`: the same for columns. */
export function columnsView(service: Service) {
  const names = columnUnits(service)
  return { view: { units: asUnits(names.map((name) => COLUMN_UNITS[name])) }, imports: names.flatMap(unitImports) }
}

/** What `src/db/columns.ts` has to have; without any there is no such file. */
export function columnUnits(service: Service): ColumnUnit[] {
  const used = namesFrom(
    PATHS.columns,
    service.resources.flatMap((resource) => resource.fields.flatMap((field) => columnImports(field, resource))),
  )
  return (Object.keys(COLUMN_UNITS) as ColumnUnit[]).filter((name) => used.has(name))
}

function schemaImports({ resources }: Service): ImportSymbol[] {
  const fields = resources.flatMap((resource) => [
    ...resource.key.map((field) => pathCode(field, resource)),
    ...resource.fields.filter((field) => field.writable.create).map((field) => createCode(field, resource)),
    ...resource.fields.filter((field) => field.writable.update).map((field) => patchCode(field, resource)),
  ])
  const lists = resources.some((resource) => resource.operations.includes('list'))
  return [...importsOf(fields), ...(lists ? [value('pageLimit', PATHS.scalars)] : [])]
}

function columnImports(field: Field, resource: Resource): readonly ImportSymbol[] {
  return [...columnCode(field, resource).imports, ...(field.readable ? selectCode(field, 'table').imports : [])]
}

function namesFrom(path: string, imports: readonly ImportSymbol[]): Set<string> {
  return new Set(imports.filter((symbol) => symbol.from === path).map((symbol) => symbol.name))
}

function asUnits(texts: readonly string[]) {
  return texts.map((text, position) => ({ text, first: position === 0 }))
}

function unitImports(name: ColumnUnit): ImportSymbol[] {
  if (name === 'keyText' || name === 'bytes') return [value('customType', 'drizzle-orm/pg-core')]
  return [value('sql', 'drizzle-orm'), type('SQL', 'drizzle-orm'), type('PgColumn', 'drizzle-orm/pg-core')]
}
