import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../../src/package.ts'
import { ashlar } from '../../setup/cli.ts'
import { readTree, temporaryFolder } from '../../setup/tree.ts'

/** The application of tests/embed, without its dependencies. */
function application(): string {
  const root = temporaryFolder()
  cpSync(join(packageRoot, 'tests/embed/application'), root, { recursive: true })
  return root
}

const init = (root: string, ...args: string[]) => ashlar(['init', ...args], { cwd: root })
const INTO = ['--embed', 'src', '--db', './db.ts#db']

test('begins with the smallest starter under the name of the application, and says what is left to do', async () => {
  const root = application()
  const { exitCode, stdout, stderr } = await init(root, ...INTO)
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  expect(readFileSync(join(root, 'src/ashlar.yaml'), 'utf8')).toContain('name: clinic')
  expect(stdout.slice(stdout.indexOf('\n\n'))).toBe(`

25 files written in src; nothing outside of it was touched.
The API is public: the description has no \`auth\`, so everyone may read and write everything.

Next:
  npm install drizzle-orm@0.45 hono@4 uuid@14 zod@4
  npm install --save-dev drizzle-kit@0.31 rolldown@1
Then, in your code:
  app.route('/', api)                      \`api\` of src/api.ts, beside your own routes
  await applyMigrations('src/migrations')  of src/db/migrate.ts, after your own migrations
For the first migration:
  npx --no ashlar generate -C src
`)
})

test('what is there in the right version is not to be installed', async () => {
  const root = application()
  const versions = { hono: '4.13.19', zod: '3.25.0', uuid: '14.1.0', 'drizzle-orm': '0.45.9', rolldown: '1.2.30' }
  for (const [name, version] of Object.entries(versions)) {
    mkdirSync(join(root, 'node_modules', name), { recursive: true })
    writeFileSync(join(root, 'node_modules', name, 'package.json'), JSON.stringify({ name, version }))
  }
  writeFileSync(join(root, 'pnpm-lock.yaml'), '')
  const { stdout } = await init(root, ...INTO)
  expect(stdout).toContain('Next:\n  pnpm add uuid@14 zod@4\n  pnpm add --save-dev drizzle-kit@0.31\n')
  expect(stdout).toContain('pnpm exec ashlar generate -C src')
})

test('takes a description that lies in the folder as it is', async () => {
  const root = application()
  const text = 'ashlar: 1\nname: mine\nresources: { pill: { fields: { name: string(..9) } } }\n'
  writeFileSync(join(root, 'src/ashlar.yaml'), text)
  expect(await init(root, ...INTO, '--dry-run')).toMatchObject({ exitCode: 0 })
  expect(await init(root, ...INTO, '--name', 'other')).toMatchObject({ exitCode: 2 })
  expect(await init(root, ...INTO)).toMatchObject({ exitCode: 0 })
  expect(readFileSync(join(root, 'src/ashlar.yaml'), 'utf8')).toBe(text)
  expect(existsSync(join(root, 'src/resources/pills/pills.table.ts'))).toBe(true)
})

test('goes into a folder that is not there yet, and tells editors where the schema is', async () => {
  const root = application()
  const made = await init(root, '--embed', 'src/my api', '--db', '../db.ts#db')
  expect(made).toMatchObject({ exitCode: 0, stderr: '' })
  expect(made.stdout).toContain("  npx --no ashlar generate -C 'src/my api'\n")
  expect(readFileSync(join(root, 'src/my api/ashlar.yaml'), 'utf8')).toMatch(
    /^# yaml-language-server: \$schema=\.\.\/\.\.\/node_modules\/create-ashlar\//,
  )
})

test('a second API of the application has a name of its own', async () => {
  const root = application()
  await init(root, ...INTO)
  const twin = await init(root, '--embed', 'admin', '--db', '../src/db.ts#db')
  expect(twin.exitCode).toBe(2)
  expect(twin.stderr).toContain('`src` of the application is an API that is called `clinic` already [ASH4014]')
  expect(existsSync(join(root, 'admin'))).toBe(false)
  const other = await init(root, '--embed', 'admin', '--db', '../src/db.ts#db', '--name', 'admin')
  expect(other).toMatchObject({ exitCode: 0, stderr: '' })
})

test('--dry-run writes nothing', async () => {
  const root = application()
  const before = readTree(root)
  const { exitCode, stdout } = await init(root, ...INTO, '--dry-run')
  expect(exitCode).toBe(0)
  expect(stdout).toContain('create    api.ts\n')
  expect(stdout).toContain('Nothing was written: this was a dry run. It would be 25 files in src.')
  expect(readTree(root)).toEqual(before)
})

