import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { packageRoot } from '../../../src/package.ts'
import { ashlar } from '../../setup/cli.ts'
import { temporaryFolder } from '../../setup/tree.ts'
import { edit } from './adopt/edits.ts'

const ROUTES = 'src/resources/posts/posts.routes.ts'

describe('a service in which people sign in', () => {
  const root = temporaryFolder()
  const check = (...args: readonly string[]) => ashlar(['check', ...args], { cwd: root })

  beforeAll(async () => {
    const text = readFileSync(join(packageRoot, 'tests/golden/members/ashlar.yaml'), 'utf8')
    writeFileSync(join(root, 'ashlar.yaml'), text)
    expect(await ashlar(['generate'], { cwd: root })).toMatchObject({ exitCode: 0 })
  })

  test('has nothing against its rules as it is generated', async () => {
    const { exitCode, stdout } = await check()
    expect(stdout).toContain('Every route goes through its policy.')
    expect(exitCode).toBe(0)
  })

  test('has a route without its guard, with its place', async () => {
    edit(root, ROUTES, "routes.get('/', may.list, ", "routes.get('/', ")
    const { exitCode, stdout } = await check()
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(
      /^ {2}access {4}src\/resources\/posts\/posts\.routes\.ts:16:3 GET \/ {2}no policy guards this route: /m,
    )
    expect(stdout).toMatch(/all in step with the description\.\n2 places where somebody may get past the rules\.\n$/)
  })

  test('tells it to tools', async () => {
    const { access } = JSON.parse((await check('--json')).stdout)
    expect(access).toMatchObject([
      { kind: 'unguarded-route', path: ROUTES, line: 16, column: 3, route: 'GET /' },
      { kind: 'forged-grant', path: ROUTES, line: 17, route: 'GET /' },
    ])
    expect((await check('--format', 'github')).stdout).toContain(
      `::error file=${ROUTES},line=16,col=3,title=ashlar%3A access::`,
    )
    expect(JSON.parse((await check('--format', 'sarif')).stdout).runs[0].results).toHaveLength(2)
  })

  test('lists a file of the user, and what is meant with its reason', async () => {
    edit(root, ROUTES, "routes.get('/', ", "routes.get('/', may.list, ")
    const own =
      "import { Hono } from 'hono'\n\nexport const hooks = new Hono()\n\nhooks.post('/paid', (c) => c.text('thanks'))\n"
    writeFileSync(join(root, 'src/hooks.ts'), own)
    expect(await check()).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('src/hooks.ts:5:1 POST /paid') })
    writeFileSync(
      join(root, 'src/hooks.ts'),
      own.replace('hooks.post', '// ashlar-allow: signed by who sends it\nhooks.post'),
    )
    const { exitCode, stdout } = await check()
    expect(stdout).toMatch(/^ {2}allowed {3}src\/hooks\.ts:6:1 POST \/paid {2}signed by who sends it$/m)
    expect(stdout).toContain('Every route goes through its policy. 1 exception is allowed with a reason.')
    expect(exitCode).toBe(0)
  })
})
