/** The statements of a migration, as its file has them. */
export interface SqlFile {
  readonly statements: readonly string[]
  /** Whether each statement stands by itself, so that nobody waits for all of them. */
  readonly isOnline: boolean
  /** Whether ashlar has changed what was written before, because rows made it fail. */
  readonly isMended?: boolean
}

/** The end of a statement in a migration, for drizzle's migrators. */
export const BREAKPOINT = '--> statement-breakpoint'

/**
 * The service's own migrator runs such a migration outside of a transaction, and its indexes without a lock that keeps
 * writers out. For drizzle-kit it is a comment, and all runs in one transaction.
 */
const NOTE = '-- ashlar:no-transaction'

/** Whoever compares it with what others have sees that this is meant. */
const MENDED = '-- ashlar:mended'

/** The text of a migration. */
export function printSql({ statements, isOnline, isMended = false }: SqlFile): string {
  const text = statements.map((statement) => statement.trim()).join(`\n${BREAKPOINT}\n`)
  return `${isOnline ? `${NOTE}\n` : ''}${text}\n${isMended ? `${MENDED}\n` : ''}`
}

/** What {@link printSql} made. */
export function readSql(text: string): SqlFile {
  const isOnline = text.startsWith(`${NOTE}\n`)
  const isMended = isMendedSql(text)
  const body = text.slice(isOnline ? NOTE.length : 0, isMended ? -(MENDED.length + 1) : undefined)
  return { statements: body.split(BREAKPOINT).map((statement) => statement.trim()), isOnline, isMended }
}

/** Whether a migration is not as it was written first, and is meant to be so. */
export function isMendedSql(text: string): boolean {
  return text.endsWith(`\n${MENDED}\n`)
}
