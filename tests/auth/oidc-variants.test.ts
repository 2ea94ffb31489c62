import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, inject, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { ashlar } from '../setup/cli.ts'
import { withoutThisRun } from './service.ts'

const run = promisify(execFile)

const COOKIES = `ashlar: 1
name: club
auth: { user: member, identifier: email, cookies: true, apiKeys: true, oidc: { google: { issuer: GOOGLE_ISSUER } } }
resources:
  member:
    access: { list: self, get: self, create: public, update: self, delete: self }
    fields:
      email: email unique
      password: secret?
      firstName: string(1..40)?
`

const BY_INVITATION = `ashlar: 1
name: office
auth:
  user: clerk
  identifier: email
  roles: { field: role }
  oidc: { headOfficeOfTheWholeCompany: { issuer: HEAD_OFFICE, scopes: [openid, email] } }
resources:
  clerk:
    key: number
    access: { list: signedIn, get: signedIn, create: boss, update: [self, boss], delete: boss }
    fields:
      number: int generated
      email: email unique
      password: secret
      city: string(1..40)
      role: enum(clerk, boss) write(boss) = clerk
`

describe.each([
  ['that keeps refresh tokens in cookies', 'cookies', COOKIES],
  ['in which nobody makes an account for themselves', 'invitation', BY_INVITATION],
])('a service with providers %s', (_, name, text) => {
  const root = join(inject('installedRoot'), `auth-oidc-${name}`)

  test('compiles, is laid out, passes its own tests and answers its curl scripts', async () => {
    mkdirSync(root, { recursive: true })
    writeFileSync(join(root, 'ashlar.yaml'), text)
    expect(await ashlar(['generate'], { cwd: root })).toMatchObject({ exitCode: 0, stderr: '' })
    expect(await ashlar(['check'], { cwd: root })).toMatchObject({ exitCode: 0 })
    await inService('tsc', ['--noEmit'])
    await inService('biome', ['check', '--error-on-warnings'])
    await inService('vitest', ['run'])
    const { stdout } = await inService('node', ['scripts/run.js', 'tests/curl/run.ts'])
    expect(stdout).toMatch(/^ {2}401 GET \/auth\/identities/m)
  }, 400_000)

  async function inService(program: string, args: readonly string[]) {
    const file = join(packageRoot, 'node_modules', '.bin', program)
    const options = { cwd: root, env: withoutThisRun(), maxBuffer: 2 ** 26 }
    // What is wrong stands in what it has printed.
    return run(file, args, options).catch((error: { stdout?: string; stderr?: string }) => {
      throw new Error(`${program}: ${error.stdout}${error.stderr}`)
    })
  }
})
