import type { Problem } from '../errors.ts'
import { invalid } from '../errors.ts'
import type { Description, Spec } from '../spec/spec.ts'
import { checkApart } from './apart.ts'
import { rolesOf } from './auth.ts'
import type { ApiCase } from './casing.ts'
import { checkFieldNames } from './clashes.ts'
import { checkCycles } from './cycles.ts'
import { buildFields, type PlacedField } from './fields.ts'
import { deepFreeze } from './freeze.ts'
import { checkRenamedFields, checkRenamedResources } from './history.ts'
import { checkInverses, inversesOf } from './inverses.ts'
import { checkKept } from './kept-checks.ts'
import { type KeyPlan, planKeys } from './keys.ts'
import { buildLinks } from './links.ts'
import type { Link, Service } from './model.ts'
import { type NamedResource, nameResources } from './names.ts'
import { provenField } from './proven.ts'
import { Report } from './report.ts'
import { buildService } from './service.ts'
import { Targets } from './targets.ts'
import { tenantField } from './tenant-field.ts'
import type { Placed, World } from './world.ts'

/** What a description means, or everything that is wrong with it. */
export type Built = { readonly service: Service } | { readonly problems: readonly Problem[] }

/**
 * Resolves what a description means. Throws everything that is wrong with its text and its meaning, with places, in
 * the order of the text.
 *
 * @example
 * buildModel(parseDescription({ file: 'ashlar.yaml', text })).resources[0]?.table // 'products'
 */
export function buildModel(description: Description): Service {
  const built = tryModel(description)
  if ('problems' in built) throw invalid(built.problems)
  return built.service
}

/**
 * The same without throwing. Works in passes over all resources, so that a reference may stand before what it refers
 * to; where a part could not be read, the others are looked at all the same.
 */
export function tryModel(description: Description): Built {
  const { spec } = description
  const report = new Report(description)
  const named = nameResources(spec, report)
  const keys = planKeys(named, report)
  const targets = new Targets(spec, named, keys)
  const fields = new Map(named.map((resource) => [resource, fieldsOf(resource, { spec, keys, targets }, report)]))
  const links = new Map(
    named.map((resource) => [
      resource,
      buildLinks({ resource, key: keys.get(resource.name) ?? MADE, targets }, report),
    ]),
  )
  checkNames(fields, { links, apiCase: targets.apiCase }, report)
  checkCycles(named, report)
  const world = worldOf({ spec, report }, { keys, fields, links })
  const service = buildService(world)
  checkKept(service, report)
  return report.sorted().length > 0 ? { problems: report.sorted() } : { service: deepFreeze(service) }
}

const MADE: KeyPlan = { fields: [], made: true }

interface Context {
  readonly spec: Spec
  readonly keys: ReadonlyMap<string, KeyPlan>
  readonly targets: Targets
}

function fieldsOf(resource: NamedResource, { spec, keys, targets }: Context, report: Report): PlacedField[] {
  const { defaults } = spec
  const signsIn = spec.auth?.user === resource.name
  const makes = {
    timestamps: resource.spec.timestamps ?? defaults.timestamps ?? true,
    versioned: resource.spec.versioned ?? defaults.versioned ?? false,
    softDelete: resource.spec.softDelete ?? defaults.softDelete ?? false,
  }
  const proven = signsIn ? provenField(spec) : undefined
  const tenant = tenantField(spec, resource.name)
  const isGlobal = (name: string) => signsIn && spec.auth?.identifier === name
  const key = keys.get(resource.name) ?? MADE
  return buildFields({ resource, key, targets, signsIn, proven, tenant, isGlobal, makes }, report)
}

type Fields = ReadonlyMap<NamedResource, readonly PlacedField[]>
type Links = ReadonlyMap<NamedResource, readonly Link[]>

function checkNames(fields: Fields, { links, apiCase }: { links: Links; apiCase: ApiCase }, report: Report): void {
  checkApart(fields, links, report)
  checkRenamedResources([...fields.keys()], report)
  for (const [resource, placed] of fields) {
    const own = (links.get(resource) ?? []).map(({ name }) => ({ name, at: [...resource.at, 'fields', name] }))
    checkFieldNames({ fields: placed, links: own, apiCase }, report)
    checkRenamedFields(resource, report)
  }
  checkInverses(fields, { links, apiCase }, report)
}

function worldOf(
  { spec, report }: Pick<World, 'spec' | 'report'>,
  { keys, fields, links }: { readonly keys: Context['keys']; readonly fields: Fields; readonly links: Links },
): World {
  const inverses = inversesOf(fields)
  const resources = Array.from(fields, ([named, placed]): [string, Placed] => [
    named.name,
    {
      named,
      key: keys.get(named.name) ?? MADE,
      fields: placed,
      inverses: inverses.get(named.name) ?? [],
      links: links.get(named) ?? [],
    },
  ])
  return { spec, report, resources: new Map(resources), roles: rolesOf(spec, report) }
}
