import { expect, test } from 'vitest'
import { AshlarError } from '../../../src/errors.ts'
import { describe } from '../../../src/pipeline.ts'

const HEAD = 'ashlar: 1\nname: shop\nresources:\n'
const many = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join('')
const field = (text: string): string => `${HEAD}  note: { fields: { text: '${text}' } }\n`
const index = (where: string): string =>
  `${HEAD}  note: { fields: { text: json }, indexes: [{ fields: [text], where: '${where}' }] }\n`

/** Texts that would keep a careless reader busy for minutes or end it, with the code that they are refused with. */
test.each([
  ['50 MB', `${HEAD}#${'x'.repeat(50 * 1024 * 1024)}`, 'ASH1001'],
  ['100,000 fields', `${HEAD}  note:\n    fields:\n${many(100_000, (at) => `      f${at}: i\n`)}`, 'ASH1001'],
  [
    '40,000 fields in less than 1 MiB',
    `${HEAD}  note:\n    fields:\n${many(40_000, (at) => `      f${at}: int\n`)}`,
    'ASH1024',
  ],
  ['5,000 resources', `${HEAD}${many(5_000, (at) => `  r${at}: { fields: { a: int } }\n`)}`, 'ASH1024'],
  ['a key 60,000 times', `${HEAD}${many(60_000, () => '  note: {}\n')}`, 'ASH1024'],
  ['250,000 wrong escapes', `a: "${'\\x'.repeat(250_000)}`, 'ASH1004'],
  ['500,000 quotes', '"'.repeat(500_000), 'ASH1004'],
  ['100,000 lists in a row', `a: ${'[]'.repeat(100_000)}`, 'ASH1004'],
  ['100,000 tags', `a: ${'!a '.repeat(100_000)}`, 'ASH1004'],
  ['200,000 commas', `a: [${','.repeat(200_000)}`, 'ASH1004'],
  ['200,000 items', `a:\n${'- a\n'.repeat(200_000)}`, 'ASH1024'],
  ['200,000 directives', '%a b\n'.repeat(200_000), 'ASH1004'],
  ['500,000 blank lines in a text', `a: |\n${'\n'.repeat(500_000)}x`, 'ASH1004'],
  ['a default of 2,000 keys', field(`json = {${many(2_000, (at) => `"k${at}": 1, `)}"k": 1}`), 'ASH1024'],
  ['20,000 levels', `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'ASH1003'],
  ['700 levels of maps', many(700, (at) => `${' '.repeat(at)}a:\n`), 'ASH1003'],
  ['900 aliases', `a: &a [1]\nb: [${'*a, '.repeat(900)}]\n`, 'ASH1007'],
  ['10,000 aliases', `a: &a [1]\nb: [${'*a, '.repeat(10_000)}]\n`, 'ASH1024'],
  ['900 aliases in a merge key', `a: &a { x: 1 }\nb:\n  <<: [${'*a, '.repeat(900)}]\n`, 'ASH1007'],
  ['a default of 100,000 levels', field(`json = ${'['.repeat(100_000)}${']'.repeat(100_000)}`), 'ASH1003'],
  ['a condition of 100,000 levels', index(`text = ${'['.repeat(100_000)}${']'.repeat(100_000)}`), 'ASH2064'],
  ['quotes in a default', field(`string = \\"${'\\\\\\"'.repeat(100_000)}`), 'ASH1046'],
  ['quotes in a modifier', field(`string backfill("${'\\"'.repeat(300_000)})`), 'ASH1046'],
  ['a number of 900,000 digits', field(`int = 1${'0'.repeat(900_000)}1`), 'ASH1010'],
  ['a name that is no path', `${HEAD}  note: { path: ${'a-'.repeat(400_000)}, fields: { a: int } }\n`, 'ASH1034'],
  ['a name of 1,000 signs', `${HEAD}  ${'a'.repeat(1_000)}: { fields: { a: int } }\n`, 'ASH1030'],
])('%s', (_what, text, code) => {
  const started = performance.now()
  const refused = (): unknown => describe({ file: 'ashlar.yaml', text })
  expect(refused).toThrow(AshlarError)
  // What is not linear takes minutes; a busy machine does not.
  expect(performance.now() - started).toBeLessThan(60_000)
  try {
    refused()
  } catch (error) {
    const problems = error instanceof AshlarError ? error.problems : []
    expect(problems.map((problem) => problem.code)).toContain(code)
    expect(problems.filter(({ message, hint = '' }) => message.length + hint.length > 2_000)).toEqual([])
  }
})
