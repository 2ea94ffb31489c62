import type { ModuleExport } from '../spec/spec.ts'
import { isRecord } from './schema-snapshot.ts'

/** A column of a Drizzle table, as its own code says it. */
export interface ExternalColumn {
  /** What values are in JavaScript: `string`, `number`, `date`, … */
  readonly dataType: string
  readonly notNull: boolean
  /** Whether a row may be made without a value for it. */
  readonly hasDefault: boolean
}

/** The columns of a table of the project by their properties; `undefined` where the export is no table. */
export type ExternalTable = Readonly<Record<string, ExternalColumn>> | undefined

/** A module that does not exist anywhere and hands on tables of the project: `t0`, `t1`, … */
export function externalsModule(externals: readonly ModuleExport[]): string {
  const lines = externals.map(({ module, name }, at) => {
    return `import * as m${at} from ${JSON.stringify(module)}\nexport const t${at} = m${at}[${JSON.stringify(name)}]\n`
  })
  return lines.join('')
}

/** What such a module exports, in the order of what it was made from. */
export function tablesIn(exported: Readonly<Record<string, unknown>>, amount: number): ExternalTable[] {
  return Array.from({ length: amount }, (_, at) => columnsOf(exported[`t${at}`]))
}

const COLUMNS = Symbol.for('drizzle:Columns')

function columnsOf(table: unknown): ExternalTable {
  const columns: unknown = typeof table === 'object' && table !== null ? Reflect.get(table, COLUMNS) : undefined
  if (!isRecord(columns)) return undefined
  return Object.fromEntries(Object.entries(columns).map(([property, column]) => [property, columnOf(column)]))
}

function columnOf(column: unknown): ExternalColumn {
  const { dataType, notNull, hasDefault, generated, generatedIdentity } = Object(column)
  return {
    dataType: String(dataType).split(' ')[0] ?? '',
    notNull: notNull === true,
    hasDefault: hasDefault === true || generated !== undefined || generatedIdentity !== undefined,
  }
}
