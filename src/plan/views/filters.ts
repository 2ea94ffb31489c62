import { deletedAtOf, fieldNamed, resourceNamed, seeingOperation } from '../../model/lookup.ts'
import type { Field, Filter, Resource, Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { type Code, code, mapCode, value } from '../code.ts'
import { filterFunction, type Operator, operatorsOf } from '../kinds/operators.ts'
import { parameterCode, partCode } from '../kinds/parameter.ts'
import { type Call, nestedCallText, objectText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { apiName } from './api-names.ts'

/** A parameter that a list can be filtered by: `price[gte]`. */
export interface FilterParameter {
  readonly name: string
  readonly operator: Operator
  /** The field that it looks at, in the list's own resource or in one that references lead to. */
  readonly field: Field
  /** Of that field. */
  readonly resource: Resource
  /** The references on the way there, each with the resource that it leads to. */
  readonly steps: readonly Step[]
}

/** A reference on the way to a field. */
export interface Step {
  readonly from: Resource
  readonly field: Field
  readonly to: Resource
}

/** Whether a list can be asked for more than its pages: some of its rows, another order, or what they are related to. */
export function isQueried({ operations, query }: Resource): boolean {
  return operations.includes('list') && Object.values(query).some((offered) => offered.length > 0)
}

/** Whether a list can be searched. */
export function isSearched({ operations, query }: Resource): boolean {
  return operations.includes('list') && query.search.length > 0
}

/** Everything that the list of a resource can be filtered by. */
export function filterParameters(resource: Resource, service: Service): FilterParameter[] {
  if (!isQueried(resource)) return []
  return resource.query.filters.flatMap((filter) => {
    const end = endOf(filter, resource, service)
    return operatorsOf(end.field).map((operator) => ({
      ...end,
      name: operator === '' ? filter.name : `${filter.name}[${apiName(operator, service)}]`,
      operator,
    }))
  })
}

function endOf(
  { way }: Filter,
  resource: Resource,
  service: Service,
): Pick<FilterParameter, 'field' | 'resource' | 'steps'> {
  const steps: Step[] = []
  let at = resource
  for (const property of way.slice(0, -1)) {
    const field = fieldNamed(at, property)
    const to = resourceNamed(service, field.reference?.resource ?? '')
    steps.push({ from: at, field, to })
    at = to
  }
  return { field: fieldNamed(at, way.at(-1) ?? ''), resource: at, steps }
}

/** The Zod schema of a parameter. */
export function filterSchema({ operator, field, resource }: FilterParameter): Code {
  if (operator === 'null') return code('flag().optional()', value('flag', PATHS.parameters))
  const one = isPart(operator) && !field.array ? partCode(field) : parameterCode(field, resource)
  if (operator !== 'in') return mapCode(one, (text) => `${text}.optional()`)
  return {
    text: `listOf(${one.text}).optional()`,
    imports: [...one.imports, value('listOf', PATHS.parameters)],
  }
}

/** Whether it is given a part of a text. */
function isPart(operator: Operator): boolean {
  return operator === 'contains' || operator === 'startsWith'
}

/** What it means in SQL, behind `before` characters: `atLeast(products.price)`. */
export function filterCode({ operator, field, resource, steps }: FilterParameter, before = 0): Code {
  const make = filterFunction(operator, field)
  const own: Call = { head: make, args: [`${resource.names.many}.${field.property}`] }
  const call = steps.toReversed().reduce(ledTo, own)
  return {
    text: nestedCallText(call, { indent: 2, before, after: 1 }),
    imports: [
      value(make, PATHS.filters),
      value(resource.names.many, resourcePath(resource, 'table')),
      ...steps.flatMap(({ from, to }) => [
        value('leading', PATHS.filters),
        value(from.names.many, resourcePath(from, 'table')),
        value(to.names.many, resourcePath(to, 'table')),
        ...(to.softDelete ? [value('isNull', 'drizzle-orm')] : []),
      ]),
    ],
  }
}

function ledTo(filter: Call, { from, field, to }: Step): Call {
  const [reference, key] = [`${from.names.many}.${field.property}`, `${to.names.many}.${field.reference?.key}`]
  const live = to.softDelete ? [`isNull(${to.names.many}.${deletedAtOf(to)})`] : []
  return { head: 'leading', args: [reference, key, filter, ...live] }
}

/** The references that a filter follows, as they are written: `order.customer`. */
export function wayOf({ steps }: FilterParameter): string {
  return steps.map(({ field }) => field.reference?.relation).join('.')
}

/** Who is shown the rows on the way of a filter: `{ reference, key, guard }`, the nearest first; undefined where everybody is. */
export function lookCode({ steps }: FilterParameter, before = 0): Code | undefined {
  if (steps.every(({ to }) => isShownToAll(to))) return undefined
  return looksFrom(steps, { indent: 2, before })
}

function isShownToAll({ access, ...resource }: Resource): boolean {
  const rules = access?.[seeingOperation({ access, ...resource }) ?? 'get']
  return access === undefined || (rules ?? []).some(({ who, where }) => who.kind === 'public' && where === undefined)
}

function looksFrom([step, ...further]: readonly Step[], place: Parameters<typeof objectText>[1]): Code | undefined {
  if (step === undefined) return undefined
  const { from, field, to } = step
  const inner = looksFrom(further, { indent: 4, before: 'further: '.length })
  const members = {
    reference: `${from.names.many}.${field.property}`,
    key: `${to.names.many}.${field.reference?.key}`,
    guard: `may${to.names.type}.${seeingOperation(to) ?? 'get'}`,
    ...(inner === undefined ? {} : { further: inner.text }),
  }
  return {
    text: objectText(members, place),
    imports: [
      ...(inner?.imports ?? []),
      value(from.names.many, resourcePath(from, 'table')),
      value(to.names.many, resourcePath(to, 'table')),
      value(`may as may${to.names.type}`, resourcePath(to, 'policy')),
    ],
  }
}

/** The name of a parameter as a property. */
export function parameterKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name)
}
