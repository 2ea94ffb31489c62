import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, inject, test } from 'vitest'
import { packageRoot } from '../../../src/package.ts'
import { linesMatching, sourcesIn } from '../../rules/sources.ts'

const run = promisify(execFile)
const TSC = join(packageRoot, 'node_modules/.bin/tsc')

test('what is wrong in a description is a type error in the editor, and nothing else is', async () => {
  const { stdout } = await run(TSC, ['--noEmit', '-p', join(packageRoot, 'tests/unit/define')])
  expect(stdout).toBe('')
})

// With another version of Zod beside ours the compiler took more than a minute for a small description, and failed.
test('what a description is given is told by its parts, and not by the types of one version of Zod', () => {
  const builders = /\): z\.Zod\w+ \{$|extends z\.ZodString \{$|^import /
  const named = linesMatching(sourcesIn('src/define'), /\bz\.(?:Zod|core|infer)/)
  expect(named.filter((line) => !builders.test(line))).toEqual([])
})

test('two hundred resources are checked in a moment', async () => {
  const folder = mkdtempSync(join(inject('installedRoot'), 'many-'))
  writeFileSync(join(folder, 'many.spec.ts'), manyResources(200))
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: join(packageRoot, 'tsconfig.json'), include: ['many.spec.ts'], exclude: [] }),
  )
  const started = performance.now()
  const { stdout } = await run(TSC, ['--noEmit', '-p', folder])
  expect(stdout).toBe('')
  expect(performance.now() - started).toBeLessThan(20_000)
})

function manyResources(count: number): string {
  const resources = Array.from({ length: count }, (_, at) => {
    const other = (step: number) => `r${(at + step) % count}`
    return `  r${at}: resource({
    fields: z.object({
      a: z.string().max(10), b: z.int32().default(0), c: field(z.email(), { unique: true }), d: z.string().optional(),
      e: z.iso.datetime().optional(), f: z.array(z.string()).default([]),
      p: ref('${other(7)}', { optional: true }), q: ref('${other(1)}').optional(), m: many('${other(2)}'),
    }),
    query: { filter: ['a', 'p.a'], sort: ['b'] }, key: 'a', owner: 'p',
  }),`
  })
  return `import { z } from 'zod'
import { defineSpec, field, many, ref, resource } from '${join(packageRoot, 'src/define/index.ts')}'
export default defineSpec({ ashlar: 1, name: 'x', resources: {\n${resources.join('\n')}\n} })\n`
}
