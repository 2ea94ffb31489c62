import type { SpecPath } from '../spec/spec.ts'
import { inApiCase } from './casing.ts'
import { includesOf } from './includes.ts'
import type { Field, FieldType, Filter, Query } from './model.ts'
import { unreadable } from './readable.ts'
import { followWay } from './ways.ts'
import { expectField, type Placed, type World } from './world.ts'

const TEXTS: ReadonlySet<string> = new Set(['string', 'text', 'slug', 'email', 'url'])

/** A list that is neither filtered nor sorted nor searched. */
export const NO_QUERY: Query = { filters: [], sorts: [], search: [], includes: [] }

/** What the list of a resource offers, each part checked. */
export function buildQuery(world: World, placed: Placed): Query {
  const { spec, at } = placed.named
  const inCase = (name: string): string => inApiCase(name, world.spec.api.case ?? 'camel')
  const query = spec.query ?? {}
  const from = [...at, 'query']
  const names = (key: 'sort' | 'search', check: (field: Field) => string | undefined): string[] =>
    fieldsOf(world, placed, { names: query[key] ?? [], at: [...from, key], check })
  world.report.addRepeated(
    (query.filter ?? []).map((path) => path.join('.')),
    [...from, 'filter'],
  )
  checkSearched(world, placed, query.search ?? [])
  return {
    filters: (query.filter ?? []).flatMap((path, index) => {
      const found = filterOf(world, placed, { path, at: [...from, 'filter', index] })
      return found === undefined ? [] : [found]
    }),
    sorts: names('sort', unsortable),
    search: names('search', (field) =>
      TEXTS.has(field.type.kind) && !field.array ? unreadable(field) : 'holds no text',
    ),
    includes: spec.query === undefined ? [] : includesOf(world, placed, query.include).map(inCase),
  }
}

function filterOf(
  world: World,
  placed: Placed,
  { path, at }: { readonly path: readonly [string, ...string[]]; readonly at: SpecPath },
): Filter | undefined {
  const way = followWay(world, placed, { path, at, code: 'ASH2061', wanted: 'to filter by' })
  if (way === undefined) return undefined
  const { field } = way.field
  for (const step of way.steps) {
    const hidden = unreadable(step.field.field) ?? unseen(world, step.to)
    if (hidden === undefined) continue
    world.report.add({ ...notFor('followed by a filter', step.field.field, hidden), at, word: step.field.field.name })
    return undefined
  }
  const steps = path.slice(0, -1).map((step) => inApiCase(step, world.spec.api.case ?? 'camel'))
  const name = [...steps, field.property].join('.')
  const wrong =
    unreadable(field) ?? opaque(field) ?? (OWN_PARAMETERS.has(name) ? 'is what every list is asked by' : undefined)
  if (wrong !== undefined) {
    world.report.add({ ...notFor('filtered by', field, wrong), at, word: field.name })
    return undefined
  }
  return { name, way: way.properties, type: field.type, array: field.array }
}

/** Why nobody can be shown what a filter looks at: no rule says who may. */
function unseen({ spec: { auth } }: World, { named: { name, spec } }: Placed): string | undefined {
  const isSeen = spec.operations?.some((one) => one === 'get' || one === 'list') ?? true
  return auth === undefined || isSeen ? undefined : `leads to \`${name}\`, of which nobody may get or list a row`
}

/** What lists are asked by themselves. */
const OWN_PARAMETERS: ReadonlySet<string> = new Set(['cursor', 'fields', 'include', 'limit', 'search', 'sort', 'total'])

/** How long a text may be; 0 for what is none. */
export function mostCharacters({ type }: Field): number {
  if (type.kind === 'string') return type.max
  return MOST_CHARACTERS[type.kind] ?? 0
}

const MOST_CHARACTERS: Partial<Record<FieldType['kind'], number>> = { text: 65_535, url: 2048, email: 254, slug: 80 }

/** Types whose values are not compared. */
const OPAQUE: ReadonlySet<string> = new Set(['json', 'bytes'])

function opaque({ type }: Field): string | undefined {
  return OPAQUE.has(type.kind) ? `is \`${type.kind}\`` : undefined
}

/** So much text one search looks at: the words of more may not fit into what PostgreSQL keeps of them, which is 1 MB. */
const MOST_SEARCHED = 200_000

function checkSearched({ report }: World, { named, fields }: Placed, names: readonly string[]): void {
  const searched = fields.filter(({ field }) => names.includes(field.name))
  const characters = searched.reduce((sum, { field }) => sum + mostCharacters(field), 0)
  if (characters <= MOST_SEARCHED) return
  const message = `what \`${named.name}\` is searched by may have ${characters} characters together, and ${MOST_SEARCHED} are the most`
  const hint = 'search fewer fields, or bound them: `string(..2000)`'
  report.add({ code: 'ASH2062', message, hint, at: [...named.at, 'query', 'search'] })
}

/** Of longer texts a B-tree cannot hold every one: it takes 2,704 bytes, and a character up to four. */
export const MOST_INDEXED = 600

function unsortable(field: Field): string | undefined {
  const max = mostCharacters(field)
  if (max > MOST_INDEXED) return `may have ${max} characters, and a list is sorted by ${MOST_INDEXED} at most`
  if (field.array || OPAQUE.has(field.type.kind)) return 'has no order'
  return unreadable(field)
}

function notFor(use: string, field: Field, wrong: string) {
  return { code: 'ASH2062', message: `\`${field.name}\` cannot be ${use}: it ${wrong}`, hint: 'take it out' }
}

function fieldsOf(
  { report }: World,
  placed: Placed,
  list: {
    readonly names: readonly string[]
    readonly at: SpecPath
    readonly check: (field: Field) => string | undefined
  },
): string[] {
  const { names, at, check } = list
  const use = at.at(-1) === 'sort' ? 'sorted by' : 'searched'
  report.addRepeated(names, at)
  return names.flatMap((name, index) => {
    const place = [...at, index]
    const wanted = use === 'searched' ? 'to search' : 'to sort by'
    const field = expectField(placed, { name, at: place, code: 'ASH2061', wanted }, report)?.field
    const wrong = field && check(field)
    if (field === undefined) return []
    if (wrong === undefined) return [field.property]
    report.add({ ...notFor(use, field, wrong), at: place })
    return []
  })
}
