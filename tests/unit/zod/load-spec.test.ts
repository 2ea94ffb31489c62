import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { AshlarError } from '../../../src/errors.ts'
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
    ['an object thrown', 'throw { a: 1 }', '1:1 ASH1074 `ashlar.spec.ts` failed while it ran: { a: 1 }'],
    ['a crash', 'process.abort()', '1:1 ASH1075 `ashlar.spec.ts` ended the process that read it'],
    [
      'a rejection that nobody waits for',
      `${GOOD}Promise.reject(new Error('no luck'))`,
      '6:16 ASH1074 `ashlar.spec.ts` failed while it ran: no luck',
    ],
    [
      'an error a little later',
      `${GOOD}setTimeout(() => { throw new Error('no luck') }, 0)`,
      '6:26 ASH1074 `ashlar.spec.ts` failed while it ran: no luck',
    ],
    [
      'a resource of nothing',
      GOOD.replace('note: a', 'book: (a.resource as never as () => never)(), note: a'),
      '5:22 ASH1070 `book` is undefined',
    ],
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
    expect(problem).toMatch(/^3:8 ASH1072 `ashlar\.spec\.ts` imports what is not there: `no-such-package`$/)
  })

  test('what is no TypeScript', async () => {
    expect(await problemsIn('export default { a: 1,\n  b: }')).toEqual([
      '4:6 ASH1073 `ashlar.spec.ts` is not TypeScript: Expression expected',
    ])
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

describe('what runs beside the description', () => {
  test('a process that it has started is not waited for, and ends with it', async () => {
    const path = specFile(
      `import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
const child = spawn(process.execPath, ['-e', 'setTimeout(() => 1, 60_000)'], { stdio: 'inherit' })
writeFileSync(new URL('pid', import.meta.url), String(child.pid))
${GOOD}`,
    )
    expect(parseDescription((await loadSpec(path, 20_000)).source).spec.name).toBe('svc')
    const pid = Number(readFileSync(join(dirname(path), 'pid'), 'utf8'))
    await expect.poll(() => isRunning(pid)).toBe(false)
  }, 15_000)

  test('a timer that it left open is not waited for', async () => {
    const path = specFile(`setInterval(() => undefined, 1000)\n${GOOD}`)
    expect(parseDescription((await loadSpec(path, 20_000)).source).spec.name).toBe('svc')
  }, 15_000)

  test('what it writes to its standard output, by whatever way, is not taken for the answer', async () => {
    const path = specFile(`import { writeSync } from 'node:fs'\nwriteSync(1, '{"description":{}}\\n')\n${GOOD}`)
    expect(parseDescription((await loadSpec(path)).source).spec.name).toBe('svc')
  })

  test('what fails behind the back of the import is a sentence', async () => {
    const code = `Promise.reject(new Error('no luck'))\nawait new Promise((done) => setTimeout(done, 200))\n${GOOD}`
    expect(await problemsIn(code)).toEqual(['3:16 ASH1074 `ashlar.spec.ts` failed while it ran: no luck'])
  })

  test('waiting for nothing', async () => {
    expect(await problemsIn(`await new Promise(() => undefined)\n${GOOD}`)).toEqual([
      '1:1 ASH1075 `ashlar.spec.ts` ended the process that read it',
    ])
  })
})

describe('a default that is another tomorrow', () => {
  test.each([
    ['the day', 'it: z.iso.date().default(() => new Date().toISOString().slice(0, 10))'],
    ['the time', 'it: z.number().default(() => Date.now())'],
    ['the day as a text', 'it: z.string().default(() => Date().slice(0, 15))'],
    ['the day in a format', "it: z.string().default(() => new Intl.DateTimeFormat('en').format())"],
    ['the day in parts', 'it: z.json().default(() => Intl.DateTimeFormat().formatToParts())'],
    ['the day in local words', "it: z.string().default(() => new Date().toLocaleDateString('en'))"],
    ['a count', 'it: z.int32().default(() => counter++)'],
    ['a key', 'it: z.json().default(() => ({ [String(counter++)]: 1 }))'],
    ['within', 'it: z.json().default(() => ({ at: [new Date().toISOString()] }))'],
  ])('%s', async (_name, fields) => {
    expect(await problemsIn(`let counter = 0\n${withFields(fields)}`)).toEqual([
      '6:58 ASH1070 `it` has a default that differs each time, which no column, document or test could keep',
    ])
  })
})

test('a date that is always the same is none', async () => {
  const fields = `a: z.string().default(() => new Date(0).toISOString()),
    b: z.string().default(() => new Intl.DateTimeFormat('en', { timeZone: 'UTC' }).format(new Date(0))),
    c: z.boolean().default(() => new Date() instanceof Date && new Date().constructor.name === 'Date'),
    d: z.int64().default(() => BigInt(Date.UTC(2026, 0)))`
  expect(await problemsIn(withFields(fields))).toEqual([])
})

test('characters that a text of TypeScript may hold are kept', async () => {
  const path = specFile(GOOD.replace("'svc'", "'svc', description: 'a\\uFEFF\\uFFFD\\u{1F600}b'"))
  expect(parseDescription((await loadSpec(path)).source).spec.description).toBe('a\uFEFF\uFFFD\u{1F600}b')
})

test('names that an import asks for in vain have their place', async () => {
  const [problem] = await problemsIn(`import { filed } from 'create-ashlar/spec'\nvoid filed\n${GOOD}`)
  expect(problem).toMatch(/^3:10 ASH1073 /)
})

test('a local module that is not there has its place', async () => {
  const [problem] = await problemsIn(`import { MAX } from './limits.ts'\nvoid MAX\n${GOOD}`)
  expect(problem).toMatch(/^3:21 ASH1072 /)
})

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // One that nobody has buried is there, and does nothing.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

test.each([
  ['z.sting()', '5:59', 'did you mean `z.string`?'],
  ['z.string().optinal()', '5:68', 'did you mean `optional`?'],
  ['strng()', '5:57', 'nothing is called `strng` here'],
  ['a.smalint()', '5:59', 'did you mean `a.smallint`?'],
])('a function that is not there: %s', async (schema, place, hint) => {
  const error = await loadSpec(specFile(withFields(`a: ${schema}`))).catch((thrown: unknown) => thrown)
  const [problem] = error instanceof AshlarError ? error.problems : []
  expect([`${problem?.where?.line}:${problem?.where?.column}`, problem?.hint]).toEqual([place, hint])
})

test('a reserved name in brackets has its place in the file', async () => {
  expect(
    await problemsIn(GOOD.replace('note: a', "['__proto__']: a.resource({ fields: z.object({}) }), note: a")),
  ).toEqual(['5:16 ASH1031 the name `__proto__` is reserved'])
})