describe('the module with the database', () => {
  const found = async (text: string, ...args: string[]) => {
    const root = application()
    writeFileSync(join(root, 'src/db.ts'), text)
    writeFileSync(
      join(root, 'src/made.ts'),
      "import { drizzle } from 'drizzle-orm/pglite'\nexport const made = drizzle()\n",
    )
    const { exitCode, stderr } = await init(root, ...INTO, ...args)
    if (exitCode !== 0) return stderr.split('\n')[0]
    return JSON.parse(readFileSync(join(root, 'src/.ashlar/lock.json'), 'utf8')).embed
  }

  test.each([
    ["import { drizzle } from 'drizzle-orm/postgres-js'\nexport const db = drizzle('')\n", 'postgres-js'],
    [
      "import { drizzle } from 'drizzle-orm/neon-serverless'\nconst { db } = { db: drizzle('') }\nexport { db }\n",
      'neon-serverless',
    ],
    ["export { made as db } from './made.js'\n", 'pglite'],
    ["export * from './made.js'\nexport async function db() {}\n", 'pglite'],
    ["import { made } from './made.ts'\nexport const [db] = [made]\n", 'pglite'],
  ])('is found, with its driver, in %j', async (text, driver) => {
    expect(await found(text)).toMatchObject({ module: './db.ts', name: 'db', driver, imports: 'js' })
  })

  test.each([
    [
      "import { drizzle } from 'drizzle-orm/libsql'\nexport const db = drizzle('')\n",
      'by `drizzle-orm/libsql`, which is SQLite',
    ],
    [
      "import { drizzle } from 'drizzle-orm/neon-http'\nexport const db = drizzle('')\n",
      'so there are no transactions',
    ],
    ["export { db } from '@acme/database'\n", 'nothing that `./db.ts` imports tells by which driver'],
    ["import { drizzle } from 'drizzle-orm/pglite'\nexport default drizzle('')\n", '`./db.ts` exports no `db`'],
    ["import { drizzle } from 'drizzle-orm/pglite'\nexport type db = 1\n", '`./db.ts` exports no `db`'],
  ])('is refused: %j', async (text, message) => {
    expect(await found(text)).toContain(message)
  })

  test('--driver says what its imports do not', async () => {
    const text = "export { db } from '@acme/database'\n"
    expect(await found(text, '--driver', 'postgres-js')).toMatchObject({ driver: 'postgres-js' })
  })
})

describe('refused, and nothing written', () => {
  const wrong = '../wrong.yaml'
  test.each([
    ['no folder', ['--embed', 'package.json', '--db', './db.ts#db'], 3, '`package.json` is no folder [ASH3001]'],
    ['no module', ['--embed', 'src', '--db', './data.ts#db'], 2, '`--db`: `./data.ts` is not there [ASH4012]'],
    ['no name', ['--embed', 'src', '--db', './db.ts'], 2, '`--db`: `./db.ts` is not an export of a module [ASH4003]'],
    ['a name that is not exported', ['--embed', 'src', '--db', './db.ts#dbs'], 2, 'did you mean `db`?'],
    ['a driver that is none', [...INTO, '--driver', 'mysql2'], 2, '`--driver` is one of node-postgres,'],
    ['two descriptions', [...INTO, '--starter', 'shop', '--spec', 'x.yaml'], 2, 'both name a description'],
    ['a key of a whole service', [...INTO, '--spec', wrong], 2, `${wrong}:3:1: \`config\` is for a whole service`],
    ['no --db', ['--embed', 'src'], 2, 'required option `--db <module#name>` not specified'],
  ])('%s', async (_, args, code, message) => {
    const root = application()
    const spec = 'ashlar: 1\nname: clinic\nconfig: { KEY: secret }\nresources: { pill: { fields: { n: int } } }\n'
    writeFileSync(join(root, wrong), spec)
    const before = readTree(root)
    const { exitCode, stderr } = await init(root, ...args)
    expect({ exitCode, stderr }).toEqual({ exitCode: code, stderr: expect.stringContaining(message) })
    expect(readTree(root)).toEqual(before)
  })

  test('a file of the application in the way: all of them at once, and where to go instead', async () => {
    const root = application()
    mkdirSync(join(root, 'src/http'))
    for (const name of ['api.ts', 'http/errors.ts']) writeFileSync(join(root, 'src', name), 'export {}\n')
    const before = readTree(root)
    const { exitCode, stderr } = await init(root, ...INTO)
    expect(exitCode).toBe(3)
    expect(stderr).toContain('`src/api.ts` is there already [ASH3133]')
    expect(stderr).toContain('`src/http/errors.ts` is there already [ASH3133]')
    expect(stderr).toContain('--embed src/api --db ../db.ts#db')
    expect(readTree(root)).toEqual(before)
  })

  test.each([
    ['module: commonjs', { module: 'commonjs' }, { type: 'module' }],
    ['NodeNext without "type": "module"', { module: 'nodenext' }, {}],
  ])('CommonJS: %s', async (_, compilerOptions, manifest) => {
    const root = application()
    writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
    writeFileSync(join(root, 'package.json'), JSON.stringify(manifest))
    const { exitCode, stderr } = await init(root, ...INTO)
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: expect.stringContaining('[ASH3151]') })
  })

  test('a folder in no package', async () => {
    const { exitCode, stderr } = await init(temporaryFolder(), '--embed', '.', '--db', './db.ts#db')
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: expect.stringContaining('is in no package') })
  })

  test('a second time', async () => {
    const root = application()
    await init(root, ...INTO)
    const { exitCode, stderr } = await init(root, ...INTO)
    expect({ exitCode, stderr }).toEqual({
      exitCode: 3,
      stderr: expect.stringContaining('is an ashlar project already'),
    })
  })
})
