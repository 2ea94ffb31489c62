import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { hasPostgres } from '../../setup/database.ts'
import { temporaryFolder, writeTimes } from '../../setup/tree.ts'
import { buildImage, type Image } from '../image/build.ts'
import { run, succeed } from './programs.ts'
import { startService } from './running-service.ts'
import type { Shop } from './shop.ts'

/** What the Dockerfile makes of the project, its steps carried out natively. */
export function imageTests(shop: () => Shop): void {
  let image: Image
  const place = (env = {}) => ({ cwd: join(image.folder, image.workdir), env: { ...image.env, ...env } })

  beforeAll(async () => {
    image = await buildImage(shop().root)
  }, 120_000)

  test('has the bundle and the migrations, no secret, no source and no package', () => {
    const { cwd } = place()
    expect(readdirSync(cwd).sort()).toEqual(['dist', 'migrations', 'package.json'])
    expect(readdirSync(join(cwd, 'migrations'))).toContain('0000_init.sql')
    expect(readFileSync(join(cwd, 'dist/main.js'), 'utf8')).not.toContain('DATABASE_URL=')
    expect(image.user.every((id) => id > 0)).toBe(true)
  })

  test('does not start without a database, and says why', async () => {
    const { exitCode, stderr } = await run(image.command, place())
    expect(exitCode).toBe(78)
    expect(stderr).toContain('DATABASE_URL')
  })

  test('is built of a project without a lock file as well', async () => {
    const project = join(temporaryFolder(), 'project')
    const left = new Set(['node_modules', 'package-lock.json', '.git', '.data'])
    cpSync(shop().root, project, { recursive: true, filter: (path) => !left.has(basename(path)) })
    const { folder, workdir } = await buildImage(project)
    expect(existsSync(join(folder, workdir, 'dist/main.js'))).toBe(true)
    rmSync(folder, { recursive: true })
  })

  describe.skipIf(!hasPostgres)('on PostgreSQL', () => {
    test('migrates, serves, writes nothing where it stands, and ends when it is told to', async () => {
      const before = writeTimes(image.folder)
      const shared = { ...shop().postgres, AUTH_SECRET: randomBytes(48).toString('base64') }
      await succeed(['node', 'dist/migrate.js'], place(shared))
      const settings = { ...shared, HOST: '127.0.0.1', SHUTDOWN_DELAY_MS: '0' }
      const service = await startService(image.command, place(settings))
      expect(await service.get('/health')).toMatchObject({ status: 200 })
      await succeed('npm run test:curl', { cwd: shop().root, env: { ...shared, BASE_URL: service.url } })
      expect(await service.stop('SIGTERM')).toBe(0)
      expect(writeTimes(image.folder)).toEqual(before)
    })
  })
}
