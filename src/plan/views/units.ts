import { hasPages } from '../../model/linked.ts'
import type { Field, Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { importsOf, type, value } from '../code.ts'
import { selectCode } from '../kinds/answer.ts'
import { createCode, patchCode, pathCode } from '../kinds/body.ts'
import { columnCode } from '../kinds/column.ts'
import { environmentCode } from '../kinds/environment.ts'
import { PATHS } from '../paths.ts'
import { actionSchemaImports } from './actions.ts'
import { listQuery } from './list-query.ts'
import { upstreamCodeImports } from './upstream.ts'

/** What `src/http/scalars.ts` can have, each where a schema uses it. */
const SCALARS = [
  'text',
  'password',
  'slug',
  'email',
  'url',
  'bigInteger',
  'decimal',
  'time',
  'datetime',
  'json',
  'base64',
  'keyText',
  'pathInteger',
  'pageLimit',
] as const

/** What `src/db/columns.ts` can have. */
const COLUMNS = ['keyText', 'longKeyText', 'bytes', 'asText', 'asTexts'] as const

/** `src/http/scalars.ts`: the building blocks that some schema of this service uses, and no others. */
export function scalarsView(service: Service) {
  const used = namesFrom(PATHS.scalars, schemaImports(service))
  const bounds = used.has('bigInteger') || used.has('decimal')
  // The text of a key is text first, and so is a password.
  const text = used.has('text') || used.has('keyText') || used.has('password')
  const refusesText = text || used.has('url')
  const storable = refusesText || used.has('json')
  const password = used.has('password') ? [value('isWholePassword', PATHS.passwords)] : []
  const view = { ...flags(SCALARS, used), bounds, text, refusesText, storable }
  return { view, imports: [value('z', 'zod'), ...password] }
}

/** Whether there is anything in `src/http/scalars.ts`; else there is no such file. */
export function hasScalars(service: Service): boolean {
  return namesFrom(PATHS.scalars, schemaImports(service)).size > 0
}

/** `src/db/columns.ts`: the same for columns. */
export function columnsView(service: Service) {
  const used = usedColumns(service)
  const custom = ['keyText', 'longKeyText', 'bytes'].some((name) => used.has(name))
  const types = custom ? [value('customType', 'drizzle-orm/pg-core')] : []
  const texts =
    used.has('asText') || used.has('asTexts')
      ? [value('sql', 'drizzle-orm'), type('SQL', 'drizzle-orm'), type('PgColumn', 'drizzle-orm/pg-core')]
      : []
  return { view: flags(COLUMNS, used), imports: [...types, ...texts] }
}

/** Whether there is anything in `src/db/columns.ts`; else there is no such file. */
export function hasColumns(service: Service): boolean {
  return usedColumns(service).size > 0
}

function usedColumns({ resources }: Service): ReadonlySet<string> {
  const imports = resources.flatMap((resource) => resource.fields.flatMap((field) => columnImports(field, resource)))
  return namesFrom(PATHS.columns, imports)
}

function flags(names: readonly string[], used: ReadonlySet<string>): Record<string, boolean> {
  return Object.fromEntries(names.map((name) => [name, used.has(name)]))
}

function schemaImports(service: Service): ImportSymbol[] {
  const { resources, config } = service
  const fields = resources.flatMap((resource) => [
    ...resource.key.map((field) => pathCode(field, resource)),
    ...resource.fields.filter((field) => field.writable.create).map((field) => createCode(field, resource)),
    ...resource.fields.filter((field) => field.writable.update).map((field) => patchCode(field, resource)),
  ])
  return [
    ...importsOf(fields),
    ...resources.flatMap((resource) => listQuery(resource, service)?.imports ?? []),
    ...importsOf(config.map(environmentCode)),
    ...actionSchemaImports(service),
    ...service.upstreams.flatMap(upstreamCodeImports),
    ...(hasPages(service) ? [value('pageLimit', PATHS.scalars)] : []),
  ]
}

function columnImports(field: Field, resource: Resource): readonly ImportSymbol[] {
  return [...columnCode(field, resource).imports, ...(field.readable ? selectCode(field, 'table').imports : [])]
}

function namesFrom(path: string, imports: readonly ImportSymbol[]): ReadonlySet<string> {
  return new Set(imports.filter((symbol) => symbol.from === path).map((symbol) => symbol.name))
}
