import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // The goldens hold tests of their own, which run inside a generated project.
    exclude: ['**/node_modules/**', 'tests/golden/*/expected/**'],
    setupFiles: ['tests/setup/seed.ts'],
    globalSetup: ['tests/setup/build.ts', 'tests/setup/folders.ts', 'tests/setup/postgres.ts'],
    // What the tests start a thousand times is compiled once.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, '.tmp/compile-cache') },
    // All of them: a file that waits for a child process leaves its core to another one.
    maxWorkers: '100%',
    // A child process or a first PGlite takes seconds on a busy machine.
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
})
