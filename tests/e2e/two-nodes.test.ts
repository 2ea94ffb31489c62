import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../setup/tree.ts'
import { buildPackage } from './built-package.ts'

/** A Node that does not read TypeScript, as many people have it. */
const older = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'node'))
  .filter((path) => existsSync(path))
  .find((path) => {
    const { stdout } = spawnSync(path, ['-p', 'process.features.typescript ?? false'], { encoding: 'utf8' })
    return stdout.trim() === 'false'
  })

if (older === undefined)
  console.warn('NOT TESTED: there is no Node 20 here, on which a description in TypeScript is read')

const ashlar = older === undefined ? '' : join(buildPackage(), 'bin', 'ashlar.js')
const HEAD = "import { defineSpec, resource } from 'create-ashlar/spec'\nimport { z } from 'zod'\n"
const withText = (schema: string): string =>
  `export default defineSpec({ ashlar: 1, name: 'svc', resources: { note: resource({ fields: z.object({ a: ${schema} }) }) } })\n`
const GOOD = HEAD + withText('z.string()')

test.skipIf(older === undefined).each([
  ['a description', GOOD, 'svc'],
  ['a local module', `import { MAX } from './limits.ts'\n${HEAD}${withText('z.string().max(MAX)')}`, 'svc'],
  ['a type from nowhere', `import type { Foo } from './gone.ts'\n${GOOD}type A = Foo\n`, 'svc'],
  ['a syntax error', `${HEAD}export default defineSpec({ a: 1,\n b: }`, 'ashlar.spec.ts:4:5: '],
  ['an enum', `${HEAD}enum A { x }\n${GOOD}`, 'ashlar.spec.ts:3:1: '],
  ['a parameter property', `${HEAD}class A { constructor(private x: number) {} }\n`, 'ashlar.spec.ts:3:23: '],
  ['a decorator', `${HEAD}@x() class A {}\n`, 'ashlar.spec.ts:3:1: '],
  ['an enum of a local module', `import { A } from './bad.ts'\n${GOOD}`, 'ashlar.spec.ts:1:19: '],
  ['an import of a file that is not there', `${GOOD}import { x } from './nope.ts'\n`, 'ashlar.spec.ts:4:19: '],
  ['an import without its ending', `import { MAX } from './limits'\n${GOOD}`, 'ashlar.spec.ts:1:21: '],
  ['an import of a package that is not there', `import x from 'nope-pkg'\n${GOOD}`, 'ashlar.spec.ts:1:15: '],
  ['an import of a name that is not there', `import { MIN } from './limits.ts'\n${GOOD}`, 'ashlar.spec.ts:1:10: '],
  ['nothing exported', 'export default null', 'ashlar.spec.ts:1:1: '],
  ['an error', `${HEAD}const a: number = 1; throw new Error('no luck' + a)`, 'ashlar.spec.ts:3:28: '],
])('both Nodes answer the same to %s', (_what, code, beginning) => {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'ashlar.spec.ts'), code)
  writeFileSync(join(cwd, 'limits.ts'), 'export const MAX: number = 80\n')
  writeFileSync(join(cwd, 'bad.ts'), 'export enum A { x }\n')
  const answers = [process.execPath, older ?? ''].map((node) => {
    const { status, stdout, stderr } = spawnSync(node, [ashlar, 'inspect'], { cwd, encoding: 'utf8' })
    return `${stdout}${stderr}${status}`
  })
  expect(answers[0]?.slice(0, beginning.length)).toBe(beginning)
  expect(answers[1]).toBe(answers[0])
})
