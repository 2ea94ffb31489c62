import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { hasPostgres } from '../../setup/database.ts'
import { succeed } from './programs.ts'
import type { Shop } from './shop.ts'

/** The part of a workflow that matters here. */
interface Workflow {
  readonly jobs: { readonly test: { readonly env?: Environment; readonly steps: readonly Step[] } }
}

interface Step {
  readonly name?: string
  readonly run?: string
  readonly env?: Environment
}

type Environment = Readonly<Record<string, string>>

/** What a run on a database that is not the embedded one is known by. */
const onPostgres = ({ env = {} }: Step) => env.DATABASE_URL !== undefined

/** Every `run:` of the workflow, in order, in a clone of what was committed: nothing else is there on a CI machine. */
export function workflowTests(shop: () => Shop): void {
  const clone = () => join(shop().folder, 'clone')
  const workflow = (): Workflow => parse(readFileSync(join(clone(), '.github/workflows/ci.yml'), 'utf8'))
  const done: string[] = []

  beforeAll(async () => {
    await succeed(['git', 'clone', '--quiet', shop().root, clone()], { cwd: shop().folder })
  })

  /** As GitHub runs it, but for the addresses of the database and of the service. */
  async function carryOut(step: Step) {
    const port = String(await freePort())
    const here = onPostgres(step) ? { ...shop().postgres, PORT: port, BASE_URL: `http://127.0.0.1:${port}` } : {}
    const env = { ...workflow().jobs.test.env, ...step.env, CI: 'true', ...here }
    const result = await succeed(['bash', '-e', '-c', step.run ?? ''], { cwd: clone(), env })
    done.push(step.name ?? '')
    return result
  }
  const named = (name: string) => workflow().jobs.test.steps.find((step) => step.name === name) ?? {}

  test.each(['Install', 'The project is what its description says', 'Types', 'Lint'])('%s', async (name) => {
    await carryOut(named(name))
  })

  test('Tests on the embedded database', async () => {
    const { stdout } = await carryOut(named('Tests on the embedded database'))
    expect(stdout).toMatch(/Tests {2}\d+ passed/)
  })

  test('Every endpoint by curl, in memory', async () => {
    const { stdout } = await carryOut(named('Every endpoint by curl, in memory'))
    expect(stdout).toMatch(/^ {2}201 POST /m)
  })

  describe.skipIf(!hasPostgres)('with PostgreSQL', () => {
    test('Tests on PostgreSQL', async () => {
      expect((await carryOut(named('Tests on PostgreSQL'))).stdout).toMatch(/Tests {2}\d+ passed/)
    })

    test('Every endpoint by curl, of the built service on PostgreSQL', async () => {
      const { stdout } = await carryOut(named('Every endpoint by curl, of the built service on PostgreSQL'))
      expect(stdout).toContain('"database":"postgres"')
      expect(stdout).toMatch(/^ {2}201 POST /m)
    })

    test('that was all', () => {
      const steps = workflow().jobs.test.steps.filter(({ run }) => run !== undefined)
      expect(done.sort()).toEqual(steps.map(({ name }) => name).sort())
    })
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
