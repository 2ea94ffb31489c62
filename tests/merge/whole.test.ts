import { execFile } from 'node:child_process'
import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { edit } from '../embed/application.ts'
import { ashlar } from '../setup/cli.ts'
import { installedFolder } from '../setup/tree.ts'

const run = promisify(execFile)

/** Without what this run of vitest has put there, and without a server: on the embedded database. */
const ENVIRONMENT = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|DATABASE_URL|BASE_URL|PORT)/.test(name)),
)

async function outputOf(program: string, args: readonly string[], cwd: string): Promise<string> {
  try {
    const { stdout } = await run(join(packageRoot, 'node_modules/.bin', program), args, {
      cwd,
      env: ENVIRONMENT,
      maxBuffer: 2 ** 26,
    })
    return stdout
  } catch (error) {
    if (error instanceof Error && 'stdout' in error) return String(error.stdout)
    throw error
  }
}

test('a project that a team has worked in for a while takes a new version of its description', async () => {
  const folder = installedFolder()
  cpSync(join(packageRoot, 'starters/shop.yaml'), join(folder, 'shop.yaml'))
  const made = await ashlar(['new', 'shop', '--spec', 'shop.yaml', '--yes', '--no-install', '--no-git'], {
    cwd: folder,
  })
  expect(made).toMatchObject({ exitCode: 0 })
  const root = join(folder, 'shop')
  const at = (path: string): string => join(root, path)

  // Middleware and guards of one's own, in every handler of a resource and in the application.
  writeFileSync(
    at('src/http/audit.ts'),
    "import type { MiddlewareHandler } from 'hono'\nimport type { Env } from './context.ts'\n\n/** Notes who did what. */\nexport function audit(what: string): MiddlewareHandler<Env> {\n  return async function audit(c, next) {\n    await next()\n    c.var.log.info({ what, status: c.res.status }, 'audit')\n  }\n}\n",
  )
  const routes = at('src/resources/products/products.routes.ts')
  writeFileSync(routes, readFileSync(routes, 'utf8').replaceAll(/may\.(\w+), /g, "may.$1, audit('$1 product'), "))
  edit(routes, ['import { itemPath }', "import { audit } from '../../http/audit.ts'\nimport { itemPath }"])
  edit(
    at('src/app.ts'),
    ['import { closeWhenDraining', "import { audit } from './http/audit.ts'\nimport { closeWhenDraining"],
    ['  mountResources(app, db)\n', "  app.use('/api/orders/*', audit('orders'))\n  mountResources(app, db)\n"],
  )
  // A query and a route of one's own.
  appendFileSync(
    at('src/resources/products/products.queries.ts'),
    '\n/** How many there are. */\nexport async function amount(db: Executor): Promise<number> {\n  return db.$count(products)\n}\n',
  )
  edit(routes, [
    '  return routes\n',
    "  // The dashboard asks for it every minute.\n  routes.get('/amount/all', async (c) => c.json({ data: await products.amount(db) }))\n\n  return routes\n",
  ])
  // A column, an index and a comment of one's own, and a stricter rule.
  edit(
    at('src/resources/products/products.table.ts'),
    ['/** Where every product is kept. */', '/** Where every product is kept; the warehouse reads it too. */'],
    ['  (t) => [\n', "  (t) => [\n    index('products_title_own_idx').on(t.title),\n"],
  )
  edit(at('src/resources/products/products.schema.ts'), [
    '  title: text(1, 200),',
    '  title: text(3, 200), // as the shop window has it',
  ])
  edit(at('package.json'), ['"scripts": {\n', '"scripts": {\n    "seed": "node scripts/seed.js",\n'])
  edit(at('README.md'), ['## ', 'Ask #team-shop before a release.\n\n## '])
  expect(await outputOf('tsc', ['--noEmit'], root)).toBe('')

  // The description grows: fields, a resource, a reference, another page size.
  edit(
    at('ashlar.yaml'),
    [
      '      title: string(1..200)',
      '      title: string(1..200)\n      subtitle: string(..200)?\n      weight: int min(0) = 0',
    ],
    ['  order:\n', '  supplier:\n    fields:\n      name: string(1..80)\n  order:\n'],
    ['      price: decimal(10, 2) min(0)', '      price: decimal(10, 2) min(0)\n      supplier: ref supplier?'],
  )
  const generated = await ashlar(['generate'], { cwd: root })
  expect(generated.stdout).not.toContain('conflict')
  expect(generated).toMatchObject({ exitCode: 0, stderr: '' })
  expect(generated.stdout.match(/^ {2}merge {5}/gm)?.length).toBeGreaterThanOrEqual(4)
  expect(await outputOf('tsc', ['--noEmit'], root)).toBe('')
  expect(readFileSync(routes, 'utf8').match(/audit\('/g)).toHaveLength(5)
  expect(readFileSync(at('src/resources/products/products.schema.ts'), 'utf8')).toContain(
    'text(3, 200), // as the shop',
  )
  expect(readFileSync(at('src/resources/products/products.table.ts'), 'utf8')).toContain('products_title_own_idx')
  expect(await ashlar(['check'], { cwd: root })).toMatchObject({ exitCode: 0 })
  await outputOf('vitest', ['run', '--reporter=json', '--outputFile=report.json', 'src/resources/products'], root)
  const { numFailedTests, numPassedTests } = JSON.parse(readFileSync(at('report.json'), 'utf8'))
  expect({ numFailedTests, some: numPassedTests > 10 }).toEqual({ numFailedTests: 0, some: true })
})
