import type { ApiChange, Effect } from '../contract/api-change.ts'
import { locksOf } from '../migrate/locks.ts'
import type { Migration } from '../migrate/plan.ts'
import { apiSentence } from './api-words.ts'
import { changeData } from './change-data.ts'
import { migrationFiles, migrationRisks } from './migration.ts'
import { type Compared, type Planned, refusedIn, unknownSentence } from './planned.ts'

/** What `generate` would do as data, for `--json`; files that are as they should be are left out. */
export function plannedData({ changes, migration, api, permissions, environment }: Planned): object {
  return {
    files: changes.filter(({ kind }) => kind !== 'current').map(changeData),
    migration: {
      state: 'unavailable' in migration ? migration.unavailable : 'planned',
      files: migrationFiles(migration),
      mended: migration.mended.map(({ path, columns }) => ({ path, columns })),
      risks: migrationRisks(migration),
      migrations: 'unavailable' in migration ? [] : migration.migrations.map(migrationData),
      problems: refusedIn(migration),
    },
    api: apiData(api),
    permissions: {
      public: permissions.isPublic,
      changes: permissions.changes.map(({ operation, before = null, after }) => ({ operation, before, after })),
    },
    environment: {
      ...stateOf(environment),
      changes: changesIn(environment).map(({ name, before = null, after = null }) => ({ name, before, after })),
    },
  }
}

function migrationData(migration: Migration): object {
  const { path, statements, drops } = migration
  return { path, statements, locks: locksOf(migration), transaction: !migration.isOnline, drops }
}

function apiData(api: Planned['api']): object {
  const changes = changesIn(api)
  const amountOf = (effect: Effect) => changes.filter((change) => change.effect === effect).length
  return {
    ...stateOf(api),
    breaking: amountOf('breaking'),
    mayBreak: amountOf('mayBreak'),
    compatible: amountOf('compatible'),
    changes: changes.map(changeOfApi),
  }
}

function changeOfApi(change: ApiChange): object {
  const { effect, kind, operation, place, from, to, shared } = change
  return { effect, kind, operation, place, from, to, shared, message: apiSentence(change) }
}

function changesIn<One>(compared: Compared<One>): readonly One[] {
  return 'changes' in compared ? compared.changes : []
}

function stateOf(compared: Compared<unknown>): object {
  if ('changes' in compared) return { state: 'compared' }
  return { state: 'unknown', reason: compared.unknown, message: unknownSentence(compared) }
}
