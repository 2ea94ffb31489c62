import { kebabCase, pascalCase, pluralOf, snakeCase } from './casing.ts'
import { circlesIn, inRows, renameKey } from './circles.ts'
import { linkRenames } from './link-renames.ts'
import type { Field, Link, Resource, Service } from './model.ts'
import type { ColumnRename, Pair, Renamed } from './renamed.ts'

export type { Renamed } from './renamed.ts'

/** What is called otherwise than before. */
export interface Renames {
  /** What the lock knows files by: resources, by `names.one`, and many-to-many relations. */
  readonly subjects: readonly Renamed[]
  readonly tables: readonly Renamed[]
  /** Columns by their table as it is called now: `items.cost`. */
  readonly columns: readonly ColumnRename[]
  /** Resources whose names go round, see {@link circlesIn}; done or not. */
  readonly circles: readonly string[]
  /** Names in code, whole, that are those of a resource and can be nothing else: `NewProduct` to `NewItem`. */
  readonly names: ReadonlyMap<string, string>
  /** Members by what they are of, in old names and new ones: `products.price` to `cost`. */
  readonly members: ReadonlyMap<string, string>
  /** Parts of paths, in URLs and of files: `order-lines`. */
  readonly segments: ReadonlyMap<string, string>
  /** Parts of names, in every manner of writing: `order_line`, `OrderLine`. */
  readonly stems: ReadonlyMap<string, string>
  /** Those of them that lead to a name that another resource gives up. */
  readonly handedOn: ReadonlyMap<string, string>
}

/**
 * All that the description says was called otherwise before. Of most of it the project tells whether it was done already.
 *
 * @param done resources of which only something else tells that they have their names already: `note<tag`
 */
export function renamesOf({ resources }: Service, done: readonly string[] = []): Renames {
  const isDone = ({ names, renamedFrom }: Resource) => done.includes(renameKey(names.one, renamedFrom ?? ''))
  const circles = circlesIn(resources)
  const renamed = resources.filter((one) => one.former !== undefined && !isDone(one))
  const fields = resources.flatMap((resource) =>
    resource.fields.filter(({ former }) => former !== undefined).map((field) => ({ field, table: resource.table })),
  )
  const columns = fields.flatMap(({ field, table }) =>
    columnsBefore(field).map((from) => ({ table, from, to: field.column })),
  )
  const subjects = renamed.map(({ names, former }) => ({ from: former?.names.one ?? '', to: names.one }))
  const tables = renamed.map(({ table, former }) => ({ from: former?.table ?? '', to: table }))
  const links = linkRenames(resources, namesBefore(resources, { circles, done }))
  const givenUp = new Set(inRows(resources).map(({ from }) => from))
  const heirs = renamed.filter(({ names }) => givenUp.has(names.one))
  return {
    subjects: [...subjects, ...links.subjects].filter(isRenamed),
    tables: [...tables, ...links.tables].filter(isRenamed),
    columns: [...columns, ...links.columns].filter(isRenamed),
    circles,
    names: new Map(different([...renamed.flatMap(namePairs), ...links.names])),
    members: new Map([
      ...resources.flatMap((one) => memberPairs(one, heirs.includes(one))),
      ...renamed.flatMap(factoryPairs),
    ]),
    segments: new Map(different([...renamed.flatMap(segmentPairs), ...links.segments])),
    stems: new Map([
      ...renamed.flatMap(stemPairs),
      ...fields.flatMap(({ field }) => nameStems(field)),
      ...resources.flatMap((resource) => resource.links.flatMap(nameStems)),
    ]),
    handedOn: new Map(heirs.flatMap(stemPairs)),
  }
}

/** A reference may have been one before, or a plain field. */
function columnsBefore({ former, column, reference, renamedFrom }: Field): readonly string[] {
  if (former === undefined || renamedFrom === undefined) return []
  const mayBePlain = reference !== undefined && former.column !== column
  return mayBePlain ? [former.column, snakeCase(renamedFrom)] : [former.column]
}

/** What resources were called before this run, where that is known though the names are the same before and after. */
function namesBefore(
  resources: readonly Resource[],
  { circles, done }: { readonly circles: readonly string[]; readonly done: readonly string[] },
): ReadonlyMap<string, string> {
  return new Map(
    resources.flatMap(({ names, renamedFrom = names.one }) => {
      const key = renameKey(names.one, renamedFrom)
      if (done.includes(key)) return [[names.one, names.one]]
      return circles.includes(key) ? [[names.one, renamedFrom]] : []
    }),
  )
}

/** What the lock knows the files of a service by, as they are called now. */
export function subjectsOf({ resources }: Service): ReadonlySet<string> {
  return new Set(resources.flatMap(({ names, links }) => [names.one, ...links.map(({ subject }) => subject)]))
}

function isRenamed({ from, to }: Renamed): boolean {
  return from !== to
}

/** `product` itself is a word that anything may have for a name. */
function namePairs({ names, former }: Resource): Pair[] {
  if (former === undefined) return []
  const { words: _words, one: _one, file: _file, ...now } = names
  const before: Readonly<Record<string, unknown>> = { ...former.names }
  return Object.entries(now).map(([key, name]): Pair => [String(before[key]), name])
}

function segmentPairs({ names, former }: Resource): Pair[] {
  return former === undefined ? [] : [[former.names.file, names.file]]
}

/** A column is a member of its table, and of what answers carry; what is called like the table now may be another one's. */
function memberPairs({ names, former, fields }: Resource, isHandedOn: boolean): Pair[] {
  const before = former === undefined ? [] : [former.names.many]
  const owners = isHandedOn ? before : [names.many, ...before]
  return fields.flatMap(({ property, former: old }) =>
    old === undefined ? [] : different(owners.map((owner): Pair => [`${owner}.${old.property}`, property])),
  )
}

/** What tests make rows with: `t.make.product()`. */
function factoryPairs({ names, former }: Resource): Pair[] {
  return former === undefined ? [] : different([[`make.${former.names.one}`, names.one]])
}

function stemPairs({ names, former }: Resource): Pair[] {
  if (former === undefined) return []
  const { one, many, words } = former.names
  return different([
    ...written(one, names.one),
    ...written(many, names.many),
    [words.one, names.words.one],
    [words.many, names.words.many],
  ])
}

function nameStems({ name, renamedFrom }: Field | Link): Pair[] {
  if (renamedFrom === undefined) return []
  return different([...written(renamedFrom, name), ...written(pluralOf(renamedFrom), pluralOf(name))])
}

/** A name in camel, Pascal, snake, kebab and constant case. */
function written(from: string, to: string): Pair[] {
  const manners = [
    (name: string) => name,
    pascalCase,
    snakeCase,
    kebabCase,
    (name: string) => snakeCase(name).toUpperCase(),
  ]
  return manners.map((manner) => [manner(from), manner(to)])
}

function different(pairs: readonly Pair[]): Pair[] {
  return pairs.filter(([from, to]) => from !== to)
}
