import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generateGolden } from '../access/shop.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { runProgram, type Service, startMembers } from './service.ts'

const PASSWORD = 'correct horse'
const ADA = ['--email', 'ada@example.com', '--name', 'Ada', '--role', 'admin']
const BOB = ['--email', 'bob@example.com', '--name', 'Bob']

const postgres = testDatabase()

describe.each([
  { database: 'PGlite', env: () => ({}), isThere: true },
  { database: 'PostgreSQL', env: () => ({ DATABASE_URL: postgres.url }), isThere: hasPostgres },
])('the first people of an organisation, on $database', ({ database, env, isThere }) => {
  describe.skipIf(!isThere)('are made by npm run user', () => {
    let root: string
    let service: Service | undefined

    const user = (...options: readonly string[]) =>
      runProgram(root, ['src/user.ts', ...options], { BCRYPT_COST: '10', PASSWORD, ...env() }).catch(
        ({ stdout = '' }: { stdout?: string }) => stdout,
      )

    beforeAll(async () => {
      root = await generateGolden('tenants', `auth-tenants-${database}`)
      if (database === 'PostgreSQL') await runProgram(root, ['src/migrate.ts'], env())
    })

    afterAll(async () => {
      await service?.stop()
    })

    async function meOf(email: string) {
      if (service === undefined) throw new Error('the service does not run')
      const { body } = await service.post('/api/auth/login', { email, password: PASSWORD })
      return (await service.get('/api/auth/me', body.data.accessToken)).body.data
    }

    test('with the organisation, into one that is there, and into another one', async () => {
      expect(await user(...ADA)).toContain('Say to whom they belong: --organisation or --new-organisation.')
      const made = await user(...ADA, '--new-organisation', '{"name":"Acme"}')
      const [, acme = ''] = /"organisation":"([^"]+)"/.exec(made) ?? []
      expect(acme).toMatch(/^[0-9a-f-]{36}$/)
      expect(await user(...BOB, '--organisation', acme)).toContain('"made"')
      const move = ['--email', 'bob@example.com', '--new-organisation', '{"name":"Other"}']
      const refused = [await user(...move), await user(...move, '--role', 'queen')]
      expect(refused[0]).toContain('Say what they are there: --role.')
      expect(refused[1]).toContain('expected one of')
      // Neither has made an organisation that nobody is in.
      expect(refused.join()).not.toContain('"made"')
      const moved = await user(...move, '--role', 'member')
      const [, other = ''] = /"organisation":"([^"]+)"/.exec(moved) ?? []

      service = await startMembers(root, { BCRYPT_COST: '10', ...env() })
      expect(await meOf('ada@example.com')).toMatchObject({ organisationId: acme, role: 'admin' })
      expect(await meOf('bob@example.com')).toMatchObject({ organisationId: other, role: 'member' })
    }, 480_000)
  })
})
