import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'rolldown/parseAst'
import { describe, expect, test } from 'vitest'
import { actionNames } from '../../../src/model/acting.ts'
import type { Resource } from '../../../src/model/model.ts'
import { freeType, freeVariable } from '../../../src/model/taken.ts'
import { upperFirst } from '../../../src/plan/views/openapi-parts.ts'
import { example, modelOf } from './model-of.ts'

/** The files in which tables and types of resources stand beside names that every service has. */
const BESIDE = /(?:resources\/.*\.(?:table|queries|kept|routes|test)|db\/relations|support\/factories)\.ts$/

const GOLDEN = new URL('../../golden/', import.meta.url).pathname

describe('what generated files call things of their own is taken', () => {
  test.each(['shop', 'northwind', 'kinds', 'names', 'records', 'links', 'legacy'])('%s', (name) => {
    const derived = new Set(example(name).resources.flatMap(derivedNames))
    const folder = join(GOLDEN, name, 'expected')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => BESIDE.test(path))
    const used = new Set(files.flatMap((path) => identifiersIn(readFileSync(join(folder, path), 'utf8'))))
    const own = [...used].filter((name) => !derived.has(name) && /^[A-Za-z]/.test(name) && !LANGUAGE.has(name))
    expect(own).toContain('placesFor')
    expect(own.filter((name) => freeVariable(name) === name && freeType(name) === name)).toEqual([])
  })
})

test.each(['kinds', 'links', 'long', 'members'])('of types that is so too where there are no tables: %s', (name) => {
  const derived = new Set(example(name).resources.flatMap(derivedNames))
  const folder = join(GOLDEN, name, 'expected')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.rpc.ts'))
  const used = new Set(files.flatMap((path) => identifiersIn(readFileSync(join(folder, path), 'utf8'))))
  const own = [...used].filter((name) => !derived.has(name) && /^[A-Z]/.test(name))
  expect(own).toContain('Row')
  expect(own.filter((name) => freeType(name) === name)).toEqual([])
})

test.each(['pageInfo', 'problem', 'invalidValue', 'serviceStatus', 'readiness'])(
  'the schema of %s is not that of the service',
  (name) => {
    const { names } = modelOf(`  ${name}: { fields: {} }`).resources[0] ?? {}
    expect(names?.type).toBe(`${name.charAt(0).toUpperCase()}${name.slice(1)}Row`)
  },
)

/** Words that no resource can be called. */
const LANGUAGE = new Set(['const', 'undefined'])

function derivedNames(resource: Resource): (string | undefined)[] {
  const { names, fields, links, inverses, actions } = resource
  const { file: _file, words: _words, ...code } = names
  const aliases = [
    `keeperOf${names.type}`,
    `partsOf${names.type}`,
    `get${names.type}`,
    `may${names.type}`,
    `own${names.type}`,
    `${names.type}Values`,
    upperFirst(names.routes),
  ]
  const ofLinks = links.flatMap((link) => [...Object.values(link.names), upperFirst(link.names.routes)])
  const sums = inverses.map(({ name }) => `of${name.charAt(0).toUpperCase()}${name.slice(1)}`)
  // Factories take references that no body has by their properties.
  // Of links the tests of access take values of both rows.
  const ofFields = fields.flatMap(({ property, valuesName }) => [
    property,
    `other${property.charAt(0).toUpperCase()}${property.slice(1)}`,
    valuesName,
    valuesName?.replace(/Values$/, 'Moves'),
  ])
  const ofActions = actions.flatMap((action) => Object.values(actionNames(action, resource)))
  return [...Object.values(code), ...aliases, ...ofActions, ...ofLinks, ...sums, ...ofFields]
}

/** Names that stand for something by themselves: neither properties nor what an import calls it at its source. */
function identifiersIn(text: string): string[] {
  const found: string[] = []
  collect(parseAst(text, { lang: 'ts' }), found)
  return found
}

function collect(value: unknown, found: string[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, found)
  if (!isNode(value)) return
  if (value.type === 'Identifier' && typeof value.name === 'string') found.push(value.name)
  for (const [key, part] of Object.entries(value)) {
    if (!isElsewhere(value, key)) collect(part, found)
  }
}

type Node = Readonly<Record<string, unknown>>

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value
}

function isElsewhere(node: Node, key: string): boolean {
  if (node.type === 'ImportSpecifier') return key === 'imported'
  if (node.type === 'TSQualifiedName') return key === 'right'
  if (node.type === 'MemberExpression') return key === 'property' && node.computed === false
  return key === 'key' && node.computed === false && node.shorthand !== true
}
