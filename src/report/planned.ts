import type { ApiChange } from '../contract/api-change.ts'
import type { VariableChange } from '../contract/environment.ts'
import type { Permissions } from '../contract/permissions.ts'
import type { Problem } from '../errors.ts'
import { type Change, isDrift } from '../merge/change.ts'
import type { MigrationPlan } from '../migrate/plan-migration.ts'
import type { Unknown } from '../project/last-written.ts'

/** What `generate` would do, and what follows from it for those who call the service and those who run it. */
export interface Planned {
  /** The name of the service. */
  readonly service: string
  readonly changes: readonly Change[]
  readonly migration: MigrationPlan
  readonly api: Compared<ApiChange>
  readonly permissions: Permissions
  readonly environment: Compared<VariableChange>
}

/** What differs from what was written last, or why nobody can tell; `path` is the file that would tell it. */
export type Compared<One> = { readonly changes: readonly One[] } | { readonly unknown: Unknown; readonly path: string }

/** Whether `generate` would not go through: files in conflict, or data that nobody allowed to go. */
export function isHeldUp({ changes, migration }: Pick<Planned, 'changes' | 'migration'>): boolean {
  return conflictsIn(changes).length > 0 || refusedIn(migration).length > 0
}

/** The files that would be left as the user made them. */
export function conflictsIn(changes: readonly Change[]): readonly Change[] {
  return changes.filter(({ kind }) => kind === 'conflict')
}

/** Why the migration would not be made. */
export function refusedIn(migration: MigrationPlan): readonly Problem[] {
  return 'unavailable' in migration ? [] : migration.refused
}

/** What would be lost, by what can be done about it. */
export function refusalsIn(migration: MigrationPlan): readonly Refusal[] {
  const byHint = new Map<string, readonly Problem[]>()
  for (const problem of refusedIn(migration)) {
    const { hint = '' } = problem
    byHint.set(hint, [...(byHint.get(hint) ?? []), problem])
  }
  return [...byHint].map(([hint, problems]) => ({ hint, problems }))
}

interface Refusal {
  readonly hint: string
  readonly problems: readonly Problem[]
}

/** Whether there is nothing to tell but that all is as the description says. */
export function isNothing({ changes, migration, api, permissions, environment }: Planned): boolean {
  const isMigrated =
    !('unavailable' in migration) &&
    [migration.migrations, migration.moved, migration.mended].every(({ length }) => length === 0)
  return !changes.some(isDrift) && isMigrated && [api, permissions, environment].every(isSame)
}

function isSame(compared: Compared<unknown> | Planned['permissions']): boolean {
  return 'changes' in compared && compared.changes.length === 0
}

/** Why something could not be compared, as a sentence. */
export function unknownSentence({ unknown, path }: { readonly unknown: Unknown; readonly path: string }): string {
  switch (unknown) {
    case 'notWritten':
      return `\`${path}\` was never written here, so there is nothing to compare with`
    case 'deleted':
      return `you deleted \`${path}\`, so nobody can tell what it was before`
    case 'conflict':
      return `\`${path}\` is in conflict since an earlier run; settle it first: \`ashlar resolve\``
    case 'lost':
      return `you edited \`${path}\`, and what ashlar wrote there is not in \`.ashlar/objects\`; take that back from git`
  }
}
