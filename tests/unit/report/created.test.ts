import pc from 'picocolors'
import { describe, expect, test } from 'vitest'
import { type Created, createdText, stepLine } from '../../../src/report/created.ts'

const plain = pc.createColors(false)

test('a step says what it did and how long it took', () => {
  const line = stepLine({ what: 'dependencies installed with npm', milliseconds: 21_430 }, plain)
  expect(line).toBe('done  dependencies installed with npm (21.4 s)')
})

describe('the next three commands', () => {
  const created: Created = {
    root: '/home/me/my-api',
    cwd: '/home/me',
    manager: 'pnpm',
    installed: true,
    isPublic: true,
    changedForAll: ['country', 'currency'],
    actions: [],
    node: undefined,
  }

  test.each([
    ['after an install', {}, ['cd my-api', 'pnpm run dev', 'pnpm run test']],
    ['without one', { installed: false }, ['cd my-api', 'pnpm install', 'pnpm exec ashlar generate']],
    ['from far away', { cwd: '/var/lib/elsewhere/deep' }, ['cd /home/me/my-api', 'pnpm run dev', 'pnpm run test']],
    [
      'with a name that a shell would split',
      { root: "/home/me/it's mine" },
      ["cd 'it'\\''s mine'", 'pnpm run dev', 'pnpm run test'],
    ],
  ])('%s', (_what, parts, commands) => {
    const text = createdText({ ...created, ...parts }, plain)
    expect(text.slice(text.indexOf('Next:'))).toBe(`Next:\n${commands.map((command) => `  ${command}`).join('\n')}`)
  })

  test('come after what the project brings along', () => {
    expect(createdText(created, plain)).not.toContain('brings')
    expect(createdText({ ...created, node: '^24.0.0' }, plain)).toContain('the project brings ^24.0.0 along')
  })

  test('come after the warning that everyone may use the API', () => {
    expect(createdText(created, plain)).toContain('The API is public')
    expect(createdText(created, plain)).toContain('All tenants share `country`, `currency`: whoever')
    expect(createdText({ ...created, changedForAll: [] }, plain)).not.toContain('All tenants')
    expect(createdText({ ...created, isPublic: false }, plain)).not.toContain('public')
  })

  test('come after what is left to write', () => {
    const actions = [{ path: 'src/resources/orders/orders.actions.ts', names: ['place', 'pay'] }]
    expect(createdText({ ...created, actions }, plain)).toContain(
      '\n  src/resources/orders/orders.actions.ts  place, pay\n',
    )
    expect(createdText(created, plain)).not.toContain('Yours to write')
  })
})
