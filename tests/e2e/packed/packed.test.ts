import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { packageRoot } from '../../../src/package.ts'
import { testDatabase } from '../../setup/database.ts'
import { freshTests } from './fresh.ts'
import { imageTests } from './image.ts'
import { run, succeed } from './programs.ts'
import { regeneratingTests } from './regenerating.ts'
import { startService } from './running-service.ts'
import { servingTests } from './serving.ts'
import { makeShop, type Shop } from './shop.ts'
import { workflowTests } from './workflow.ts'

const database = testDatabase()

let shop: Shop

beforeAll(async () => {
  shop = await makeShop(database.url)
}, 240_000)

// One project from its first to its last day: each part goes on from where the one before has left it.
describe('a fresh project', { timeout: 120_000 }, () => freshTests(() => shop))
describe('the service runs', { timeout: 120_000 }, () => servingTests(() => shop))
describe('its workflow', { timeout: 120_000 }, () => workflowTests(() => shop))
describe('its image', { timeout: 120_000 }, () => imageTests(() => shop))
describe('the project changes', { timeout: 120_000 }, () => regeneratingTests(() => shop))

describe('a project without an install', () => {
  test('is clean, and its first generate after an install makes the first migration', async () => {
    const root = join(shop.folder, 'notes')
    const bin = (name: string) => join(shop.bins, name)
    cpSync(join(packageRoot, 'tests/golden/minimal/ashlar.yaml'), join(shop.folder, 'notes.yaml'))
    const args = ['notes', '--spec', 'notes.yaml', '--yes', '--no-install', '--no-git']
    await succeed([bin('create-ashlar'), ...args], { cwd: shop.folder })
    expect(await run([bin('ashlar'), 'check'], { cwd: root })).toMatchObject({ exitCode: 0, stderr: '' })
    expect(existsSync(join(root, 'migrations'))).toBe(false)

    symlinkSync(join(shop.root, 'node_modules'), join(root, 'node_modules'))
    const { stdout } = await succeed([bin('ashlar'), 'generate'], { cwd: root })
    expect(stdout).toMatch(/^ {2}migrate +migrations\/0000_init\.sql$/m)
    expect(await run([bin('ashlar'), 'check'], { cwd: root })).toMatchObject({ exitCode: 0, stderr: '' })
  })
})

describe('after ashlar leave', { timeout: 120_000 }, () => {
  test('the service still builds, tests and runs', async () => {
    const place = { cwd: shop.root }
    await succeed([join(shop.root, 'node_modules/.bin/ashlar'), 'leave'], place)
    for (const name of ['.ashlar', 'ashlar.yaml', 'vendor', 'node_modules/create-ashlar'])
      expect(existsSync(join(shop.root, name)), name).toBe(false)
    expect(readFileSync(join(shop.root, 'package-lock.json'), 'utf8')).not.toContain('create-ashlar')
    for (const script of ['typecheck', 'lint', 'build', 'test']) await succeed(`npm run ${script}`, place)
    const service = await startService('npm start', place)
    expect((await service.get('/api/products')).status).toBe(200)
    await service.stop('SIGTERM')
  })
})
