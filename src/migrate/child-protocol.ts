import type { DataChanges } from '../plan/fills.ts'
import type { ModuleExport } from '../spec/spec.ts'
import type { ExternalTable } from './external-table.ts'
import type { Leg } from './legs.ts'
import type { DataRenames, RenamedSchema } from './rename.ts'
import type { SchemaSnapshot } from './schema-snapshot.ts'

/** What the child process reads from its standard input, as JSON. */
export interface ChildRequest {
  /** The project, absolute; its own rolldown, drizzle-orm and drizzle-kit do the work. */
  readonly root: string
  /** The module that exports all tables, relative to the project. */
  readonly entry: string
  /** Texts that take the place of what is on disk, by path relative to the project; `null` is a file that goes. */
  readonly files: Readonly<Record<string, string | null>>
  readonly previous: SchemaSnapshot | undefined
  readonly renames: DataRenames
  readonly data: DataChanges
  /** Tables of the project that are used and not migrated, by modules from the project's folder. */
  readonly externals: readonly ModuleExport[]
}

/** What it prints, as JSON: the schema, and the statements that lead there; or why there are none. */
export type ChildAnswer =
  | {
      readonly snapshot: SchemaSnapshot
      /** From the schema that is there to the one that the rest begins with. */
      readonly renames: RenamedSchema | null
      readonly legs: readonly Leg[]
      /** In the order in which they were asked for; null for what is no table. */
      readonly externals: readonly (NonNullable<ExternalTable> | null)[]
    }
  | { readonly error: string }

/** The answer of a child that could read the schema. */
export type SchemaDiff = Exclude<ChildAnswer, { readonly error: string }>
