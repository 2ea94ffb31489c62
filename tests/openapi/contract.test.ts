import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { ashlar } from '../setup/cli.ts'

const run = promisify(execFile)

const DESCRIPTION = `
ashlar: 1
name: notes
auth: { user: member, identifier: email }
resources:
  member:
    fields: { email: email unique, password: secret }
    access: { list: signedIn, get: signedIn, create: public, update: self, delete: self }
  note:
    fields: { title: 'string(2..40)', text: text? }
    access: { list: public, get: public, create: signedIn, update: signedIn, delete: signedIn }
`

const ROUTES = 'src/resources/notes/notes.routes.ts'
const SCHEMA = 'src/resources/notes/notes.schema.ts'
const GOT = "return c.json({ data: row ?? notFound('note') })"
const NOTES = 'GET /notes/{id}|POST /notes|GET /notes|DELETE /notes/{id}|createNote'

/** A service that does otherwise than its document, and what the test says of it. */
const BREAKS: readonly [name: string, file: string, from: string, to: string, said: RegExp][] = [
  [
    'an answer that is not described',
    ROUTES,
    '201, { Location',
    '202, { Location',
    /createNote: it answers 202, which/,
  ],
  [
    'an answer without one of its properties',
    ROUTES,
    GOT,
    'return c.json({ data: { ...row, title: undefined } })',
    /getNote: the body of the answer is not as described: \/data must have required property 'title'/,
  ],
  [
    'an answer of another type',
    ROUTES,
    GOT,
    "return c.text(JSON.stringify({ data: row ?? notFound('note') }))",
    /getNote: the answer is of the type text\/plain/,
  ],
  [
    'an answer without a header',
    ROUTES,
    ', { Location: location }',
    '',
    /createNote: the answer has no Location, which is described/,
  ],
  [
    'a fault for some values',
    ROUTES,
    "const row = await notes.create(db, c.var.grant, c.req.valid('json'))",
    "const body = c.req.valid('json')\nif (body.text === null) throw new Error()\nconst row = await notes.create(db, c.var.grant, body)",
    /createNote: it answers 500: the fault is the service's[^]*"text":null/,
  ],
  ['bad data that is taken', SCHEMA, 'text(2, 40)', 'text(0, 40)', /it answers 201 to a request that is wrong/],
  ['good data that is refused', SCHEMA, 'text(2, 40)', 'text(2, 39)', /it answers 400 to a request that is right/],
  [
    'a route that nobody comes through',
    ROUTES,
    GOT,
    "return notFound('note')",
    /getNote: no request that is right by the document comes through/,
  ],
  [
    'a route that asks nobody who it is',
    'src/resources/notes/notes.policy.ts',
    'create: [signedIn]',
    'create: [anyone]',
    /createNote: nobody is asked who it is/,
  ],
  ['other methods', 'src/app.ts', 'refuseOtherMethods(app)\n', '\n', /"status": 405/],
  [
    'an address where nothing is',
    ROUTES,
    'const location = itemPath(c.req.path, [row.id])',
    "const location = itemPath(c.req.path, ['00000000-0000-4000-8000-999999999999'])",
    /after it has been made: expected false to be true/,
  ],
  [
    'what is still there when it has been deleted',
    ROUTES,
    'return gone ? c.body(null, 204)',
    'return c.body(null, 204)\n    return gone ? c.body(null, 204)',
    /deleted twice: expected true to be false/,
  ],
]

const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|MODE|DATABASE_URL|CONTRACT)/.test(name)),
)

describe('the contract test of a generated project', () => {
  const root = join(inject('installedRoot'), 'contract')

  beforeAll(async () => {
    mkdirSync(root, { recursive: true })
    writeFileSync(join(root, 'ashlar.yaml'), DESCRIPTION)
    const { exitCode, stderr } = await ashlar(['generate'], { cwd: root })
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
  })

  /** What it prints; with 60 requests an operation, of those about notes only. */
  async function contractTest(): Promise<{ passed: boolean; output: string }> {
    const vitest = join(packageRoot, 'node_modules/.bin/vitest')
    const args = ['run', 'tests/contract.test.ts', '-t', NOTES]
    const env = { ...environment, CONTRACT_REQUESTS: '60', NO_COLOR: '1' }
    return run(vitest, args, { cwd: root, env, maxBuffer: 2 ** 26 }).then(
      ({ stdout }) => ({ passed: true, output: stdout }),
      ({ stdout, stderr }) => ({ passed: false, output: `${stdout}${stderr}` }),
    )
  }

  test('passes as generated', async () => {
    expect(await contractTest()).toMatchObject({ passed: true, output: expect.stringMatching(/\d\d passed/) })
  })

  test.each(BREAKS)('finds %s', async (_, file, from, to, said) => {
    const path = join(root, file)
    const text = readFileSync(path, 'utf8')
    expect(text).toContain(from)
    writeFileSync(
      path,
      text.replace(from, () => to),
    )
    try {
      expect(await contractTest()).toMatchObject({ passed: false, output: expect.stringMatching(said) })
    } finally {
      writeFileSync(path, text)
    }
  })

  test('shows the request as a line of curl, and how to get it again', async () => {
    const path = join(root, SCHEMA)
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, text.replace('text(2, 40)', 'text(0, 40)'))
    const { output } = await contractTest()
    writeFileSync(path, text)
    const [, again = ''] =
      /^(?:Error: .*\n)?Again: CONTRACT_SEED=1 CONTRACT_REQUESTS=60 npx vitest run (.*)$/m.exec(output) ?? []
    expect(output).toMatch(/^curl -i --globoff -X POST "\$BASE_URL"'\/notes' -H "Authorization: Bearer \$TOKEN"/m)
    expect(again).toBe("tests/contract.test.ts -t 'POST /notes'")
  })
})
