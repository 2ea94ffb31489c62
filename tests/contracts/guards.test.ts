import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { goldenCases } from '../golden/cases.ts'
import { butUnwritten } from '../setup/unwritten.ts'

const EXPECTED = join(packageRoot, 'tests/golden/shop/expected')
const ROUTES = 'src/resources/orders/orders.routes.ts'

/** The first errors of the compiler, one a line; empty when it is content. */
function compilerErrors(root: string): string {
  try {
    execFileSync(join(packageRoot, 'node_modules/.bin/tsc'), ['--noEmit', '--checkers', '1'], { cwd: root })
    return ''
  } catch (error) {
    if (error instanceof Error && 'stdout' in error) return butUnwritten(String(error.stdout))
    throw error
  }
}

describe('a guard cannot be dropped unseen', () => {
  const root = join(inject('installedRoot'), 'guards')
  const original = readFileSync(join(EXPECTED, ROUTES), 'utf8')

  beforeAll(() => cpSync(EXPECTED, root, { recursive: true }))

  test.each([
    ['as generated', (text: string) => text, /^$/],
    ['without its guard', (text: string) => text.replace('may.list, ', ''), /orders\.routes\.ts\(\d+,\d+\): error/],
    ["with another operation's guard", (text: string) => text.replace('may.list', 'may.get'), /"get".*"list"/s],
    [
      "with another resource's guard",
      (text: string) => text.replace('./orders.policy.ts', '../products/products.policy.ts'),
      /"product".*"order"/s,
    ],
    [
      'with a grant made by hand',
      (text: string) =>
        text.replace('c.var.grant, c.req.valid', '{ scope: c.var.grant.scope, actor: undefined }, c.req.valid'),
      /missing the following properties from type 'Grant<.*\[granted\]/,
    ],
  ])('a route %s', (_, change, errors) => {
    const changed = change(original)
    writeFileSync(join(root, ROUTES), changed)
    expect(compilerErrors(root)).toMatch(errors)
  })
})

/** Whether the queries are those of a relation: they are called otherwise than their folder. */
function isOfLinks(file: string): boolean {
  const [folder, name = ''] = file.split('/').slice(-2)
  return name !== `${folder}.queries.ts`
}

/** Who may read a row may read what is linked to it, and who may change it may link it. */
function operationOf(name: string, isOfLinks: boolean): string {
  if (isOfLinks) return name.startsWith('list') ? 'get' : 'update'
  if (/^move[A-Z]/.test(name)) return 'update'
  if (/^(create|update)One$/.test(name)) return name.slice(0, -'One'.length)
  // What only code of the service writes.
  if (name === 'set') return 'update'
  return name === 'remove' ? 'delete' : name
}

/** What says only whether something is there that who asks sees, by rules of its own. */
const ASKING = 'requireParent'

describe.each(goldenCases())('the queries of $name', ({ folder }) => {
  const files = execFileSync('find', [join(folder, 'expected/src/resources'), '-name', '*.queries.ts'], {
    encoding: 'utf8',
  })
    .trim()
    .split('\n')

  test.each(files.map((file) => [file.slice(file.lastIndexOf('/') + 1), file]))(
    '%s: every exported function takes an executor and the grant of its operation',
    (_, file) => {
      const text = readFileSync(file, 'utf8')
      const functions = [...text.matchAll(/export async function (\w+)\(\s*(.*?)\)(?:: [^{]+)? \{\n/gs)]
      expect(functions.length).toBe(text.match(/^export (async )?function/gm)?.length)
      for (const [, name = '', parameters = ''] of functions) {
        if (name === ASKING) continue
        const operation = operationOf(name, isOfLinks(file))
        // What is made with what it is nested under is for who may make that.
        const either = `'${operation}'(?: \\| 'createWith')?`
        expect(parameters).toMatch(new RegExp(`^db: Executor,\\s+_?grant: Grant<'\\w+', ${either}>,`))
      }
      expect(text).not.toMatch(/import .*\b(Db|openDatabase)\b/)
    },
  )
})
