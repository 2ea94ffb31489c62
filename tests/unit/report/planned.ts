import type { ApiChange } from '../../../src/contract/api-change.ts'
import type { Planned } from '../../../src/report/planned.ts'

/** A plan with nothing in it. */
export const NOTHING: Planned = {
  service: 'shop',
  changes: [],
  migration: { migrations: [], writes: [], moved: [], mended: [], schema: '', refused: [] },
  api: { changes: [] },
  permissions: { isPublic: false, changes: [] },
  environment: { changes: [] },
}

/** A plan with what a test is about. */
export function planOf(parts: Partial<Planned>): Planned {
  return { ...NOTHING, ...parts }
}

/** A migration that does these things. */
export function migrationOf(
  statements: readonly string[],
  more: Partial<Extract<Planned['migration'], { refused: unknown }>> & {
    readonly drops?: readonly { readonly kind: 'table' | 'column'; readonly name: string }[]
  } = {},
): Planned['migration'] {
  const { drops = [], ...rest } = more
  const migration = { tag: '0001_x', path: 'migrations/0001_x.sql', statements, isOnline: false, drops, risks: [] }
  return { migrations: [migration], writes: [], moved: [], mended: [], schema: '', refused: [], ...rest }
}

/** A change of a property of a request. */
export function requestChange(parts: Partial<ApiChange> & { readonly path?: string }): ApiChange {
  const { path = 'price', ...rest } = parts
  return { effect: 'breaking', kind: 'required', operation: 'POST /products', place: { in: 'request', path }, ...rest }
}
