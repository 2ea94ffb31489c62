import { isRecord, type SchemaSnapshot } from './schema-snapshot.ts'

/** The schema of two branches that began with one, or what both changed in two ways: `tables.public.books.columns.title`. */
export function mergeSnapshots(snapshots: {
  readonly base: SchemaSnapshot | undefined
  readonly ours: SchemaSnapshot
  readonly theirs: SchemaSnapshot
}): { readonly snapshot: SchemaSnapshot } | { readonly conflict: string } {
  const { base, ours, theirs } = snapshots
  const conflicts: string[] = []
  const { id, prevId } = theirs
  const merged = mergeValues([base ?? {}, { ...ours, id, prevId }, theirs], [], conflicts)
  const [conflict] = conflicts.filter((path) => path !== 'id' && path !== 'prevId')
  return conflict === undefined ? { snapshot: merged as SchemaSnapshot } : { conflict }
}

type Values = readonly [base: unknown, ours: unknown, theirs: unknown]

function mergeValues([base, ours, theirs]: Values, path: readonly string[], conflicts: string[]): unknown {
  if (isSame(ours, theirs) || isSame(theirs, base)) return ours
  if (isSame(ours, base)) return theirs
  if (!isRecord(ours) || !isRecord(theirs)) {
    conflicts.push(path.join('.'))
    return ours
  }
  const before = isRecord(base) ? base : {}
  const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)])
  const pairs = [...keys].map((key) => {
    const values: Values = [own(before, key), own(ours, key), own(theirs, key)]
    return [key, mergeValues(values, [...path, key], conflicts)] as const
  })
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined))
}

function own(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
