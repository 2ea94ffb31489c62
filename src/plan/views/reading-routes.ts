import { isCached } from '../../model/caches.ts'
import type { Resource, Service } from '../../model/model.ts'
import { ownKey } from '../../model/nesting.ts'
import { literal } from '../../render/literal.ts'
import { handlerText } from '../layout.ts'
import { isViewed } from './answer-view.ts'
import { isBare, wrapped } from './envelope.ts'
import { hasIncludes } from './includes-imports.ts'
import { grouped } from './limits.ts'

/** Where answers of a resource are kept, in its routes. */
export function cachedText({ names, cache = 0 }: Resource): string {
  return `const cached = keptAnswers(${literal(names.many)}, { db, lifetimeMs: ${grouped(cache)} })`
}

/** The route of a list whose answers are kept. */
export function cachedList(resource: Resource, service: Service): string {
  const { names } = resource
  const list = (from: string, query: string) => `await ${names.many}.list(${from}, c.var.grant, ${query})`
  const from = hasIncludes(resource) ? 'from' : 'db'
  const lines = isViewed(resource)
    ? [
        "const query = c.req.valid('query')",
        ...(hasIncludes(resource) ? ['const from = reading(db)'] : []),
        `const { rows: found, page } = ${list(from, 'query')}`,
        `const rows = ${shownRows(resource)}`,
      ]
    : [`const { rows, ...page } = ${list('db', "c.req.valid('query')")}`]
  const answer = isBare(service)
    ? 'return c.json(rows, 200, pageHeaders(c, page))'
    : 'return c.json({ data: rows, page })'
  return handlerText(
    'routes.get',
    [literal('/'), 'may.list', `validate('query', ${names.queryType})`],
    kept([...lines, answer]),
  )
}

/** Around what makes an answer; the database of that is one from which it may be kept. */
function kept(lines: readonly string[]): string[] {
  return ['return cached(c, async (db) => {', ...lines.map((line) => `  ${line}`), '})']
}

/** How rows stand in an answer that requests may say the shape of. */
export function shownRows(resource: Resource, rows = 'found'): string {
  const grant = resource.access === undefined ? '' : ', grant: c.var.grant'
  if (hasIncludes(resource)) return `await included(${rows}, { relations, query, db: from${grant} })`
  return `${rows}.map((row) => picked(row, query.fields))`
}

/** The same of one row; where there are versions, it is known to be there. */
function shownRow(resource: Resource): string {
  const { versioned } = resource
  if (hasIncludes(resource))
    return `const [row] = ${shownRows(resource, versioned ? '[found]' : 'found ? [found] : []')}`
  return `const row = ${versioned ? '' : 'found && '}picked(found, query.fields)`
}

/**
 * The route of one row, where its answer is kept, or may be asked for in parts, and with what it is related to. What is answered
 * stands in the same words as without: whoever has made another answer of it keeps that when a list gets its first filter.
 */
export function readGet(resource: Resource, service: Service): string {
  const { names } = resource
  const path = ownKey(resource).length > 1 ? 'ITEM' : keyPath(resource)
  const views = isViewed(resource) ? [`validate('query', ${names.viewType})`] : []
  const args = [path, 'may.get', `validate('param', ${names.keyType})`, ...views]
  const lines = isViewed(resource) ? viewedLines(resource, service) : plainLines(resource, service)
  return handlerText('routes.get', args, isCached(resource) ? kept(lines) : lines)
}

function plainLines(resource: Resource, service: Service): string[] {
  const { names, versioned } = resource
  const notFound = `notFound(${literal(names.words.one)})`
  const get = `const row = await ${names.many}.get(db, c.var.grant, c.req.valid('param'))`
  if (!versioned) return [get, `return c.json(${wrapped(service, `row ?? ${notFound}`)})`]
  return [get, `if (row === undefined) return ${notFound}`, ...taggedLines(resource, service, 'row')]
}

function viewedLines(resource: Resource, service: Service): string[] {
  const { names, versioned } = resource
  const get = `await ${names.many}.get(${hasIncludes(resource) ? 'from' : 'db'}, c.var.grant, c.req.valid('param'))`
  const tagged = [
    ...(hasIncludes(resource)
      ? [
          '// What is included has no version here, so the whole has none.',
          `if (query.include !== undefined) return c.json(${wrapped(service, 'row')})`,
        ]
      : []),
    ...taggedLines(resource, service, 'found'),
  ]
  const notFound = `notFound(${literal(names.words.one)})`
  return [
    "const query = c.req.valid('query')",
    ...(hasIncludes(resource) ? ['const from = reading(db)'] : []),
    `const found = ${get}`,
    ...(versioned ? [`if (found === undefined) return ${notFound}`] : []),
    shownRow(resource),
    ...(versioned ? tagged : [`return c.json(${wrapped(service, `row ?? ${notFound}`)})`]),
  ]
}

/** Whether the client has it already is asked of what is kept, too. */
function taggedLines(resource: Resource, service: Service, found: string): string[] {
  const row = wrapped(service, 'row')
  if (isCached(resource)) return [`return c.json(${row}, 200, { ETag: etag(${found}) })`]
  return [
    `const headers = { ETag: etag(${found}) }`,
    `return isKnown(c, ${found}) ? c.body(null, 304, headers) : c.json(${row}, 200, headers)`,
  ]
}

/** `/:id` */
export function keyPath(resource: Resource): string {
  return literal(
    `/${ownKey(resource)
      .map((field) => `:${field.property}`)
      .join('/')}`,
  )
}
