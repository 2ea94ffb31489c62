import { fieldNamed, resourceNamed } from '../../model/lookup.ts'
import type { Condition, Field, Resource, Rule, Service } from '../../model/model.ts'
import { constant, otherConstant } from '../kinds/sample.ts'

/** What rules tell rows apart by: whether one belongs to who asks, or the value of a property. */
export interface Aspect {
  /** Among all that tell the rows of a resource apart: `own`, `published`, `ownPost`, `postPublished`. */
  readonly name: string
  /** The resource that has it: the one that is asked for, or one that it is nested under. */
  readonly of: Resource
  /** Undefined: whether it belongs to who asks. */
  readonly property: string | undefined
  readonly values: readonly unknown[]
}

/** A row as far as rules are concerned: the values of its aspects, by their names. */
export type Kind = Readonly<Record<string, unknown>>

/** The resource whose rows are told apart, and the service that it is of. */
export interface Subject {
  readonly root: Resource
  readonly service: Service
}

const COMPARED: ReadonlySet<string> = new Set(['boolean', 'enum', 'string', 'text', 'slug', 'smallint', 'int'])

/** What some rules tell rows apart by; undefined where tests have no way to make such rows. */
export function aspectsOf(asked: readonly Asked[], subject: Subject): readonly Aspect[] | undefined {
  const aspects = new Map<string, Aspect>()
  for (const { rule, of } of asked) {
    if (rule.who.kind === 'owner' || rule.who.kind === 'self') {
      const owned = ownedOf(of, subject.service)
      if (owned === undefined) return undefined
      const name = ownName(owned, subject)
      aspects.set(name, { name, of: owned, property: undefined, values: [true, false] })
    }
    if (rule.where === undefined) continue
    const name = valueName(of, rule.where.property, subject)
    const values = comparedValues(fieldNamed(of, rule.where.property), [
      ...(aspects.get(name)?.values ?? []),
      rule.where.value,
    ])
    if (values === undefined) return undefined
    aspects.set(name, { name, of, property: rule.where.property, values })
  }
  return [...aspects.values()]
}

/** A rule, and the resource on whose rows it is asked. */
export interface Asked {
  readonly rule: Rule
  readonly of: Resource
}

/** Rules with those of the parent in place of `parent`; `where` behind it is asked of the row itself. */
export function resolved(rules: readonly Rule[], of: Resource, service: Service, reads: boolean): readonly Asked[][] {
  return rules.flatMap((rule): Asked[][] => {
    if (rule.who.kind !== 'parent') return [[{ rule, of }]]
    const parent = resourceNamed(service, of.parent?.resource ?? '')
    const outer = resolved(parent.access?.[reads ? 'get' : 'update'] ?? [], parent, service, reads)
    const own: Asked[] = rule.where === undefined ? [] : [{ rule: { who: { kind: 'public' }, where: rule.where }, of }]
    return outer.map((all) => [...all, ...own])
  })
}

/** Every row that aspects can make, the first values first. */
export function kindsOf(aspects: readonly Aspect[]): readonly Kind[] {
  return aspects.reduce<Kind[]>(
    (kinds, { name, values }) => kinds.flatMap((kind) => values.map((value) => ({ ...kind, [name]: value }))),
    [{}],
  )
}

/** Where the reference to the owner stands, which may be in what a row is nested under. */
export function ownedOf(resource: Resource, service: Service): Resource | undefined {
  if (resource.names.one === service.auth?.user) return resource
  const [first, ...rest] = resource.owner ?? []
  if (first === undefined) return undefined
  if (first !== resource.parent?.property) return resource
  const parent = resourceNamed(service, resource.parent.resource)
  const isSame = rest.length === 0 ? parent.names.one === service.auth?.user : rest.join() === parent.owner?.join()
  return isSame ? ownedOf(parent, service) : undefined
}

export function ownName({ names }: Resource, { root }: Subject): string {
  return names.one === root.names.one ? 'own' : `own${names.type}`
}

export function valueName({ names }: Resource, property: string, { root }: Subject): string {
  return names.one === root.names.one ? property : `${names.one}${property.charAt(0).toUpperCase()}${property.slice(1)}`
}

/** Whether a row of a kind fulfils a condition. */
export function fulfils(kind: Kind, { property, value }: Condition, of: Resource, subject: Subject): boolean {
  return kind[valueName(of, property, subject)] === value
}

/** What is asked for, and something else if there is any; undefined where two rows could not both have it. */
function comparedValues({ type, array, unique }: Field, asked: readonly unknown[]): readonly unknown[] | undefined {
  if (array || unique || !COMPARED.has(type.kind)) return undefined
  const wanted = [...new Set(asked)]
  const candidates =
    type.kind === 'boolean' ? [true, false] : [constant(type), otherConstant(type), ...enumValues(type)]
  const [other] = candidates.filter((value) => !wanted.includes(value))
  return [...new Set([...wanted, ...(other === undefined ? [] : [other])])]
}

function enumValues(type: Field['type']): readonly unknown[] {
  return type.kind === 'enum' ? type.values : []
}
