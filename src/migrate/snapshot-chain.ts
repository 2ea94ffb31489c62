import { sha256 } from '../merge/text.ts'
import type { SchemaSnapshot } from './schema-snapshot.ts'

/** The snapshot as the one behind another; its id follows from what is in it, where drizzle-kit would take a random one. */
export function chained(snapshot: SchemaSnapshot, prevId: string): SchemaSnapshot {
  const id = uuidOf(JSON.stringify([prevId, { ...snapshot, id: undefined, prevId: undefined }]))
  // The ids stand first, as a reader of a chain wants them.
  return { ...{ id, prevId }, ...snapshot, id, prevId }
}

/** A UUID of version 8, which is for making them in one's own way. */
function uuidOf(text: string): string {
  const hex = sha256(text)
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
