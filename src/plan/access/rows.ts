import { fieldNamed, resourceNamed } from '../../model/lookup.ts'
import type { Field, Resource } from '../../model/model.ts'
import { levelsOf, ownKey } from '../../model/nesting.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { callText, chainText, objectText } from '../layout.ts'
import { isTenant } from '../views/tenants.ts'
import type { Aspect, Subject } from './aspects.ts'
import { matchCode, matchImports } from './match.ts'

/** Statements that make something of the kind that a parameter says. */
export interface Making {
  /** Of the function, with the parameters that it needs, and how they are passed. */
  readonly head: (name: string) => string
  readonly args: string
  /** Whether they say of which kind. */
  readonly asksKind: boolean
  readonly lines: readonly string[]
  readonly result: string
  readonly imports: readonly ImportSymbol[]
}

const INDENT = 4

/** How a test makes a row of each kind, and what the row is nested under. */
export function rowMaking(aspects: readonly Aspect[], subject: Subject, foreign: boolean): Making {
  const maker = new Maker(aspects, subject, { foreign: foreign ? 'foreign' : undefined })
  const collection = maker.collection()
  const row = maker.row(subject.root)
  const key = subject.root.key.map(({ property }): [string, string] => [property, `${row}.${property}`])
  const parts = ownKey(subject.root)
    .map(({ property }) => `${row}.${property}`)
    .join(', ')
  maker.lines.push(`const collection = ${collection}`)
  const address = `itemPath(collection, [${parts}])`
  return maker.making({ collection: 'collection', address, key: objectText(Object.fromEntries(key)) })
}

/** How a test makes a row that may be linked to others. */
export function endMaking(aspects: readonly Aspect[], subject: Subject, options: MakerOptions): Making {
  const maker = new Maker(aspects, subject, options)
  const { root, service } = subject
  const row = maker.row(root)
  const parts = root.key.map(({ property }) => `${row}.${property}`)
  const key = root.key.map(({ property }): [string, string] => [property, `${row}.${property}`])
  const address = `itemPath(${literal(`${service.basePath}${root.path}`)}, [${parts.join(', ')}])`
  return maker.making({ address, key: objectText(Object.fromEntries(key)) })
}

/** How a test makes the body of a create. */
export function bodyMaking(aspects: readonly Aspect[], subject: Subject, foreign: boolean): Making {
  const maker = new Maker(aspects, subject, { foreign: foreign ? 'foreign' : undefined })
  const collection = maker.collection()
  const start = `${maker.from}.body.${subject.root.names.one}(`
  const before = `return { collection, body: await ${start}`.length
  const body = `${start}${maker.given(subject.root, { inBody: true, before })})`
  maker.lines.push(`const collection = ${collection}`)
  return maker.making({ collection: 'collection', body: `await ${body}` })
}

/** How a test makes what would give a row to somebody else. */
export function giftMaking({ root, service }: Subject): Pick<Making, 'lines' | 'result'> {
  const lines: string[] = []
  const [property = '', ...rest] = root.owner ?? []
  return { lines, result: objectText({ [property]: keyOf(root, property, rest) }) }

  function keyOf(resource: Resource, name: string, [next, ...others]: readonly string[]): string {
    if (next === undefined) return 'asker.other'
    const { reference } = fieldNamed(resource, name)
    const target = resourceNamed(service, reference?.resource ?? '')
    const inner = keyOf(target, next, others)
    lines.push(`const ${target.names.one} = await t.make.${target.names.one}({ ${next}: ${inner} })`)
    return `${target.names.one}.${reference?.key}`
  }
}

/** Whether a body can say all that the rules of a create tell rows apart by. */
export function isGivable(aspect: Aspect, { root, service }: Subject): boolean {
  if (aspect.of !== root) return true
  if (aspect.property !== undefined) return isOpen(fieldNamed(root, aspect.property))
  return root.names.one !== service.auth?.user
}

/** Whether a row belongs to who makes it, whatever the body says. */
export function isActors(aspect: Aspect, { root }: Subject): boolean {
  const [property, ...rest] = root.owner ?? []
  if (aspect.of !== root || aspect.property !== undefined || property === undefined || rest.length > 0) return false
  return fieldNamed(root, property).source?.kind === 'actor'
}

function isOpen({ writable, writeRoles }: Field): boolean {
  return writable.create && writeRoles === undefined
}

/** What a test says of the kind of a row by. */
export interface MakerOptions {
  /** The property by which a kind says that the row is of another tenant, where it may. */
  readonly foreign?: string | undefined
  /** The type that says of which kind. */
  readonly kind?: string
}

class Maker {
  readonly lines: string[] = []
  readonly #imports: ImportSymbol[] = []
  readonly #aspects: readonly Aspect[]
  readonly #subject: Subject
  readonly #kind: string
  readonly #names = new Set<string>()
  readonly #foreign: string | undefined
  /** The variable with what makes rows: of the tenant of who asks, or of another one. */
  readonly from: 't' | 'from'
  #asksCaller = false

  constructor(aspects: readonly Aspect[], subject: Subject, { foreign, kind = 'RowKind' }: MakerOptions) {
    this.#kind = kind
    this.#aspects = aspects
    this.#subject = subject
    this.#foreign = foreign
    this.from = foreign !== undefined && !isTenant(subject.root, subject.service) ? 'from' : 't'
    if (this.from === 'from') this.lines.push(`const from = ${foreign} ? await t.elsewhere() : t`)
  }

  /** Makes what the rows are nested under; the address of their list. */
  collection(): string {
    const { root, service } = this.#subject
    const levels = levelsOf(root, service)
    const start = literal(`${service.basePath}${(levels[0]?.parent ?? root).path}`)
    return levels.reduce((base, { child, field, parent }) => {
      const around = this.row(parent)
      return `\`\${itemPath(${base}, [${around}.${field.reference?.key}])}${child.path}\``
    }, start)
  }

