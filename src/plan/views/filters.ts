import { fieldNamed, resourceNamed, seeingOperation } from '../../model/lookup.ts'
import type { Field, Filter, Resource, Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { type Code, code, mapCode, value } from '../code.ts'
import { filterFunction, type Operator, operatorsOf } from '../kinds/operators.ts'
import { parameterCode } from '../kinds/parameter.ts'
import { PATHS, resourcePath } from '../paths.ts'

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

/** Whether a list can be asked for some of its rows, or in another order than that of the key. */
export function isQueried({ operations, query }: Resource): boolean {
  return operations.includes('list') && query.filters.length + query.sorts.length > 0
}

/** Everything that the list of a resource can be filtered by. */
export function filterParameters(resource: Resource, service: Service): FilterParameter[] {
  if (!isQueried(resource)) return []
  return resource.query.filters.flatMap((filter) => {
    const end = endOf(filter, resource, service)
    return operatorsOf(end.field).map((operator) => ({
      ...end,
      name: operator === '' ? filter.name : `${filter.name}[${operator}]`,
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
  const one = parameterCode(field, resource)
  if (operator !== 'in') return mapCode(one, (text) => `${text}.optional()`)
  return {
    text: `listOf(${one.text}).optional()`,
    imports: [...one.imports, value('listOf', PATHS.parameters)],
  }
}

/** What it means in SQL: `atLeast(products.price)`. */
export function filterCode({ operator, field, resource, steps }: FilterParameter): Code {
  const make = filterFunction(operator, field)
  const own: Code = {
    text: `${make}(${resource.names.many}.${field.property})`,
    imports: [value(make, PATHS.filters), value(resource.names.many, resourcePath(resource, 'table'))],
  }
  return steps.toReversed().reduce(ledTo, own)
}

function ledTo(filter: Code, { from, field, to }: Step): Code {
  const [reference, key] = [`${from.names.many}.${field.property}`, `${to.names.many}.${field.reference?.key}`]
  const live = to.softDelete ? [`isNull(${to.names.many}.deletedAt)`] : []
  return {
    text: `leading(${[reference, key, filter.text, ...live].join(', ')})`,
    imports: [
      ...filter.imports,
      value('leading', PATHS.filters),
      value(from.names.many, resourcePath(from, 'table')),
      value(to.names.many, resourcePath(to, 'table')),
      ...(to.softDelete ? [value('isNull', 'drizzle-orm')] : []),
    ],
  }
}

/** What a filter looks at in other resources, by the rules of those: `{ reference, key, guard }`, the nearest first. */
export function lookCode({ steps }: FilterParameter, service: Service): Code | undefined {
  if (service.auth === undefined) return undefined
  return steps.toReversed().reduce<Code | undefined>((inner, { from, field, to }) => {
    const operation = seeingOperation(to) ?? 'get'
    const guard = `may${to.names.type}.${operation}`
    const members = [
      `reference: ${from.names.many}.${field.property}`,
      `key: ${to.names.many}.${field.reference?.key}`,
      `guard: ${guard}`,
      ...(inner === undefined ? [] : [`then: ${inner.text}`]),
    ]
    return {
      text: `{ ${members.join(', ')} }`,
      imports: [
        ...(inner?.imports ?? []),
        value(from.names.many, resourcePath(from, 'table')),
        value(to.names.many, resourcePath(to, 'table')),
        { name: `may as may${to.names.type}`, from: resourcePath(to, 'policy') },
      ],
    }
  }, undefined)
}

/** The name of a parameter as a property. */
export function parameterKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name)
}
