// `npm run bench`: what it costs the compiler that Hono's client knows the routes of resources, by how it knows them.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inTurn, report, run } from './measure.js'

const root = join(import.meta.dirname, '..')
const ashlar = join(root, 'bin/ashlar.js')
const folder = join(root, '.tmp/bench-rpc')
const compiler = join(root, 'node_modules/.bin/tsc')
const ROUNDS = 3

/** A description of `count` resources that refer to each other and can be filtered, sorted and searched. */
function description(count, rpc) {
  const resources = Array.from({ length: count }, (_, index) => {
    const next = index + 1 < count ? `, next: ref thing${index + 1}?` : ''
    const fields = `name: string(1..80) unique, price: "decimal(10, 2) min(0)", stock: int = 0, kind: "enum(a, b) = a", note: text?, ok: boolean = false${next}`
    const query = 'query: { filter: [price, stock, kind, ok], sort: [price, name], search: [name] }'
    return `  thing${index}: { plural: things${index}, versioned: true, fields: { ${fields} }, ${query} }\n`
  })
  return `ashlar: 1\nname: bench\napi: { rpc: ${rpc} }\nresources:\n${resources.join('')}`
}

/** A client that calls the five endpoints of every resource, and reads what they answer. */
function client(count, { source, type, at, version }) {
  const things = Array.from({ length: count }, (_, index) => {
    const [all, one] = at(index)
    return [
      `const client${index} = hc<${type(index)}>('http://localhost')`,
      `export async function use${index}(id: string): Promise<string[]> {`,
      `  const made = await client${index}${all}.$post({ json: { name: 'a', price: '1.00' } })`,
      `  const list = await client${index}${all}.$get({ query: { limit: '10' } })`,
      `  const got = await client${index}${one}.$get({ param: { id }, query: {} })`,
      `  const changed = await client${index}${one}.$patch({ param: { id }, json: { stock: 1 }${version} })`,
      `  await client${index}${one}.$delete({ param: { id }${version} })`,
      '  const rows = [made, got, changed].map(async (answer) => (answer.ok ? [(await answer.json()).data] : []))',
      '  const listed = list.ok ? (await list.json()).data : []',
      "  return [...listed, ...(await Promise.all(rows)).flat()].map((row) => String(row?.name ?? ''))",
      '}',
    ].join('\n')
  })
  const imports = Array.from({ length: count }, (_, index) => source(index))
  return `import { hc } from 'hono/client'\n${imports.join('\n')}\n${things.join('\n')}\n`
}

const inferred = {
  source: (index) => `import type { thing${index}Routes } from './resources/things${index}/things${index}.routes.ts'`,
  type: (index) => `ReturnType<typeof thing${index}Routes>`,
  at: () => ['.index', "[':id']"],
  // What is not validated is not inferred.
  version: '',
}
const described = {
  source: (index) => `import type { Thing${index}Routes } from './resources/things${index}/things${index}.rpc.ts'`,
  type: (index) => `Thing${index}Routes`,
  at: (index) => [`.things${index}`, `.things${index}[':id']`],
  version: ", header: { 'If-Match': '*' }",
}

/** The routes as one chain, whose type says all of them. */
function chained(text) {
  const statements = statementsOf(text).map((statement) => statement.replace(/^ {2}routes/, '    '))
  return withBody(text, `  return new Hono<Env>()\n${statements.join('\n')}\n`)
}

/** A statement a route as it is generated, each with a name, and the type of all of them put together at the end. */
function named(text) {
  const statements = statementsOf(text).map((one, index) =>
    one.replace(/^ {2}routes/, `  const route${index} = routes`),
  )
  const types = statements.map((_, index) => `typeof route${index}`)
  const whole = `Hono<Env, ExtractSchema<${types.join(' | ')}>, '/'>`
  const body = `  const routes = new Hono<Env>()\n${statements.join('\n')}\n  return routes as unknown as ${whole}\n`
  return `import type { ExtractSchema } from 'hono/types'\n${withBody(text, body)}`
}

function statementsOf(text) {
  return text.match(/^ {2}routes\.\w+\([\s\S]*?^ {2}\}?\)$/gm)
}

function withBody(text, body) {
  return text.replace(/: Hono<Env> \{\n[\s\S]*\n\}\n$/, () => ` {\n${body}}\n`)
}

function project(name, count, { rpc, routes, calls }) {
  const cwd = join(folder, `${name}-${count}`)
  mkdirSync(cwd, { recursive: true })
  writeFileSync(join(cwd, 'ashlar.yaml'), description(count, rpc))
  run(process.execPath, [ashlar, 'generate'], { cwd })
  if (routes !== undefined) {
    for (const resource of readdirSync(join(cwd, 'src/resources'), { withFileTypes: true })) {
      if (!resource.isDirectory()) continue
      const path = join(cwd, 'src/resources', resource.name, `${resource.name}.routes.ts`)
      writeFileSync(path, routes(readFileSync(path, 'utf8')))
    }
  }
  if (calls === undefined) return cwd
  writeFileSync(join(cwd, 'src/client.ts'), client(count, calls))
  const alone = { extends: './tsconfig.json', include: ['src/client.ts'] }
  writeFileSync(join(cwd, 'tsconfig.client.json'), JSON.stringify(alone))
  return cwd
}

/** What the compiler has to do, whatever else the machine does meanwhile. */
function counts(cwd, config) {
  const told = run(compiler, ['--noEmit', '--checkers', '1', '--extendedDiagnostics', '-p', config], { cwd })
  const count = (name) => Number(new RegExp(`^${name}: +(\\d+)`, 'm').exec(told)?.[1])
  return { types: count('Types'), instantiations: count('Instantiations'), megabytes: count('Memory used') / 1000 }
}

async function compare(title, config, cases) {
  const runs = cases.map(({ name, cwd }) => ({
    name,
    run: () => run(compiler, ['--noEmit', '--checkers', '1', '-p', config], { cwd }),
  }))
  report(title, runs, await inTurn(runs, ROUNDS))
  for (const { name, cwd } of cases) {
    const { types, instantiations, megabytes } = counts(cwd, config)
    console.log(`  ${types} types, ${instantiations} instantiations, ${megabytes.toFixed(0)} MB: ${name}`)
  }
}

rmSync(folder, { recursive: true, force: true })
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10, 50, 100]
for (const count of sizes) {
  const none = { name: 'no client', cwd: project('none', count, { rpc: false }) }
  const clients = [
    { name: 'rpc: true', cwd: project('described', count, { rpc: true, calls: described }) },
    { name: 'a type for each statement', cwd: project('named', count, { rpc: false, routes: named, calls: inferred }) },
    { name: 'chained routes', cwd: project('chained', count, { rpc: false, routes: chained, calls: inferred }) },
  ]
  await compare(`A project of ${count} resources with a client of all`, 'tsconfig.json', [none, ...clients])
  await compare(`The client alone, of ${count} resources`, 'tsconfig.client.json', clients)
}
rmSync(folder, { recursive: true, force: true })
