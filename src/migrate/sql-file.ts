/** The statements of a migration, as its file has them. */
export interface SqlFile {
  readonly statements: readonly string[]
  /** Whether each statement stands by itself, so that nobody waits for all of them. */
  readonly isOnline: boolean
}

/** The end of a statement in a migration, for drizzle's migrators. */
export const BREAKPOINT = '--> statement-breakpoint'

/**
 * The service's own migrator runs such a migration outside of a transaction, and its indexes without a lock that keeps
 * writers out. For drizzle-kit it is a comment, and all runs in one transaction.
 */
const NOTE = '-- ashlar:no-transaction'

/** The text of a migration. */
export function printSql({ statements, isOnline }: SqlFile): string {
  const text = statements.map((statement) => statement.trim()).join(`\n${BREAKPOINT}\n`)
  return `${isOnline ? `${NOTE}\n` : ''}${text}\n`
}

/** What {@link printSql} made. */
export function readSql(text: string): SqlFile {
  const isOnline = text.startsWith(`${NOTE}\n`)
  const body = isOnline ? text.slice(NOTE.length) : text
  return { statements: body.split(BREAKPOINT).map((statement) => statement.trim()), isOnline }
}
