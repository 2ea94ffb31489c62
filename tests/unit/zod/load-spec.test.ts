import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseDescription } from '../../../src/spec/parse.ts'
import { loadSpec } from '../../../src/zod/load-spec.ts'
import { problemsIn, specFile, withFields } from './folder.ts'

const GOOD = withFields('title: z.string().max(80)')

test('a description is read where nothing is installed', async () => {
  const { source, modules } = await loadSpec(specFile(GOOD))
  expect(modules).toEqual([])
  expect(source.file).toBe('ashlar.spec.ts')
  expect(Object.keys(parseDescription(source).spec.resources.note?.fields ?? {})).toEqual(['title'])
})

test('it sees no secret of the environment, and prints where nobody takes it for the answer', async () => {
  process.env.SECRET_OF_THE_TEST = 'hunter2'
  const code = `console.log('{"description":{}}'); process.stdout.write('x')\n`
  const path = specFile(`${code}${GOOD.replace("'svc'", 'process.env.SECRET_OF_THE_TEST ?? "none"')}`)
  expect(parseDescription((await loadSpec(path)).source).spec.name).toBe('none')
})

test('the local modules that it imports are told', async () => {
  const path = specFile(`import { MAX } from './more/limits.ts'\n${withFields('title: z.string().max(MAX)')}`)
  mkdirSync(join(dirname(path), 'more'))
  writeFileSync(join(dirname(path), 'more', 'limits.ts'), 'export const MAX = 80\n')
  expect((await loadSpec(path)).modules).toEqual([join(dirname(path), 'more', 'limits.ts')])
})

describe('what cannot be loaded is a sentence', () => {
  test.each([
    ['nothing exported', 'export const a1 = 1', '1:1 ASH1071 this is no description: it has no default export'],
    [
      'an object of its own',
      'export default { ashlar: 1 }',
      '1:1 ASH1071 this is no description: its default export was not made by `defineSpec`',
    ],
    ['an error', "throw new Error('no luck')", '3:7 ASH1074 `ashlar.spec.ts` failed while it ran: no luck'],
    ['something else thrown', "throw 'no luck'", '1:1 ASH1074 `ashlar.spec.ts` failed while it ran: no luck'],
    ['process.exit', 'process.exit(0)', '1:1 ASH1075 `ashlar.spec.ts` ended the process that read it'],
    ['an endless loop', 'for (;;);', '1:1 ASH1075 `ashlar.spec.ts` took longer than 5 seconds'],
    [
      'a function in it',
      GOOD.replace("'svc'", '(() => 1) as never'),
      '4:21 ASH1070 `name` is a function, and a description holds plain values',
    ],
  ])('%s', async (_what, code, expected) => {
    expect(await problemsIn(code)).toEqual([expected])
  })

  test('a package that is not there', async () => {
    const [problem] = await problemsIn(`import 'no-such-package'\n${GOOD}`)
    expect(problem).toMatch(
      /ASH1072 `ashlar\.spec\.ts` imports what is not there: Cannot find package 'no-such-package'/,
    )
  })

  test('what is no TypeScript', async () => {
    const [problem] = await problemsIn('export default {')
    expect(problem).toMatch(/ASH107[34] /)
  })

  test('more than 8 MiB', async () => {
    const [problem] = await problemsIn(GOOD.replace("'svc'", "'x'.repeat(9_000_000)"))
    expect(problem).toBe('1:1 ASH1075 `ashlar.spec.ts` describes more than 8 MiB')
  })

  test('itself within itself', async () => {
    const code = `const api: Record<string, unknown> = {}\napi.self = api\n${GOOD.replace("'svc'", "'svc', api: api as never")}`
    expect(await problemsIn(code)).toEqual(['6:27 ASH1070 `self` holds itself, and a description holds plain values'])
  })
})
