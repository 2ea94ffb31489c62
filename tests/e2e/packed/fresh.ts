import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hasPostgres } from '../../setup/database.ts'
import { writeTimes } from '../../setup/tree.ts'
import { run, succeed } from './programs.ts'
import { ashlar, type Shop } from './shop.ts'

const { exitCode: hasShellcheck } = await run('shellcheck --version', { cwd: '/' }).catch(() => ({ exitCode: 1 }))

/** The project as `create-ashlar` has made it. */
export function freshTests(shop: () => Shop): void {
  const inProject = (words: string, env = {}) => succeed(words, { cwd: shop().root, env })

  test('is installed, has its first migration, has been started, and is committed', async () => {
    expect(shop().created.stdout).toContain('first migration migrations/0000_init.sql')
    expect(shop().created.stdout).toContain('started once, on the embedded database, and it was ready')
    expect((await inProject('git log --format=%s')).stdout).toBe('Generate the service with ashlar\n')
    expect((await inProject('git status --porcelain')).stdout).toBe('')
    expect(existsSync(join(shop().root, 'package-lock.json'))).toBe(true)
  })

  test('is what its description says, and generating it again writes nothing', async () => {
    const before = writeTimes(shop().root)
    expect(await ashlar(shop(), 'check')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(await ashlar(shop(), 'generate')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(writeTimes(shop().root)).toEqual(before)
  })

  test.each(['typecheck', 'lint', 'build'])('passes npm run %s', async (script) => {
    await inProject(`npm run ${script}`)
  })

  test('passes its own tests on the embedded database', async () => {
    expect((await inProject('npm test')).stdout).toMatch(/Tests {2}\d+ passed/)
  })

  test.skipIf(!hasPostgres)('passes its own tests on PostgreSQL', async () => {
    expect((await inProject('npm test', shop().postgres)).stdout).toMatch(/Tests {2}\d+ passed/)
  })

  test('answers its curl scripts in memory', async () => {
    expect((await inProject('npm run test:curl')).stdout).toMatch(/^ {2}201 POST /m)
  })

  test.skipIf(hasShellcheck !== 0)('has scripts that shellcheck has nothing against', async () => {
    const folder = join(shop().root, 'tests/curl')
    const scripts = readdirSync(folder).filter((name) => name.endsWith('.sh'))
    expect(scripts.length).toBeGreaterThan(5)
    await succeed(['shellcheck', '-x', ...scripts.map((name) => `tests/curl/${name}`)], { cwd: shop().root })
  })
}
