import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeTimes } from '../../setup/tree.ts'
import { run, succeed } from './programs.ts'
import { ashlar, type Shop } from './shop.ts'

const { exitCode: hasShellcheck } = await run('shellcheck --version', { cwd: '/' }).catch(() => ({ exitCode: 1 }))

/** The project as `create-ashlar` has made it. */
export function freshTests(shop: () => Shop): void {
  const inProject = (words: string) => succeed(words, { cwd: shop().root })

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

  test.skipIf(hasShellcheck !== 0)('has scripts that shellcheck has nothing against', async () => {
    const folder = join(shop().root, 'tests/curl')
    const scripts = readdirSync(folder).filter((name) => name.endsWith('.sh'))
    expect(scripts.length).toBeGreaterThan(5)
    await succeed(['shellcheck', '-x', ...scripts.map((name) => `tests/curl/${name}`)], { cwd: shop().root })
  })
}
