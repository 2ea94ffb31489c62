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
const NOTES = '/notes|createNote'

/** A change of a file, and what the test says then. */
interface Break {
  readonly file: string
  readonly from: string
  readonly to: string
  readonly said: RegExp
}

const UNDESCRIBED: Break = {
  file: ROUTES,
  from: '201, { Location',
  to: '202, { Location',
  said: /createNote: it answers 202, which is not described/,
}
const LACKING: Break = {
  file: ROUTES,
  from: GOT,
  to: "return c.json({ data: { ...(row ?? notFound('note')), title: undefined } })",
  said: /getNote: the body of the answer is not as described: \/data must have required property 'title'/,
}
const OTHER_TYPE: Break = {
  file: ROUTES,
  from: GOT,
  to: "return c.text(JSON.stringify({ data: row ?? notFound('note') }))",
  said: /getNote: the answer is of the type text\/plain/,
}
const WITHOUT_HEADER: Break = {
  file: ROUTES,
  from: ', { Location: location }',
  to: '',
  said: /createNote: the answer has no Location, which is described/,
}
const FAULTY: Break = {
  file: ROUTES,
  from: 'const location =',
  to: 'if (row.text === null) throw new Error()\n    const location =',
  said: /createNote: it answers 500: the fault is the service's/,
}
const LENIENT: Break = {
  file: SCHEMA,
  from: 'text(2, 40)',
  to: 'text(0, 40)',
  said: /it answers 201 to a request that is wrong by the document/,
}
const STRICT: Break = {
  file: SCHEMA,
  from: 'text(2, 40)',
  to: 'text(2, 39)',
  said: /createNote: it answers 400 to a request that is right by the document/,
}
const CLOSED: Break = {
  file: ROUTES,
  from: GOT,
  to: "return notFound('note')",
  said: /getNote: no request that is right by the document comes through/,
}
const UNGUARDED: Break = {
  file: 'src/resources/notes/notes.policy.ts',
  from: 'create: [signedIn]',
  to: 'create: [anyone]',
  said: /createNote: nobody is asked who it is/,
}
const OTHER_METHODS: Break = {
  file: 'src/app.ts',
  from: '  refuseOtherMethods(app)\n',
  to: '',
  said: /"status": 404/,
}
const ELSEWHERE: Break = {
  file: ROUTES,
  from: 'itemPath(c.req.path, [row.id])',
  to: "itemPath(c.req.path, ['00000000-0000-4000-8000-999999999999'])",
  said: /after it has been made: expected false to be true/,
}
const KEPT: Break = {
  file: ROUTES,
  from: "const gone = await notes.remove(db, c.var.grant, c.req.valid('param'))",
  to: 'const gone = true',
  said: /after it has been deleted: expected true to be false/,
}

/** Several at once, where one does not hide the other. */
const BREAKS: readonly (readonly [name: string, breaks: readonly Break[]])[] = [
  ['an undescribed status', [UNDESCRIBED]],
  ['a body, a header and methods that are not as described', [LACKING, WITHOUT_HEADER, OTHER_METHODS]],
  ['another media type, and a fault', [OTHER_TYPE, FAULTY]],
  ['bad data that is taken, and a route that nobody comes through', [LENIENT, CLOSED]],
  ['good data that is refused, and what does not go', [STRICT, KEPT]],
  ['what is not where the answer says, and who is not asked', [ELSEWHERE, UNGUARDED]],
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
    const args = ['run', '--mode', 'contract', '-t', NOTES]
    const env = { ...environment, CONTRACT_REQUESTS: '60', CONTRACT_SEED: '1', NO_COLOR: '1' }
    return run(vitest, args, { cwd: root, env, maxBuffer: 2 ** 26 }).then(
      ({ stdout }) => ({ passed: true, output: stdout }),
      ({ stdout, stderr }) => ({ passed: false, output: `${stdout}${stderr}` }),
    )
  }

  test('passes as generated', async () => {
    expect(await contractTest()).toMatchObject({ passed: true, output: expect.stringMatching(/\d\d passed/) })
  })

  test.each(BREAKS)('finds %s', async (_, breaks) => {
    const output = await contractTestOf(breaks)
    for (const { said } of breaks) expect(output).toMatch(said)
  })

  test('shows the request as a line of curl, and how to get it again', async () => {
    const output = await contractTestOf([LENIENT])
    expect(output).toMatch(
      /^curl -i --globoff -X POST "\$BASE_URL"'\/notes' -H "Authorization: Bearer \$TOKEN" .*title/m,
    )
    const again = "CONTRACT_SEED=1 CONTRACT_REQUESTS=60 npm run test:contract -- -t 'POST /notes'"
    expect(output).toContain(`Again: ${again}`)
  })

  /** What it says of a service that has been changed so; as it was again afterwards. */
  async function contractTestOf(breaks: readonly Break[]): Promise<string> {
    const before = new Map(breaks.map(({ file }) => [file, readFileSync(join(root, file), 'utf8')]))
    for (const { file, from, to } of breaks) {
      const text = readFileSync(join(root, file), 'utf8')
      expect(text).toContain(from)
      writeFileSync(
        join(root, file),
        text.replace(from, () => to),
      )
    }
    const { passed, output } = await contractTest()
    for (const [file, text] of before) writeFileSync(join(root, file), text)
    expect(passed).toBe(false)
    return output
  }
})