  /** Makes a row; the variable that holds it. */
  row(resource: Resource): string {
    const { root, service } = this.#subject
    const name = this.#named(resource === root ? 'row' : resource.names.one)
    const make = `await ${this.from}.make.${resource.names.one}(`
    const key = resource.key[0]?.property ?? ''
    if (resource.names.one === service.auth?.user) {
      const own = this.#aspectOf(resource, undefined)
      this.#asksCaller ||= own !== undefined
      const who = own === undefined ? `${make})` : `{ ${key}: ${own.name} ? me : other }`
      this.lines.push(
        `const ${name} = ${own !== undefined && this.#foreign !== undefined ? `${this.#foreign} ? ${make}) : ` : ''}${who}`,
      )
    } else if (isTenant(resource, service)) {
      const foreign = this.#foreign === undefined ? '' : `${this.#foreign} ? ${make}) : `
      this.lines.push(`const ${name} = ${foreign}{ ${key}: t.tenant }`)
    } else {
      const start = `const ${name} = ${make}`
      this.lines.push(`${start}${this.given(resource, { before: start.length })})`)
    }
    this.#settle(resource, name)
    return name
  }

  /** What a row, or a body, is given beside its sample. */
  given(resource: Resource, { inBody = false, before = 0 } = {}): string {
    const { service } = this.#subject
    const members: Record<string, string> = {}
    const level = levelsOf(resource, service).at(-1)
    if (level !== undefined && !inBody) {
      members[level.field.property] = `${level.parent.names.one}.${level.field.reference?.key}`
    }
    const own = this.#aspectOf(resource, undefined)
    const [property] = resource.owner ?? []
    if (own !== undefined && property !== undefined && !(inBody && isActors(own, this.#subject))) {
      members[property] = this.#owner(resource, resource.owner ?? [], own)
    }
    for (const aspect of this.#valuesOf(resource)) {
      if (fieldNamed(resource, aspect.property).writable.create) members[aspect.property] = aspect.name
    }
    return Object.keys(members).length === 0 ? '' : shorthand(objectText(members, { indent: INDENT, before }))
  }

  making(result: Readonly<Record<string, string>>): Making {
    const foreign = this.#foreign === undefined ? [] : [`${this.#foreign} = false`]
    const named = [...foreign, ...this.#aspects.map(({ name, values }) => `${name} = ${literal(values[0])}`)]
    const parameters = [
      ...(named.length === 0 ? [] : [`{ ${named.join(', ')} }: ${this.#kind}`]),
      ...(this.#asksCaller ? ['{ me, other }: Asker'] : []),
    ]
    const args = [...(named.length === 0 ? [] : ['kind']), ...(this.#asksCaller ? ['asker'] : [])]
    return {
      head: (name) => callText(`async function ${name}`, parameters, { indent: 2, tail: ' {' }),
      args: args.join(', '),
      asksKind: named.length > 0,
      lines: this.lines,
      result: shorthand(objectText(result, { indent: INDENT, before: 'return '.length })),
      imports: this.#imports,
    }
  }

  /** The key of what a row belongs to, made on the way where others stand between. */
  #owner(resource: Resource, [property = '', ...rest]: readonly string[], own: Aspect): string {
    if (rest.length === 0) {
      this.#asksCaller = true
      return `${own.name} ? me : other`
    }
    const { reference } = fieldNamed(resource, property)
    const target = resourceNamed(this.#subject.service, reference?.resource ?? '')
    const [next = ''] = rest
    const code = this.#owner(target, rest, own)
    const name = this.#named(target.names.one)
    this.lines.push(`const ${name} = await ${this.from}.make.${target.names.one}({ ${next}: ${code} })`)
    return `${name}.${reference?.key}`
  }

  /** Values that no create takes. */
  #settle(resource: Resource, row: string): void {
    const { names } = resource
    const isThere = names.one === this.#subject.service.auth?.user || isTenant(resource, this.#subject.service)
    const late = this.#valuesOf(resource).filter(
      ({ property }) => isThere || !fieldNamed(resource, property).writable.create,
    )
    if (late.length === 0) return
    const set = late.map(({ property, name }) => (property === name ? name : `${property}: ${name}`)).join(', ')
    const calls = [`update(${names.many})`, `set({ ${set} })`, `where(${matchCode(resource, row)})`]
    this.lines.push(chainText('await t.db', calls, { indent: INDENT }))
    this.#imports.push(...matchImports(resource))
  }

  #aspectOf(resource: Resource, property: string | undefined): Aspect | undefined {
    return this.#aspects.find((aspect) => aspect.of.names.one === resource.names.one && aspect.property === property)
  }

  #valuesOf(resource: Resource): (Aspect & { readonly property: string })[] {
    return this.#aspects.flatMap((aspect) =>
      aspect.of.names.one === resource.names.one && aspect.property !== undefined
        ? [{ ...aspect, property: aspect.property }]
        : [],
    )
  }

  #named(wanted: string): string {
    const name = this.#names.has(wanted) ? `${wanted}OfOwner` : wanted
    this.#names.add(name)
    return name
  }
}

/** `{ published: published }` as it is written. */
function shorthand(text: string): string {
  return text.replaceAll(/\b(\w+): \1(?=[ ,])/g, '$1')
}

/** Whether some resource stands twice in what a test makes, so that its aspects could not be told apart. */
export function isAmbiguous({ root, service }: Subject): boolean {
  const made = [...levelsOf(root, service).map(({ parent }) => parent.names.one), root.names.one]
  return new Set(made).size < made.length
}
