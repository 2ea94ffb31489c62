import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { hasPostgres } from '../../setup/database.ts'
import { makeCallers, signIn, tokensOf } from './callers.ts'
import { run, succeed } from './programs.ts'
import { type RunningService, startService } from './running-service.ts'
import type { Shop } from './shop.ts'

const START = 'node scripts/run.js dist/main.js'

/** The service in processes of its own, on both databases. */
export function servingTests(shop: () => Shop): void {
  const launch = (words: string, env = {}) => startService(words, { cwd: shop().root, env })
  const curl = ({ url }: RunningService, env: Readonly<Record<string, string>>) =>
    succeed('npm run test:curl', { cwd: shop().root, env: { BASE_URL: url, ...env } })

  describe('from the embedded database', () => {
    let made = ''

    beforeAll(() => makeCallers(shop()))

    test('npm run dev serves, and no second process gets at its data', async () => {
      const service = await launch('npm run dev')
      made = await postAndGet(service, 'from-dev')
      await curl(service, await tokensOf(service))
      const second = await run('node scripts/run.js src/main.ts', { cwd: shop().root, env: { PORT: '0' } })
      expect(second.exitCode).toBe(1)
      expect(second.stdout).toMatch(/Process \d+ has the database in \.data\/pglite open\. Stop it, or set/)
      expect((await service.get(made)).status).toBe(200)
      await service.stop('SIGTERM')
      expect(service.log()).toContain('"msg":"shutting down"')
    })

    test('npm run build and npm start serve the built service', async () => {
      await succeed('npm run build', { cwd: shop().root })
      const service = await launch('npm start')
      expect((await service.get(made)).status).toBe(200)
      await service.stop('SIGTERM')
      expect(service.log()).toContain('"msg":"stopped"')
    })

    test('what is killed leaves its lock behind, starts again with its data, and ends well when it is told to', async () => {
      const killed = await launch(START)
      const kept = await postAndGet(killed, 'kept')
      expect(await killed.stop('SIGKILL')).toBeNull()
      expect(existsSync(join(shop().root, '.data/pglite.lock'))).toBe(true)
      const again = await launch(START)
      expect((await again.get(made)).status).toBe(200)
      expect((await again.get(kept)).status).toBe(200)
      expect(await again.stop('SIGTERM')).toBe(0)
      expect(existsSync(join(shop().root, '.data/pglite.lock'))).toBe(false)
    })
  })

  describe.skipIf(!hasPostgres)('from PostgreSQL', () => {
    test('npm run db:migrate applies the migrations, once', async () => {
      const migrate = () => succeed('npm run db:migrate', { cwd: shop().root, env: shop().postgres })
      expect((await migrate()).stdout).toContain('"applied":["0000_init"]')
      expect((await migrate()).stdout).toContain('no migration is pending')
      await makeCallers(shop(), shop().postgres)
    })

    test.each(['npm run dev', 'npm start'])('%s serves', async (words) => {
      const service = await launch(words, shop().postgres)
      expect(service.log()).toContain('"database":"postgres"')
      await postAndGet(service, words.replaceAll(' ', '-'))
      // In the database of the service it signs in by itself.
      await curl(service, shop().postgres)
      await service.stop('SIGTERM')
      expect(service.log()).toContain('"msg":"shutting down"')
    })

    test('ends well when it is told to', async () => {
      const service = await launch(START, shop().postgres)
      expect(await service.stop('SIGTERM')).toBe(0)
    })
  })
}

/** Makes a category as a clerk and reads it where the service says that it is; its address. */
async function postAndGet(service: RunningService, slug: string): Promise<string> {
  expect(await service.get('/health')).toMatchObject({ status: 200, body: { status: 'ok' } })
  const token = await signIn(service, 'clerk')
  const made = await service.post('/api/categories', { slug, name: 'Chairs' }, token)
  expect(made).toMatchObject({ status: 201, body: { data: { slug, name: 'Chairs' } } })
  expect(await service.get(made.location)).toMatchObject({ status: 200, body: made.body })
  return made.location
}
