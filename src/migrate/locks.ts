/** What a statement takes of a table that others use, by PostgreSQL's names. */
export interface StatementLock {
  /** `none` where nobody can use the table yet. */
  readonly lock:
    | 'ACCESS EXCLUSIVE'
    | 'SHARE ROW EXCLUSIVE'
    | 'SHARE'
    | 'SHARE UPDATE EXCLUSIVE'
    | 'ROW EXCLUSIVE'
    | 'none'
    | 'unknown'
  /** What is done while it is held: a moment's work, every row is read, some rows are filled, or every row is written anew. */
  readonly work: 'brief' | 'scan' | 'part' | 'rewrite'
}

type Rule = readonly [pattern: RegExp, lock: StatementLock['lock'], work?: StatementLock['work']]

/** Types that a value of a shorter one is already, byte for byte. */
const SAME_BYTES = String.raw`(?:varchar|text|numeric)\b`
const ALTER = '^ALTER TABLE .+?'

/** The first that fits counts. */
const RULES: readonly Rule[] = [
  [/^CREATE (?:TABLE|TYPE|SEQUENCE|SCHEMA)/, 'none'],
  [new RegExp(`${ALTER} VALIDATE CONSTRAINT`), 'SHARE UPDATE EXCLUSIVE', 'scan'],
  [new RegExp(`${ALTER} ADD CONSTRAINT .+ FOREIGN KEY .+ NOT VALID`, 's'), 'SHARE ROW EXCLUSIVE'],
  [new RegExp(`${ALTER} ADD CONSTRAINT .+ FOREIGN KEY`), 'SHARE ROW EXCLUSIVE', 'scan'],
  [new RegExp(`${ALTER} ADD CONSTRAINT .+ (?:NOT VALID;|USING INDEX)`, 's'), 'ACCESS EXCLUSIVE'],
  [new RegExp(`${ALTER} ADD (?:CONSTRAINT|PRIMARY KEY)`), 'ACCESS EXCLUSIVE', 'scan'],
  [new RegExp(`${ALTER} ADD COLUMN .+ (?:GENERATED|gen_random_uuid)`, 's'), 'ACCESS EXCLUSIVE', 'rewrite'],
  // The rows stay, and indexes of the column are sorted anew where the collation is another one.
  [new RegExp(`${ALTER} SET DATA TYPE [^;]+ COLLATE [^;]+;(?<! USING .*)$`), 'ACCESS EXCLUSIVE', 'scan'],
  [new RegExp(`${ALTER} SET DATA TYPE ${SAME_BYTES}[^;]*;(?<! USING .*)$`), 'ACCESS EXCLUSIVE'],
  [new RegExp(`${ALTER} SET DATA TYPE`), 'ACCESS EXCLUSIVE', 'rewrite'],
  [new RegExp(`${ALTER} SET NOT NULL`), 'ACCESS EXCLUSIVE', 'scan'],
  [/^ALTER INDEX/, 'SHARE UPDATE EXCLUSIVE'],
  [/^(?:ALTER|DROP) (?:TABLE|SEQUENCE|INDEX)/, 'ACCESS EXCLUSIVE'],
  [/^CREATE (?:UNIQUE )?INDEX/, 'SHARE', 'scan'],
  [/^UPDATE/, 'ROW EXCLUSIVE', 'scan'],
]

/** What each statement of a migration takes, in their order. */
export function locksOf({
  statements,
  isOnline,
}: {
  readonly statements: readonly string[]
  readonly isOnline: boolean
}): readonly StatementLock[] {
  const made = new Set(statements.flatMap((statement) => /^CREATE TABLE (\S+)/.exec(statement)?.[1] ?? []))
  const isProven = statements.some((statement) => statement.includes(' VALIDATE CONSTRAINT '))
  return statements.map((statement) => {
    if (made.has(tableOf(statement) ?? '')) return { lock: 'none', work: 'brief' }
    if (isOnline && /^(?:CREATE (?:UNIQUE )?|DROP )INDEX/.test(statement)) {
      return { lock: 'SHARE UPDATE EXCLUSIVE', work: statement.startsWith('DROP') ? 'brief' : 'scan' }
    }
    // What is worked out anew is not filled by parts.
    const isPart = statement.startsWith('UPDATE') && !statement.includes(' IS DISTINCT FROM (')
    if (isOnline && isPart) return { lock: 'ROW EXCLUSIVE', work: 'part' }
    // A proven check is a proof that nothing is null, and no row is read.
    if (isProven && statement.endsWith(' SET NOT NULL;')) return { lock: 'ACCESS EXCLUSIVE', work: 'brief' }
    const [, lock = 'unknown', work = 'brief'] = RULES.find(([pattern]) => pattern.test(statement)) ?? []
    return { lock, work }
  })
}

function tableOf(statement: string): string | undefined {
  return /^(?:ALTER TABLE|CREATE (?:UNIQUE )?INDEX \S+ ON) (\S+)/.exec(statement)?.[1]
}
