import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { packageRoot, readTemplates } from '../../src/package.ts'
import { describeGenerated, generateFiles } from '../../src/pipeline.ts'
import { openapiDocument } from '../../src/plan/views/openapi.ts'
import { rpcRoutesOf } from '../../src/plan/views/rpc-addresses.ts'
import { typeCheck } from '../e2e/generated-project.ts'
import { goldenCases } from '../golden/cases.ts'
import { generate } from '../modelling/records.ts'

const templates = await readTemplates()

describe.each(goldenCases())('types of the routes of $name', ({ text }) => {
  const source = { file: 'ashlar.yaml', text: text }
  const service = describeGenerated(source)
  const described = rpcRoutesOf(service)

  test('describe what the document has of resources', () => {
    const own = new Set(service.resources.map(({ names }) => names.words.many))
    const documented = Object.entries(Object(openapiDocument(service).paths)).flatMap(([path, operations]) =>
      Object.entries(Object(operations))
        .filter(([, operation]) => Object(operation).tags?.some((tag: string) => own.has(tag)))
        .map(([method]) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    )
    const known = described.flatMap(({ addresses }) =>
      addresses.flatMap(({ path, endpoints }) => endpoints.map(({ method }) => `${method.slice(1)} ${path}`)),
    )
    expect(known.sort()).toEqual(documented.sort())
  })

  test('take what the routes validate, by the same schemas', () => {
    const files = new Map(generateFiles(source, templates).map((file) => [file.path, file.text]))
    for (const { path, addresses } of described) {
      const routes = statementsOf(files.get(path.replace(/\.rpc\.ts$/, '.routes.ts')) ?? '')
      const types = addresses.flatMap(({ endpoints }) => endpoints.map(({ method, input }) => [method, takenIn(input)]))
      expect(types).toEqual(routes)
    }
  })
})

/** What each route of a file validates, as `param ProductKey`, in its order. */
function statementsOf(text: string): [string, string[]][] {
  return text
    .split(/^ {2}routes\.(?!use\b)/m)
    .slice(1)
    .map((statement) => {
      const found = [...statement.matchAll(/validate\('(\w+)', (\w+)\)/g)].map(
        ([, where, schema]) => `${where} ${schema}`,
      )
      return [`$${/^\w+/.exec(statement)}`, found]
    })
}

/** The same of what a type takes; headers are looked at by the route itself. */
function takenIn(input: readonly string[]): string[] {
  return input.flatMap((member) => {
    const [, where, schema] = /^(\w+)\??: z\.input<typeof (\w+)>$/.exec(member) ?? []
    return where === undefined ? [] : [`${where} ${schema}`]
  })
}

test('without `rpc` nothing of this is generated', () => {
  const text =
    'ashlar: 1\nname: shop\napi: { rpc: false }\nresources: { product: { fields: { title: "string(..80)" } } }\n'
  const files = generateFiles({ file: 'ashlar.yaml', text }, templates)
  expect(files.filter(({ path, text }) => /\brpc\b/.test(path) || /\.rpc\b/.test(text))).toEqual([])
})

describe('routes and their types', () => {
  const ROUTES = 'src/resources/products/products.routes.ts'
  const TYPES = 'src/resources/products/products.rpc.ts'
  const LIST = 'tests/rpc.test.ts'
  type Edit = readonly [path: string, from: string, to: string]
  const ownRoute: Edit = [
    ROUTES,
    '  return routes\n',
    "  routes.get('/:id/price', (c) => c.json({ price: '1.00' }))\n\n  return routes\n",
  ]
  const ownType: Edit = [
    TYPES,
    '\n}>\n',
    "\n  '/products/:id/price': {\n    $get: rpc.Endpoint<object, { price: string }>\n  }\n}>\n",
  ]
  const ownLine: Edit = [LIST, '\n}\n', "\n  '/products/:id/price': { $get: true },\n}\n"]
  let root: string

  beforeAll(async () => {
    root = await generate(
      'ashlar: 1\nname: shop\napi: { rpc: true }\nresources: { product: { fields: { title: "string(..80)" } } }\n',
    )
  }, 60_000)

  /** What is said of the project while it is edited. */
  async function edited<Said>(edits: readonly Edit[], say: () => Promise<Said>): Promise<Said> {
    const before = edits.map(([path]) => readFileSync(join(root, path), 'utf8'))
    for (const [at, [path, from, to]] of edits.entries()) {
      expect(before[at]).toContain(from)
      writeFileSync(join(root, path), before[at]?.replace(from, () => to) ?? '')
    }
    const said = await say()
    for (const [at, [path]] of edits.entries()) writeFileSync(join(root, path), before[at] ?? '')
    return said
  }

  async function compiler(): Promise<string> {
    return typeCheck(root).stdout
  }

  async function ownTest(): Promise<string> {
    const program = join(packageRoot, 'node_modules/.bin/vitest')
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV)/.test(name)))
    const plain = { ...env, NO_COLOR: '1', FORCE_COLOR: '0' }
    const run = await promisify(execFile)(program, ['run', LIST], { cwd: root, env: plain }).catch((error) => error)
    return `${run.stdout}${run.stderr}`
  }

  test('are the same as they are generated', async () => {
    expect(await edited([], compiler)).toBe('')
    expect(await edited([], ownTest)).toMatch(/Tests +1 passed/)
  }, 60_000)

  test('part where a route has no type: the generated test names it', async () => {
    expect(await edited([ownRoute], ownTest)).toMatch(/\+ +"GET \/products\/:id\/price"/)
  }, 60_000)

  test('part where a type has no route: the generated test names it', async () => {
    const without: Edit = [ROUTES, "routes.get('/:id',", "new Hono<Env>().get('/:id',"]
    expect(await edited([without], ownTest)).toMatch(/- +"GET \/products\/:id"/)
  }, 60_000)

  test('part where the types are not the list that is tested: it does not compile', async () => {
    const said = await edited([ownType], compiler)
    expect(said).toContain(`${LIST}(`)
    expect(said).toContain('/products/:id/price')
    expect(await edited([ownLine], compiler)).toContain(`${LIST}(`)
  }, 60_000)

  test('are the same where all three have one of your own', async () => {
    const edits = [ownRoute, ownType, ownLine]
    expect(await edited(edits, compiler)).toBe('')
    expect(await edited(edits, ownTest)).toMatch(/Tests +1 passed/)
  }, 60_000)
})
