import { didYouMean } from '../did-you-mean.ts'
import type { FieldSpec, SpecPath } from '../spec/spec.ts'
import { noAuth } from './access.ts'
import { copyProblem } from './copies.ts'
import type { PlacedField } from './fields.ts'
import { checkLiteral } from './literals.ts'
import type { Field, FieldDefault, FieldType, Inverse, ValueSource } from './model.ts'
import { tenantField } from './tenant-field.ts'
import { isNumber } from './types.ts'
import { expectField, hasUnreadFields, type Placed, type World } from './world.ts'

/** The keys of a field that say where its value comes from. */
const SOURCES = ['set', 'copy', 'sum', 'count'] as const

/** Whether the server sets a field, so that no request may. */
export function isServed(field: FieldSpec): boolean {
  return SOURCES.some((key) => field[key] !== undefined)
}

/** What a new row has in a field that is kept: nothing refers to it yet. Without anything to sum up, a sum with `?` is null. */
export function startOf({ sum, count, optional }: FieldSpec, type: FieldType): FieldDefault | undefined {
  if (count === undefined && (sum === undefined || optional)) return undefined
  const nothing = checkLiteral(type, 0)
  return 'value' in nothing ? { kind: 'literal', value: nothing.value } : undefined
}

interface Sourced {
  readonly placed: Placed
  readonly field: Field
  readonly spec: FieldSpec
  readonly at: SpecPath
}

/** Where the value of a field comes from; nothing when requests give it, or with a finding when it cannot. */
export function buildSource(world: World, placed: Placed, { field, spec, at }: PlacedField): ValueSource | undefined {
  if (spec === undefined) return undefined
  if (tenantField(world.spec, placed.named.name) === field.name) return { kind: 'tenant' }
  const [first, second] = SOURCES.filter((key) => spec[key] !== undefined)
  if (first === undefined) return undefined
  const sourced = { placed, field, spec, at: [...at, first] }
  if (second !== undefined) {
    const message = `\`${first}\` and \`${second}\` both say where the value comes from`
    return refuse(world, { at: [...at, second] }, message)
  }
  if (spec.default !== undefined) {
    const message = `\`${field.name}\` comes from \`${first}\`, and so needs no default`
    refuse(world, { at: [...at, 'default'] }, message, 'take the default away')
  }
  switch (first) {
    case 'set':
      return actor(world, sourced)
    case 'copy':
      return spec.copy && copied(world, sourced, spec.copy)
    case 'sum':
      return spec.sum && summed(world, sourced, spec.sum)
    case 'count':
      return spec.count === undefined ? undefined : counted(world, sourced, spec.count)
  }
}

function refuse(
  world: World,
  { at }: Pick<Sourced, 'at'>,
  message: string,
  hint = 'take one of the two out',
): undefined {
  world.report.add({ code: 'ASH2034', message, hint, at })
}

function actor(world: World, sourced: Sourced): ValueSource | undefined {
  const { auth } = world.spec
  const { field, spec } = sourced
  if (world.report.isUnread(['auth'])) return undefined
  if (auth === undefined) {
    world.report.add({ code: 'ASH2034', ...noAuth('`set(actor)`'), at: sourced.at })
    return undefined
  }
  const isUser = spec.type.kind === 'ref' && spec.type.resource === auth.user
  if (isUser || !world.resources.has(auth.user)) return { kind: 'actor' }
  const message = `\`${field.name}\` cannot hold who is signed in: that is a \`${auth.user}\``
  return refuse(world, sourced, message, `type \`ref ${auth.user} set(actor)\``)
}

function copied(world: World, sourced: Sourced, copy: NonNullable<FieldSpec['copy']>): ValueSource | undefined {
  const { placed, field, at } = sourced
  const mention = { at, code: 'ASH2035', wanted: 'to copy from' }
  const reference = expectField(placed, { ...mention, name: copy.reference }, world.report)
  if (reference === undefined) return undefined
  const target = world.resources.get(reference.field.reference?.resource ?? '')
  if (target === undefined) {
    if (reference.spec?.type.kind === 'ref') return undefined
    const hint = 'type a reference of this resource and a field of its target: `copy(product.price)`'
    return refuse(world, sourced, `\`${copy.reference}\` is no reference to copy from`, hint)
  }
  const found = expectField(target, { ...mention, name: copy.field, wanted: 'to copy' }, world.report)?.field
  if (found === undefined) return undefined
  const problem = copyProblem(field, found)
  if (problem !== undefined) {
    const message = `\`${field.name}\` cannot hold a copy of \`${target.named.name}.${found.name}\`, ${problem}`
    return refuse(world, sourced, message, 'give both the same type')
  }
  if (hides(found, field)) {
    const message = `\`${field.name}\` would show \`${target.named.name}.${found.name}\` to more than those who see it there`
    return refuse(
      world,
      sourced,
      message,
      found.readRoles ? `add \`read(${found.readRoles.join(', ')})\`` : 'add `internal`',
    )
  }
  if (found.optional && !field.optional) {
    const message = `\`${target.named.name}.${found.name}\` may be empty, and \`${field.name}\` may not`
    return refuse(world, sourced, message, 'type `?` behind the type')
  }
  if (reference.field.optional && !field.optional) {
    const message = `\`${copy.reference}\` may be empty, and \`${field.name}\`, which is copied along it, may not`
    return refuse(world, sourced, message, 'type `?` behind the type')
  }
  return { kind: 'copy', reference: reference.field.property, property: found.property }
}

