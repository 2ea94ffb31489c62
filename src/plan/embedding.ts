import { posix } from 'node:path'
import type { Setup } from './setup.ts'

/**
 * The drivers of Drizzle that an application may have its database by. All of them hold a transaction open; those that
 * send each statement by itself cannot, and are left out.
 */
export const DRIVERS = [
  'node-postgres',
  'postgres-js',
  'pglite',
  'neon-serverless',
  'vercel-postgres',
  'bun-sql',
] as const

/** One of {@link DRIVERS}. */
export type Driver = (typeof DRIVERS)[number]

/** How the paths of imports end: what the compiler and the runtime of an application ask for. */
export const IMPORT_STYLES = ['ts', 'js', 'none'] as const

/** One of {@link IMPORT_STYLES}. */
export type ImportStyle = (typeof IMPORT_STYLES)[number]

/** An API inside of an application that ashlar did not make. */
export interface Embedding {
  /** The module with the application's database, from the folder of the API: `./db.ts`. */
  readonly module: string
  /** What that module calls it. */
  readonly name: string
  readonly driver: Driver
  readonly imports: ImportStyle
  /** The table that records which migrations of the API are applied; it stays when the service is renamed. */
  readonly record: string
}

/** The folder that stands for that of an embedded API while its files are made: there are no others around it. */
const SOURCES = 'src'

/** Where a file goes: that of an embedded API is in the sources already. */
export function placeOf(path: string, { embed }: Setup): string {
  return embed === undefined ? path : path.replace(/^src\//, '')
}

/**
 * A module that is named from where the description stands, as imports name it.
 *
 * @example
 * moduleFrom('../db/users.ts', setup) // 'db/users.ts' where the API is embedded
 */
export function moduleFrom(module: string, { embed }: Setup): string {
  return posix.join(embed === undefined ? '.' : SOURCES, module)
}

/** What imports of TypeScript end in. */
export function importEnding({ embed }: Setup): string {
  return { ts: '.ts', js: '.js', none: '' }[embed?.imports ?? 'ts']
}

const MODULE = /^\.{1,2}(?:\/\.\.)*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+\.[mc]?[jt]s$/
const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/
const RECORD = /^[a-z_][a-z0-9_]{0,62}$/

/** Whether a value is an {@link Embedding}. All of it goes into code, and a lock comes from a checkout. */
export function isEmbedding(value: unknown): value is Embedding {
  if (typeof value !== 'object' || value === null) return false
  const { module, name, driver, imports, record }: { readonly [Key in keyof Embedding]?: unknown } = value
  return (
    isText(module, MODULE) &&
    isText(name, NAME) &&
    isText(record, RECORD) &&
    DRIVERS.some((one) => one === driver) &&
    IMPORT_STYLES.some((one) => one === imports)
  )
}

function isText(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value)
}
