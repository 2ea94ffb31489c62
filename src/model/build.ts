import { invalid } from '../errors.ts'
import type { Description } from '../spec/spec.ts'
import { checkApart } from './apart.ts'
import { checkFieldNames } from './clashes.ts'
import { checkCycles } from './cycles.ts'
import { buildFields, type PlacedField } from './fields.ts'
import { deepFreeze } from './freeze.ts'
import { buildIndexes, IndexNames } from './indexes.ts'
import { checkInverses, inversesOf } from './inverses.ts'
import { type KeyPlan, planKeys } from './keys.ts'
import type { Field, Resource, Service } from './model.ts'
import { type NamedResource, nameResources } from './names.ts'
import { buildOperations } from './operations.ts'
import { Report } from './report.ts'
import { Targets } from './targets.ts'

/** The page sizes of a description that names none. */
const PAGE_SIZE = { default: 20, max: 100 }

/**
 * Resolves what a description means. Works in passes over all resources, so that a reference may stand before what
 * it refers to; throws everything that is wrong, with places, in the order of the text.
 *
 * @example
 * buildModel(parseDescription({ file: 'ashlar.yaml', text })).resources[0]?.table // 'products'
 */
export function buildModel(description: Description): Service {
  const { spec } = description
  const report = new Report(description)
  const named = nameResources(spec, report)
  const keys = planKeys(named, report)
  const fields = fieldsOfAll(description, { named, keys }, report)
  checkApart(fields, report)
  for (const placed of fields.values()) checkFieldNames(placed, report)
  checkInverses(fields, report)
  checkCycles(named, report)
  checkService(description, report)
  const resources = assemble(fields, keys, report)
  if (report.problems.length > 0) throw invalid(report.sorted())
  return deepFreeze({
    name: spec.name,
    description: spec.description ?? '',
    basePath: spec.api.basePath ?? '',
    pageSize: { ...PAGE_SIZE, ...spec.api.pageSize },
    resources,
  })
}

type Fields = ReadonlyMap<NamedResource, readonly PlacedField[]>
type Keys = ReadonlyMap<string, KeyPlan>

const MADE: KeyPlan = { fields: [], made: true }

function fieldsOfAll(
  { spec }: Description,
  { named, keys }: { named: readonly NamedResource[]; keys: Keys },
  report: Report,
): Fields {
  const targets = new Targets(spec, named, keys)
  return new Map(
    named.map((resource) => {
      const timestamps = resource.spec.timestamps ?? spec.defaults.timestamps ?? true
      const key = keys.get(resource.name) ?? MADE
      return [resource, buildFields({ resource, key, targets, timestamps }, report)]
    }),
  )
}

function assemble(all: Fields, keys: Keys, report: Report): Resource[] {
  const inverses = inversesOf(all)
  const indexNames = new IndexNames()
  return Array.from(all, ([resource, placed]) => {
    const fields = placed.map(({ field }) => field)
    const key = keyFields(fields, keys.get(resource.name) ?? MADE)
    const flagged = new Set(
      Object.entries(resource.spec.fields).flatMap(([name, field]) => (field.index ? [name] : [])),
    )
    return {
      names: resource.names,
      description: resource.spec.description ?? '',
      table: resource.table,
      path: resource.path,
      fields,
      key,
      operations: buildOperations(resource, placed, report),
      indexes: buildIndexes({ resource, fields: placed, key, flagged }, indexNames, report),
      inverses: inverses.get(resource.name) ?? [],
    }
  })
}

function keyFields(fields: readonly Field[], plan: KeyPlan): Field[] {
  if (plan.made) return fields.filter(({ made }) => made === 'uuidv7')
  return plan.fields.flatMap((name) => fields.find((field) => field.name === name) ?? [])
}

const SERVICE_PATHS = /^\/(?:auth|docs|graphql|health|metrics|openapi|ready)(?:\/|$)/

function checkService({ spec }: Description, report: Report): void {
  const { basePath = '', pageSize } = spec.api
  if (SERVICE_PATHS.test(basePath)) {
    const message = `the service answers \`${basePath}\` itself`
    report.add({ code: 'ASH2003', message, hint: 'type another, such as `/api`', at: ['api', 'basePath'] })
  }
  if (pageSize !== undefined && pageSize.default > pageSize.max) {
    const message = `the page size ${pageSize.default} is greater than the greatest, ${pageSize.max}`
    report.add({ code: 'ASH2005', message, hint: 'make `max` at least as great', at: ['api', 'pageSize', 'default'] })
  }
}
