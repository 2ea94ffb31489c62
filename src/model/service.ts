import type { SpecPath } from '../spec/spec.ts'
import { buildAccess, roleComplaint } from './access.ts'
import { buildActions } from './actions.ts'
import { buildAuth } from './auth.ts'
import { buildConfig } from './config.ts'
import { buildCreateWith } from './created-with.ts'
import { checkExternal } from './external.ts'
import type { PlacedField } from './fields.ts'
import { buildBackfill } from './history.ts'
import { checkHooks } from './hook-checks.ts'
import { checkIdempotency } from './idempotency.ts'
import { IndexNames } from './index-names.ts'
import { buildIndexes, type IndexContext } from './indexes.ts'
import type { Field, Parent, Resource, Service } from './model.ts'
import { nameResource } from './names.ts'
import { checkNewAccounts } from './oidc.ts'
import { buildOperations } from './operations.ts'
import { buildOwner, buildParent, checkParents } from './owners.ts'
import { buildProtection, checkCache } from './protection.ts'
import { buildQuery, NO_QUERY } from './query.ts'
import { buildSource } from './sources.ts'
import { buildTenant, checkTenant } from './tenancy.ts'
import { buildUpstreams } from './upstreams.ts'
import { isSoft, type Placed, type World } from './world.ts'

/** How long a request may take where a description says nothing of it, in milliseconds. */
const USUAL_TIMEOUT_MS = 10_000

/** The page sizes of a description that names none. */
const PAGE_SIZE = { default: 20, max: 100 }

/** The whole service, once names, fields and relations are known; what is wrong goes into the report. */
export function buildService(world: World): Service {
  const { spec } = world
  checkApi(world)
  checkTenant(world)
  const auth = buildAuth(world)
  const parents = new Map<Placed, Parent>()
  for (const placed of world.resources.values()) {
    const parent = buildParent(world, placed)
    if (parent !== undefined) parents.set(placed, parent)
  }
  checkParents(parents, world)
  const placed = [...world.resources.values()]
  const indexing: IndexContext = {
    names: new IndexNames(placed),
    queries: new Map(placed.map((one) => [one, buildQuery(world, one)])),
  }
  const resources = placed.map((one) => buildResource(world, one, { indexing, parent: parents.get(one) }))
  checkIdempotency(world, resources)
  if (auth !== undefined) checkNewAccounts(world, auth, resources)
  return {
    name: spec.name,
    description: spec.description ?? '',
    basePath: spec.api.basePath ?? '',
    pageSize: { ...PAGE_SIZE, ...spec.api.pageSize },
    api: {
      case: spec.api.case ?? 'camel',
      envelope: spec.api.envelope ?? 'data',
      openapi: spec.api.openapi ?? '3.1',
      rpc: spec.api.rpc ?? false,
    },
    auth,
    tenant: spec.tenant,
    config: buildConfig(world),
    deploy: spec.deploy ?? [],
    timeout: USUAL_TIMEOUT_MS,
    resources,
    upstreams: buildUpstreams(world),
  }
}

interface Shared {
  readonly indexing: IndexContext
  readonly parent: Parent | undefined
}

function buildResource(world: World, placed: Placed, { indexing, parent }: Shared): Resource {
  const { named, inverses, links } = placed
  const { spec } = named
  const fields = placed.fields.map((field) => completed(world, placed, field))
  const key = keyOf(placed, fields)
  const operations = buildOperations(named, placed.fields, world)
  const access = buildAccess(world, placed, operations)
  const protection = buildProtection(world, placed)
  checkCache(world, placed, { ...protection, access, fields })
  checkHooks(named, operations, world.report)
  checkExternal(named, world.report)
  const ownKey = key.filter(({ property }) => property !== parent?.property)
  return {
    names: named.names,
    description: spec.description ?? '',
    table: named.table,
    path: named.path,
    fields,
    key,
    operations,
    // Those of a table of the project are its own business.
    indexes: spec.external === undefined ? buildIndexes(world, placed, indexing) : [],
    inverses,
    links,
    renamedFrom: spec.renamedFrom,
    former: spec.renamedFrom === undefined ? undefined : nameResource(spec.renamedFrom, spec),
    external: spec.external,
    softDelete: isSoft(world, placed),
    versioned: spec.versioned ?? world.spec.defaults.versioned ?? false,
    idempotent: spec.idempotent ?? world.spec.defaults.idempotent ?? false,
    ...protection,
    access,
    owner: buildOwner(world, placed),
    parent,
    tenant: buildTenant(world, placed),
    query: indexing.queries.get(placed) ?? NO_QUERY,
    createWith: buildCreateWith(world, placed),
    hooks: spec.hooks ?? [],
    actions: buildActions(world, { placed, key: ownKey, operations }),
  }
}

/** A field with what could not be known before all others were. */
function completed(world: World, placed: Placed, field: PlacedField): Field {
  checkFieldRoles(world, field)
  const source = buildSource(world, placed, field)
  return { ...field.field, source, backfill: buildBackfill(world, placed, field) }
}

function checkFieldRoles(world: World, { spec, at }: PlacedField): void {
  for (const key of ['read', 'write'] as const) {
    for (const role of spec?.[key] ?? []) {
      const complaint = roleComplaint(world, role)
      if (complaint !== undefined) world.report.add({ ...complaint, at: [...at, key], word: role })
    }
  }
}

function keyOf({ key }: Placed, fields: readonly Field[]): Field[] {
  if (key.made) return fields.filter(({ made }) => made === 'uuidv7')
  return key.fields.flatMap((name) => fields.find((field) => field.name === name) ?? [])
}

const SERVICE_PATHS = /^\/(?:auth|docs|graphql|health|metrics|openapi|ready|startup)(?:\/|$)/

function checkApi({ spec, report }: World): void {
  const { basePath = '', pageSize } = spec.api
  const add = (code: string, words: { message: string; hint: string }, at: SpecPath): void =>
    report.add({ code, ...words, at })
  if (SERVICE_PATHS.test(basePath)) {
    const message = `the service answers \`${basePath}\` itself`
    add('ASH2003', { message, hint: 'type another, such as `/api`' }, ['api', 'basePath'])
  }
  if (pageSize !== undefined && pageSize.default > pageSize.max) {
    const message = `the page size ${pageSize.default} is greater than the greatest, ${pageSize.max}`
    add('ASH2005', { message, hint: 'make `max` at least as great' }, ['api', 'pageSize', 'default'])
  }
}
