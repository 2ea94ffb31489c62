import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'

test('an attempt that the service could not look at leaves no wait behind', async () => {
  const { createAttempts } = await import(join(packageRoot, 'tests/golden/shop/expected/src/auth/attempts.ts'))
  const attempts = createAttempts(undefined)
  const begin = () => attempts.begin('ada@example.com', '192.0.2.1')
  // Four that are wrong cost nothing yet.
  for (let wrong = 0; wrong < 4; wrong += 1) await begin()
  const fifth = await begin()
  await expect(begin()).rejects.toMatchObject({ code: 'too-many-requests' })
  const busy = new Error('too much at once')
  await expect(fifth.abandon(busy)).rejects.toBe(busy)
  await expect(begin()).resolves.toBeDefined()
})
