import { didYouMean } from '../did-you-mean.ts'
import type { Problem } from '../errors.ts'
import type { Description } from '../spec/spec.ts'
import { snakeCase } from './casing.ts'
import { holds } from './external-types.ts'
import type { Field, FieldType, Resource, Service } from './model.ts'
import { Report } from './report.ts'

/** A column of a table of the project. */
export interface Column {
  /** What values are in JavaScript: `string`, `number`, `date`, … */
  readonly dataType: string
  /** What PostgreSQL calls its type: `varchar(80)`. */
  readonly sqlType: string
  /** What an enum may be. */
  readonly values?: readonly string[]
  readonly notNull: boolean
  /** Whether no two rows have the same value, by a key, a constraint or an index. */
  readonly unique: boolean
  /** Whether a row may be made without a value for it. */
  readonly hasDefault: boolean
  /** Its default, where that is a plain value. */
  readonly default?: string | number | boolean
}

/**
 * The columns of a table by their properties; `undefined` where the export that is named is no table, `absent` where
 * there is no such module.
 */
export type Columns = Readonly<Record<string, Column>> | undefined | 'absent'

type Known = Readonly<Record<string, Column>>

/** What a description says of the tables of the project, by resource, that is not so. */
export function externalProblems(
  service: Service,
  tables: ReadonlyMap<string, Columns>,
  description: Description,
): Problem[] {
  const report = new Report(description)
  for (const resource of service.resources) {
    const { one } = resource.names
    if (tables.has(one)) compare(resource, tables.get(one), report)
  }
  return report.sorted()
}

function compare(resource: Resource, columns: Columns, report: Report): void {
  const at = ['resources', resource.names.one]
  const { module, name } = resource.external ?? { module: '', name: '' }
  if (columns === 'absent') {
    const hint = 'make it first, or correct the path: it begins where the description stands'
    report.add({ code: 'ASH2066', message: `\`${module}\` is not there`, hint, at: [...at, 'external'] })
    return
  }
  if (columns === undefined) {
    const message = `\`${module}\` exports no Drizzle table \`${name}\``
    report.add({ code: 'ASH2066', message, hint: 'name one that it exports', at: [...at, 'external'] })
    return
  }
  for (const field of resource.fields) {
    // A key of one field is unique by being the key.
    const said = { ...field, unique: field.unique || (field.inKey && resource.key.length === 1) }
    const complaint = complaintAbout(said, columns, name)
    if (complaint !== undefined) report.add({ code: 'ASH2066', ...complaint, at: [...at, 'fields', field.name] })
  }
  const unfilled = resource.operations.includes('create') ? unfilledBy(resource, columns) : []
  if (unfilled.length > 0) {
    const message = `\`create\` could make no row of \`${name}\`: ${named(unfilled)} must have a value there, and no request gives one`
    const hint = 'describe it, give the column a default, or leave `create` out of `operations`'
    report.add({ code: 'ASH2067', message, hint, at: [...at, 'external'] })
  }
}

interface Complaint {
  readonly message: string
  readonly hint: string
}

function complaintAbout(field: Field, columns: Known, table: string): Complaint | undefined {
  const { property } = field
  const column = Object.hasOwn(columns, property) ? columns[property] : undefined
  if (column === undefined) {
    const hint = otherCase(property, columns) ?? adviceFor(field, columns)
    return { message: `\`${table}\` has no \`${property}\``, hint }
  }
  const own = `\`${property}\` of \`${table}\``
  return typeComplaint(field, column, own) ?? nullComplaint(field, column, own) ?? ruleComplaint(field, column, own)
}

/** Where the API is in snake case, and the table is not. */
function otherCase(property: string, columns: Known): string | undefined {
  const other = Object.keys(columns).find((one) => one !== property && snakeCase(one) === property)
  return other && `call \`${other}\` so in the table, as \`case: snake\` has it; its column stays`
}

function typeComplaint(field: Field, column: Column, own: string): Complaint | undefined {
  const typed = `${field.type.kind}${field.array ? '[]' : ''}`
  const hint = 'type what the column holds, or leave the field out'
  const wanted = field.array ? 'array' : DATA_TYPES[field.type.kind]
  if (wanted !== undefined && column.dataType !== wanted)
    return { message: `${own} is ${column.dataType} in JavaScript, and \`${typed}\` is ${wanted}`, hint }
  if (!holds(column.sqlType, field))
    return { message: `${own} is \`${column.sqlType}\`, which does not hold every \`${typed}\``, hint }
  if (field.type.kind !== 'enum' || column.values === undefined) return undefined
  const differ = [...field.type.values].toSorted().join() !== column.values.toSorted().join()
  return differ ? { message: `${own} may be ${column.values.join(', ')}`, hint: 'name these values' } : undefined
}

function nullComplaint(field: Field, column: Column, own: string): Complaint | undefined {
  if (field.optional && column.notNull && !column.hasDefault)
    return { message: `${own} is never null`, hint: 'take the `?` away' }
  if (field.optional || column.notNull) return undefined
  const hint = field.inKey ? 'name another key, or make the column not null' : 'type a `?` behind the type'
  return { message: `${own} may be null`, hint }
}

/** What the table has to do, because nobody else does it: keep values apart, and fill in what a request leaves out. */
function ruleComplaint(
  { unique, inKey, made, default: fallback }: Field,
  column: Column,
  own: string,
): Complaint | undefined {
  const hint = 'say it in the table, or take it out here'
  if (unique && !column.unique) return { message: `nothing keeps ${own} \`unique\``, hint }
  if (made === 'identity' && !column.hasDefault) return { message: `nothing makes ${own} \`generated\``, hint }
  if (inKey || fallback === undefined) return undefined
  if (!column.hasDefault) return { message: `${own} has no default`, hint }
  const differs = fallback.kind === 'literal' && column.default !== undefined && fallback.value !== column.default
  return differ(differs, `the default of ${own} is ${JSON.stringify(column.default)}`)
}

function differ(differs: boolean, message: string): Complaint | undefined {
  return differs ? { message, hint: 'type the same' } : undefined
}

/** What Drizzle makes of a column; bytes are a type of somebody's own. */
const DATA_TYPES = {
  string: 'string',
  text: 'string',
  slug: 'string',
  email: 'string',
  url: 'string',
  enum: 'string',
  uuid: 'string',
  smallint: 'number',
  int: 'number',
  bigint: 'bigint',
  real: 'number',
  double: 'number',
  decimal: 'string',
  date: 'string',
  time: 'string',
  datetime: 'date',
  boolean: 'boolean',
  json: 'json',
  bytes: undefined,
} satisfies Record<FieldType['kind'], string | undefined>

function adviceFor({ made, property }: Field, columns: Known): string {
  if (made === 'createdAt' || made === 'updatedAt') return 'type `timestamps: false`'
  if (made === 'uuidv7') return 'name its key: `key: ...`'
  const known = Object.keys(columns)
  return didYouMean(property, known) ?? `it has ${named(known)}`
}

/** Columns that must have a value, which neither a request nor the server nor the database gives. */
function unfilledBy({ fields }: Resource, columns: Known): string[] {
  const given = new Set(fields.filter(({ writable, made }) => writable.create || made === 'uuidv7').map(propertyOf))
  return Object.entries(columns)
    .filter(([property, { notNull, hasDefault }]) => notNull && !hasDefault && !given.has(property))
    .map(([property]) => property)
}

function propertyOf({ property }: Field): string {
  return property
}

function named(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}