/** Whether some who see a copy do not see what it is of. */
function hides(of: Field, copy: Field): boolean {
  if (!copy.readable) return false
  if (!of.readable) return true
  const { readRoles } = of
  return (
    readRoles !== undefined &&
    (copy.readRoles ?? [undefined]).some((role) => role === undefined || !readRoles.includes(role))
  )
}

function summed(world: World, sourced: Sourced, sum: NonNullable<FieldSpec['sum']>): ValueSource | undefined {
  const { field } = sourced
  if (!isNumber(field.type) || field.array) {
    return refuse(
      world,
      sourced,
      `\`${field.name}\` cannot hold a sum: it is no number`,
      'for example `decimal(12, 2) sum(...)`',
    )
  }
  const children = childrenNamed(world, { placed: sourced.placed, at: sourced.at }, sum.children)
  const child = world.resources.get(children?.resource ?? '')
  if (children === undefined || child === undefined) return undefined
  const factors = sum.factors.flatMap((name): string[] => {
    const mention = { name, at: sourced.at, code: 'ASH2035', wanted: 'to sum up' }
    const factor = expectField(child, mention, world.report)?.field
    if (factor === undefined) return []
    if (factor.made === 'version') {
      refuse(
        world,
        sourced,
        `\`${child.named.name}.${name}\` changes with every update`,
        'name fields that hold something',
      )
      return []
    }
    if (isNumber(factor.type) && !factor.array) return [factor.property]
    refuse(world, sourced, `\`${child.named.name}.${name}\` is no number to sum up`, 'name number fields')
    return []
  })
  return { kind: 'sum', children: children.name, factors }
}

const WHOLE: ReadonlySet<string> = new Set(['smallint', 'int', 'bigint'])

function counted(world: World, sourced: Sourced, name: string): ValueSource | undefined {
  const { field } = sourced
  if (!WHOLE.has(field.type.kind) || field.array) {
    return refuse(
      world,
      sourced,
      `\`${field.name}\` cannot hold a count: it is no whole number`,
      'for example `int count(...)`',
    )
  }
  const children = childrenNamed(world, { placed: sourced.placed, at: sourced.at }, name)
  return children && { kind: 'count', children: children.name }
}

/** Where the name of a relation stands, and the code when there is none of that name. */
interface Mentioned {
  readonly placed: Placed
  readonly at: SpecPath
  readonly code?: string
}

/** The relation to rows that refer to this one; nothing, and a finding, when there is none of that name. */
export function childrenNamed(
  world: World,
  { placed, at, code = 'ASH2035' }: Mentioned,
  name: string,
): Inverse | undefined {
  const found = placed.inverses.find((inverse) => inverse.name === name)
  // A relation may come from a field or a resource that could not be read.
  if (found !== undefined || hasUnread(world)) return found
  const known = placed.inverses.map((inverse) => inverse.name)
  const message = `nothing refers to \`${placed.named.name}\` under the name \`${name}\``
  const hint = didYouMean(name, known) ?? childrenHint(placed, known)
  world.report.add({ code, message, hint, at, word: name })
  return undefined
}

function childrenHint({ named }: Placed, known: readonly string[]): string {
  if (known.length > 0) return `what refers to it is called ${known.join(', ')}`
  return `let another resource refer to it: \`${named.name}: ref ${named.name}\``
}

/** Whether any field or resource could not be read, from which a relation might come. */
export function hasUnread({ resources, report }: World): boolean {
  if (report.hasUnreadIn(['resources'])) return true
  return [...resources.values()].some(
    (placed) => report.isUnread([...placed.named.at, 'parent']) || hasUnreadFields(placed, report),
  )
}
