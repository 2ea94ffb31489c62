import pc from 'picocolors'
import { describe, expect, test } from 'vitest'
import { createdText, stepLine } from '../../../src/report/created.ts'

const plain = pc.createColors(false)

test('a step says what it did and how long it took', () => {
  const line = stepLine({ what: 'dependencies installed with npm', milliseconds: 21_430 }, plain)
  expect(line).toBe('done  dependencies installed with npm (21.4 s)')
})

describe('the next three commands', () => {
  const created = { root: '/home/me/my-api', cwd: '/home/me', manager: 'pnpm', installed: true }

  test.each([
    ['after an install', {}, ['cd my-api', 'pnpm run dev', 'pnpm run test']],
    ['without one', { installed: false }, ['cd my-api', 'pnpm install', 'npx ashlar generate']],
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

  test('come after the warning that everyone may use the API', () => {
    expect(createdText(created, plain)).toContain('The API is public')
  })
})
