import type { FormerLink, Link, NamedLink, Resource } from './model.ts'
import type { ColumnRename, Pair, Renamed } from './renamed.ts'

/** What a many-to-many relation may be called otherwise than before, by itself or through what it links. */
export interface LinkRenames {
  readonly subjects: readonly Renamed[]
  readonly tables: readonly Renamed[]
  readonly columns: readonly ColumnRename[]
  /** Names in code. */
  readonly names: readonly Pair[]
  /** Stems of files, and parts of addresses. */
  readonly segments: readonly Pair[]
}

/**
 * The renames of all relations that resources declare; pairs of the same name are among them.
 *
 * @param before what resources were called before this run, where their names go round: there it is known
 */
export function linkRenames(resources: readonly Resource[], before: ReadonlyMap<string, string>): LinkRenames {
  const pairs = resources.flatMap(({ names, links }) =>
    links.flatMap((now) => {
      const ends = { resource: names.one, target: now.resource }
      return now.former.filter((old) => wasSo(old, ends, before)).map((old) => ({ old, now }))
    }),
  )
  return {
    subjects: pairs.map(({ old, now }) => ({ from: old.subject, to: now.subject })),
    tables: pairs.map(({ old, now }) => ({ from: old.table, to: now.table })),
    columns: distinct(pairs.flatMap(({ old, now }) => columnRenames(old, now))),
    names: pairs.flatMap(({ old, now }) => namePairs(old, now)),
    segments: pairs.flatMap(({ old, now }): Pair[] => [
      [old.names.file, now.names.file],
      [old.names.segment, now.names.segment],
    ]),
  }
}

type Ends = FormerLink['ends']

function wasSo({ ends }: FormerLink, now: Ends, before: ReadonlyMap<string, string>): boolean {
  const fits = (end: keyof Ends) => (before.get(now[end]) ?? ends[end]) === ends[end]
  return fits('resource') && fits('target')
}

/** Of several old names that a relation may have had, some columns have the same one. */
function distinct(columns: LinkRenames['columns']): LinkRenames['columns'] {
  return [...new Map(columns.map((one) => [`${one.table}.${one.from}.${one.to}`, one])).values()]
}

function columnRenames(old: NamedLink, now: Link): readonly ColumnRename[] {
  const before = [...old.source, old.target]
  return [...now.source, now.target].map(({ column: to }, at) => ({
    table: now.table,
    from: before[at]?.column ?? to,
    to,
  }))
}

function namePairs(old: NamedLink, now: Link): Pair[] {
  const { file: _file, segment: _segment, inverseSegment: _inverse, ...names } = now.names
  const before: Readonly<Record<string, unknown>> = { ...old.names }
  return Object.entries(names).map(([key, name]) => [String(before[key]), name])
}
