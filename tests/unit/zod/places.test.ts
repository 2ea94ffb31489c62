import { expect, test } from 'vitest'
import { problemsIn, withFields } from './folder.ts'

/** Line and column of each problem. */
async function placesIn(code: string): Promise<string[]> {
  return (await problemsIn(code)).map((line) => line.split(' ').slice(0, 2).join(' '))
}

// The head takes two lines; the fields stand in line 5 from column 54 on.
test.each([
  ['a refused schema', withFields('it: z.string().trim()'), ['5:58 ASH1070']],
  ['a name', withFields('order_line: z.string()'), ['5:54 ASH1030']],
  ['a target', withFields("it: a.ref('nothing' as never)"), ['5:64 ASH2040']],
  ['a modifier', withFields("it: a.field(z.email(), { column: 'No' })"), ['5:87 ASH1030']],
  ['an unknown modifier', withFields('it: a.field(z.email(), { uniqe: true } as never)'), ['5:79 ASH1020']],
  ['a bound', withFields('it: z.string().min(9).max(3)'), ['5:73 ASH2021']],
  ['a default', withFields("it: z.enum(['a', 'b']).default('c' as never)"), ['5:85 ASH2030']],
  ['a key', withFields('it: z.string()', "key: 'sku' as never"), ['5:78 ASH2010']],
  ['an item of a list', withFields('it: z.string()', "query: { sort: ['it', 'that' as never] }"), ['5:96 ASH2061']],
  ['a word in a text', withFields('it: z.boolean()', "access: 'public where that'"), ['5:96 ASH2064']],
  ['a relation without a name', withFields('it: a.ref()'), ['5:58 ASH1070']],
  ['a field of no schema', withFields("it: a.field('string' as never, {})"), ['5:58 ASH1070']],
  [
    'a schema in place of a resource',
    "export default a.defineSpec({ ashlar: 1, name: 'svc', resources: { note: z.object({ it: z.string() }) } } as never)",
    ['3:74 ASH1070'],
  ],
  ['an unknown key', withFields('it: z.string()', 'querry: {}'), ['5:73 ASH1020']],
  [
    'a constant of the file',
    `const fields = z.object({ it: z.string().regex(/x/) })\n${withFields('').replace('z.object({  })', 'fields')}`,
    ['3:31 ASH1070'],
  ],
  ['a spread', `const shared = { it: z.string().regex(/x/) }\n${withFields('...shared')}`, ['3:22 ASH1070']],
  [
    'what is missing',
    'export default a.defineSpec({ ashlar: 1, resources: {} } as never)',
    ['3:16 ASH1021', '3:42 ASH1024'],
  ],
])('%s', async (_what, code, expected) => {
  expect(await placesIn(code)).toEqual(expected)
})
