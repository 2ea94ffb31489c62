import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packageRoot, readTemplates } from '../../../src/package.ts'
import { generateFiles } from '../../../src/pipeline.ts'
import { hasPostgres, testDatabase } from '../../setup/database.ts'
import { writeProject } from '../generated-project.ts'
import { succeed } from '../packed/programs.ts'
import { startBalancer } from './balancer.ts'
import { type Instance, startInstance } from './instance.ts'
import { startLoad, statusOf } from './load.ts'

/** Longer than the balancer takes to notice, as `SHUTDOWN_DELAY_MS` has to be. */
const DELAY_MS = 500

describe.skipIf(!hasPostgres)('two instances behind a balancer, under load', { timeout: 240_000 }, () => {
  const database = testDatabase()
  const instances = new Map<number, Instance>()
  let root = ''

  const start = async (port: number) => {
    const env = { DATABASE_URL: database.url, PORT: String(port), SHUTDOWN_DELAY_MS: String(DELAY_MS) }
    instances.set(port, startInstance(root, { ...env, LOG_LEVEL: 'warn' }))
  }

  beforeAll(async () => {
    const text = readFileSync(join(packageRoot, 'tests/golden/minimal/ashlar.yaml'), 'utf8')
    root = await writeProject(generateFiles({ file: 'ashlar.yaml', text }, await readTemplates()))
    await succeed('node scripts/run.js src/migrate.ts', { cwd: root, env: { DATABASE_URL: database.url } })
    for (const port of await freePorts(2)) await start(port)
  }, 60_000)

  afterAll(() => {
    for (const instance of instances.values()) instance.kill()
  })

  test('are restarted one after the other, twice, and no request is lost', async () => {
    const ports = [...instances.keys()]
    const balancer = await startBalancer(ports)
    const ready = (port: number) => expect.poll(() => balancer.isReady(port), { timeout: 60_000 }).toBe(true)
    for (const port of ports) await ready(port)

    let notes = 0
    const load = startLoad(balancer.port, () => ({ title: `Note ${notes++}` }))
    const exitCodes: (number | null | undefined)[] = []
    const slow: (number | string)[] = []
    for (const port of [...ports, ...ports]) {
      await wait(500)
      // These begin before the signal and end after the instance has stopped to take connections.
      const body = JSON.stringify({ title: 'x'.repeat(100) })
      const begun = Array.from({ length: 4 }, () => statusOf({ port: balancer.port, body, pauseMs: 2 * DELAY_MS }))
      await wait(100)
      exitCodes.push(await instances.get(port)?.stop())
      slow.push(...(await Promise.all(begun)))
      await start(port)
      await ready(port)
    }
    await load.stop()
    balancer.close()

    expect(load.lost).toEqual([])
    expect(slow).toEqual(slow.map(() => 201))
    expect(exitCodes).toEqual([0, 0, 0, 0])
    expect(load.answered.count).toBeGreaterThan(1_000)
    for (const port of ports) expect(balancer.served.get(port)).toBeGreaterThan(100)
    console.info(`${load.answered.count} requests over four restarts, none lost`)
  })
})

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  const ports = await Promise.all(
    servers.map(async (server) => {
      if (!server.listening) await new Promise((resolve) => server.once('listening', resolve))
      const address = server.address()
      return typeof address === 'object' && address !== null ? address.port : 0
    }),
  )
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
