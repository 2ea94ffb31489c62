import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { ashlar } from '../setup/cli.ts'
import { withoutThisRun } from './service.ts'

const run = promisify(execFile)

const TEXT = `ashlar: 1
name: club
auth: { user: member, identifier: email, cookies: true, apiKeys: true }
resources:
  member:
    access: { list: self, get: self, create: public, update: self, delete: self }
    fields:
      email: email unique
      password: secret
`

// Also the smallest user that there is: nothing of it can be changed but by the password.
describe('a service that keeps refresh tokens in cookies', () => {
  const root = join(inject('installedRoot'), 'auth-cookies')

  beforeAll(async () => {
    mkdirSync(root, { recursive: true })
    writeFileSync(join(root, 'ashlar.yaml'), TEXT)
    expect(await ashlar(['generate'], { cwd: root })).toMatchObject({ exitCode: 0, stderr: '' })
  })

  test('compiles, is laid out and passes its own tests', async () => {
    await inService('tsc', ['--noEmit'])
    await inService('biome', ['check', '--error-on-warnings'])
    await inService('vitest', ['run'])
  }, 180_000)

  test('answers its curl scripts', async () => {
    const { stdout } = await inService('node', ['scripts/run.js', 'tests/curl/run.ts'])
    expect(stdout).toMatch(/^ {2}200 POST \/auth\/refresh/m)
  })

  test('starts for pages that are named, and not for all', async () => {
    const { readConfig } = await import(join(root, 'src/config.ts'))
    expect(() => readConfig({ CORS_ORIGINS: '*' })).toThrow('CORS_ORIGINS must be origins')
    const { corsOrigins } = readConfig({ CORS_ORIGINS: 'https://pages.example' })
    expect(corsOrigins).toEqual(['https://pages.example'])
  })

  function inService(program: string, args: readonly string[]) {
    const file = join(packageRoot, 'node_modules', '.bin', program)
    return run(file, args, { cwd: root, env: withoutThisRun(), maxBuffer: 2 ** 26 })
  }
})
