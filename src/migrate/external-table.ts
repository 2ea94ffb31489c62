import type { getTableConfig } from 'drizzle-orm/pg-core'
import type { Column } from '../model/external-columns.ts'
import type { ModuleExport } from '../spec/spec.ts'
import { isRecord } from './schema-snapshot.ts'

/** The columns of a table of the project by their properties; `undefined` where the export is no table. */
export type ExternalTable = Readonly<Record<string, Column>> | undefined

type ConfigOf = typeof getTableConfig

/** A module that does not exist anywhere and hands on tables of the project: `t0`, `t1`, … */
export function externalsModule(externals: readonly ModuleExport[]): string {
  const lines = externals.map(({ module, name }, at) => {
    return `import * as m${at} from ${JSON.stringify(module)}\nexport const t${at} = m${at}[${JSON.stringify(name)}]\n`
  })
  return lines.join('')
}

/** What such a module exports, in the order of what it was made from. */
export function tablesIn(
  exported: Readonly<Record<string, unknown>>,
  amount: number,
  configOf: ConfigOf,
): ExternalTable[] {
  return Array.from({ length: amount }, (_, at) => columnsOf(exported[`t${at}`], configOf))
}

const COLUMNS = Symbol.for('drizzle:Columns')

type Table = Parameters<ConfigOf>[0]
type DrizzleColumn = ReturnType<ConfigOf>['columns'][number]

function columnsOf(table: unknown, configOf: ConfigOf): ExternalTable {
  const columns: unknown = typeof table === 'object' && table !== null ? Reflect.get(table, COLUMNS) : undefined
  if (!isRecord(columns)) return undefined
  const alone = uniqueAlone(configOf(table as Table))
  return Object.fromEntries(
    Object.entries(columns as Record<string, DrizzleColumn>).map(([property, column]) => [
      property,
      columnOf(column, alone),
    ]),
  )
}

/** The names of columns that a key, a constraint or an index of their own keeps apart. */
function uniqueAlone({ primaryKeys, uniqueConstraints, indexes }: ReturnType<ConfigOf>): ReadonlySet<string> {
  const whole = indexes.filter(({ config }) => config.unique && config.where === undefined)
  const lists = [
    ...[...primaryKeys, ...uniqueConstraints].map(({ columns }) => columns.map(({ name }) => name)),
    ...whole.map(({ config }) => config.columns.map((column) => ('name' in column ? String(column.name) : ''))),
  ]
  return new Set(lists.flatMap((names) => (names.length === 1 ? names : [])))
}

function columnOf(column: DrizzleColumn, alone: ReadonlySet<string>): Column {
  const { name, dataType, notNull, hasDefault, primary, isUnique, enumValues, default: fallback } = column
  const isPlain = typeof fallback === 'string' || typeof fallback === 'number' || typeof fallback === 'boolean'
  return {
    dataType: dataType.split(' ')[0] ?? '',
    sqlType: column.getSQLType(),
    ...(enumValues !== undefined && { values: enumValues }),
    notNull: notNull || primary,
    unique: primary || isUnique || alone.has(name),
    hasDefault: hasDefault || column.generated !== undefined || column.generatedIdentity !== undefined,
    ...(isPlain && { default: fallback }),
  }
}
