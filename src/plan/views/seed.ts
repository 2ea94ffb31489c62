import { resourceNamed } from '../../model/lookup.ts'
import type { Field, Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { tellsApart } from '../kinds/distinct.ts'
import { propertyText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { requiredReferences } from './factories.ts'

/** `tests/support/seed.ts`: each resource behind those that its rows refer to. */
export function seedView(service: Service) {
  const resources = inOrder(service)
  const rows = resources.map((resource, at) => rowView(resource, resources.slice(0, at), service))
  const hasIds =
    resources.some(({ key }) => key.some(isMade)) || rows.some(({ references }) => usesAny(references, 'idOf('))
  const all = rows.flatMap(({ references }) => references)
  return {
    view: { resources: rows, hasIds, refers: usesAny(all, 'refer('), few: usesAny(all, 'few(') },
    imports: [
      type('PgTable', 'drizzle-orm/pg-core'),
      type('Db', PATHS.executor),
      value('samples', PATHS.testSamples),
      ...(hasIds ? [value('createHash', 'node:crypto'), value('v7 as uuidv7', 'uuid')] : []),
      ...resources.flatMap(importsOf),
    ],
  }
}

interface Reference {
  readonly text: string
}

function usesAny(references: readonly Reference[], call: string): boolean {
  return references.some(({ text }) => text.includes(call))
}

/** What a row cannot be without is made before it; of resources that wait for nothing the first one comes first. */
function inOrder({ resources }: Service): readonly Resource[] {
  const ordered: Resource[] = []
  let left = [...resources]
  while (left.length > 0) {
    const waiting = new Set(left.map(({ names }) => names.one))
    const next = left.find((resource) =>
      requiredReferences(resource).every(({ reference }) => !waiting.has(reference?.resource ?? '')),
    )
    if (next === undefined) throw new Error('required references go round')
    ordered.push(next)
    left = left.filter((resource) => resource !== next)
  }
  return ordered
}

function rowView(resource: Resource, before: readonly Resource[], service: Service) {
  const { names, key, fields } = resource
  const there = new Set(before.map((one) => one.names.one))
  const given = fields.filter((field) => field.reference !== undefined && field.writable.create)
  return {
    one: names.one,
    newType: names.newType,
    table: names.many,
    ids: key.filter(isMade).map((field) => ({ text: propertyText(field.property, idCode(resource, 'n'), 8) })),
    references: given.flatMap((field): Reference[] => {
      const code = referenceCode(field, resource, { there, service })
      return code === undefined ? [] : [{ text: propertyText(field.property, code, 10) }]
    }),
  }
}

function isMade({ made }: Field): boolean {
  return made === 'uuidv7'
}

function idCode({ names }: Resource, n: string): string {
  return `idOf(${literal(names.one)}, ${n})`
}

interface Known {
  readonly there: ReadonlySet<string>
  readonly service: Service
}

/** Which row a row refers to: another one each where no two may have the same, else several have one. */
function referenceCode(field: Field, resource: Resource, { there, service }: Known): string | undefined {
  const { reference } = field
  if (reference === undefined) return undefined
  const isAlone = tellsApart(field, resource)
  const target = resourceNamed(service, reference.resource)
  if (target === resource) {
    if (!resource.key.every(isMade)) return undefined
    return `n === 0 ? null : ${idCode(resource, isAlone ? 'n - 1' : 'few(n - 1)')}`
  }
  if (!there.has(target.names.one)) return undefined
  return `refer(made.${target.names.one}, ${isAlone ? 'n' : 'few(n)'}, ${literal(reference.key)})`
}

function importsOf(resource: Resource): ImportSymbol[] {
  const { names } = resource
  return [value(names.newType, resourcePath(resource, 'schema')), value(names.many, resourcePath(resource, 'table'))]
}
