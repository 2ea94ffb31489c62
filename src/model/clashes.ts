import type { SpecPath } from '../spec/spec.ts'
import { type ApiCase, inApiCase } from './casing.ts'
import type { PlacedField } from './fields.ts'
import type { Field } from './model.ts'
import type { Report } from './report.ts'

/** Columns that PostgreSQL gives every table. */
const SYSTEM_COLUMNS: ReadonlySet<string> = new Set(['cmax', 'cmin', 'ctid', 'tableoid', 'xmax', 'xmin'])

/** What has a name in a resource. */
export interface PlacedNames {
  readonly fields: readonly PlacedField[]
  readonly links: readonly PlacedLink[]
  readonly apiCase: ApiCase
}

/** Reports fields that share a name with another one, and columns that PostgreSQL would not take. */
export function checkFieldNames({ fields, links, apiCase }: PlacedNames, report: Report): void {
  const properties = new Map<string, Named>()
  const columns = new Map<string, Field>()
  for (const placed of inOrderOfBlame(fields)) {
    const { field, at } = placed
    const names = [field.property, ...(field.reference ? [inApiCase(field.reference.relation, apiCase)] : [])]
    const clash = names.map((name) => ({ name, owner: properties.get(name) })).find(({ owner }) => owner !== undefined)
    const column = columns.get(field.column)
    if (clash?.owner !== undefined) report.add({ ...nameClash(clash.name, clash.owner, field), at, name: true })
    else if (column !== undefined) {
      const message = `\`${field.name}\` and \`${column.name}\` would share the column \`${field.column}\``
      report.add({
        code: 'ASH2051',
        message,
        hint: 'give one of them another with `column(...)`',
        at: [...at, 'column'],
      })
    }
    checkColumn(placed, report)
    for (const name of names) properties.set(name, field)
    columns.set(field.column, field)
  }
  for (const { name, at } of links) {
    const owner = properties.get(inApiCase(name, apiCase))
    if (owner !== undefined) report.add({ ...sharedName(inApiCase(name, apiCase), owner, name), at, name: true })
    else properties.set(inApiCase(name, apiCase), { name, made: undefined })
  }
}

/** Who has a name. */
type Named = Pick<Field, 'name' | 'made'>

/** A many-to-many relation, which has a name in the API and no column. */
export interface PlacedLink {
  readonly name: string
  readonly at: SpecPath
}

/** What ashlar makes comes first, so that the field that the user wrote is the one to blame. */
function inOrderOfBlame(fields: readonly PlacedField[]): PlacedField[] {
  const isMade = ({ at }: PlacedField): boolean => !at.includes('fields')
  return [...fields.filter(isMade), ...fields.filter((placed) => !isMade(placed))]
}

/** The keys of a resource that make fields. */
const MADE_BY: Readonly<Record<string, string>> = {
  createdAt: 'timestamps',
  updatedAt: 'timestamps',
  version: 'versioned',
  deletedAt: 'softDelete',
}

function nameClash(name: string, owner: Named, field: Field): { code: string; message: string; hint: string } {
  if (owner.made === 'uuidv7') {
    return {
      code: 'ASH2050',
      message: 'ashlar makes the field `id` itself',
      hint: 'take it out, or make it the key with `key: id`',
    }
  }
  const key = owner.made && MADE_BY[owner.made]
  if (key !== undefined) {
    const message = `ashlar makes the field \`${name}\` itself`
    return { code: 'ASH2050', message, hint: `take it out, or add \`${key}: false\`` }
  }
  return sharedName(name, owner, field.name)
}

function sharedName(name: string, owner: Named, other: string) {
  const message = `\`${other}\` and \`${owner.name}\` would both be \`${name}\` in the API`
  return { code: 'ASH2050', message, hint: 'give one of them another name' }
}

function checkColumn({ field, at }: PlacedField, report: Report): void {
  const { column, name } = field
  if (SYSTEM_COLUMNS.has(column)) {
    const message = `PostgreSQL keeps the column name \`${column}\` for itself`
    report.add({ code: 'ASH2052', message, hint: `type \`column(${column}_value)\``, at, name: true })
  }
  if (column.length > 63) {
    const message = `the column of \`${name}\` would be called \`${column}\`, which is longer than the 63 characters of PostgreSQL`
    report.add({ code: 'ASH2052', message, hint: 'give it a shorter name with `column(...)`', at, name: true })
  }
}
