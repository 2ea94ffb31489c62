import { describe, expect, test } from 'vitest'
import { addResource } from '../../../src/spec/add-resource.ts'
import { parseDescription } from '../../../src/spec/parse.ts'
import { problemsOf } from './problems-of.ts'

const add = (text: string, name = 'review', fields: readonly string[] = ['rating:int'], access?: string[]): string =>
  addResource({ file: 'a.yaml', text }, { name, fields, access })

const HEAD = 'ashlar: 1\nname: shop\nresources:\n'
const NOTE = '  note:\n    fields:\n      a: int\n'
const REVIEW = '  review:\n    fields:\n      rating: int\n'

describe('where the resource goes', () => {
  test.each([
    ['behind the only one', HEAD + NOTE, HEAD + NOTE + REVIEW],
    ['behind a file without a final line end', (HEAD + NOTE).trimEnd(), HEAD + NOTE + REVIEW],
    [
      'before another key',
      `${HEAD}${NOTE}\napi: { basePath: /x } # y\n`,
      `${HEAD}${NOTE}${REVIEW}\napi: { basePath: /x } # y\n`,
    ],
    ['before a comment of the file', `${HEAD}${NOTE}\n# the end`, `${HEAD}${NOTE}${REVIEW}\n# the end`],
    [
      'behind a comment of the last resource',
      `${HEAD}${NOTE}      # b: later\n# the end\n`,
      `${HEAD}${NOTE}      # b: later\n${REVIEW}# the end\n`,
    ],
    [
      'behind a comment on the last line',
      `${HEAD}  note: { fields: { a: int } } # x\n`,
      `${HEAD}  note: { fields: { a: int } } # x\n${REVIEW}`,
    ],
    [
      'with a blank line where the others have one',
      `${HEAD}${NOTE}\n  # two\n  b:\n    fields: {}\n`,
      `${HEAD}${NOTE}\n  # two\n  b:\n    fields: {}\n\n${REVIEW}`,
    ],
    [
      'without one where they have none',
      `${HEAD}${NOTE}  b:\n    fields: {}\n`,
      `${HEAD}${NOTE}  b:\n    fields: {}\n${REVIEW}`,
    ],
    [
      'in four columns',
      `${HEAD}    note:\n        fields: {}\n`,
      `${HEAD}    note:\n        fields: {}\n    review:\n        fields:\n            rating: int\n`,
    ],
    [
      'behind a block text',
      `${HEAD}  note:\n    fields: {}\n    description: |\n      x\n\napi: {}\n`,
      `${HEAD}  note:\n    fields: {}\n    description: |\n      x\n${REVIEW}\napi: {}\n`,
    ],
    [
      'in a flow map',
      '{ ashlar: 1, name: a, resources: { n: { fields: {} }, } }',
      '{ ashlar: 1, name: a, resources: { n: { fields: {} }, review: { fields: { rating: "int" } }, } }',
    ],
  ])('%s', (_what, before, after) => {
    expect(add(before)).toBe(after)
    expect(parseDescription({ file: 'a.yaml', text: after }).spec.resources.review).toBeDefined()
  })

  test('CRLF stays CRLF', () => {
    const crlf = (text: string): string => text.replaceAll('\n', '\r\n')
    expect(add(crlf(`${HEAD}${NOTE}\n# end`))).toBe(crlf(`${HEAD}${NOTE}${REVIEW}\n# end`))
  })
})

test('fields as they are typed', () => {
  const text = add(`${HEAD}  product: { fields: {} }\n  customer: { fields: {} }\n`, 'review', [
    'rating:int min(1) max(5)',
    'title:string(1..80)',
    'product:ref',
    'reviewer:ref customer? onDelete(set null)',
    'customer: ref?',
    'state:enum(open, done) = open',
    'mark:string = "# x: y"',
  ])
  expect(text.split('\n').slice(6, -1)).toEqual([
    '    fields:',
    '      rating: int min(1) max(5)',
    '      title: string(1..80)',
    '      product: ref product',
    '      reviewer: ref customer? onDelete(set null)',
    '      customer: ref customer?',
    '      state: enum(open, done) = open',
    '      mark: "string = \\"# x: y\\""',
  ])
})

describe('problems point to the argument', () => {
  test.each([
    ['Review', ['a:int'], '1:1 ASH1030 `Review` is not a name for a resource -> type `review`'],
    [
      'note',
      ['a:int'],
      '1:1 ASH1080 there is a resource `note` already -> edit it in the description, or choose another name',
    ],
    [
      'review',
      [],
      "1:1 ASH1080 the new resource has no fields -> name them with their types: rating:int title:'string(1..80)'",
    ],
    ['review', ['rating'], '1:1 ASH1080 `rating` has no type -> type `rating:string`'],
    [
      'review',
      ['rating:'],
      '1:8 ASH1040 a field begins with its type -> for example `string(1..80)`, `int`, `datetime?` or `ref customer`',
    ],
    ['review', ['my_rating:int'], '1:1 ASH1030 `my_rating` is not a name for a field -> type `myRating`'],
    ['review', ['rating:intt'], '1:8 ASH1041 there is no type `intt` -> did you mean `int`?'],
    ['review', ['a:int', 'a:text'], '1:1 ASH1080 the field `a` is given twice -> keep one of the two'],
    ['review', ['author:ref nota'], '1:12 ASH1080 there is no resource `nota` -> did you mean `note`?'],
    ['review', ['author:ref'], '1:11 ASH1080 there is no resource `author` -> the resources are note, review'],
  ])('%s %j', (name, fields, expected) => {
    expect(problemsOf(() => add(HEAD + NOTE, name, fields))).toEqual([expected])
  })

  test('and all of them come at once', () => {
    expect(problemsOf(() => add(HEAD + NOTE, 'Review', ['a', 'b:x']))).toHaveLength(3)
  })
})

describe('who may do what with it', () => {
  const guarded = `${HEAD}${NOTE}    access: public\nauth: { user: note, identifier: a }\n`
  const rules =
    (...access: string[]) =>
    () =>
      add(guarded, 'review', ['rating:int'], access)

  test.each([
    [['signedIn'], 'access: signedIn'],
    [['clerk', 'public where rating = 5'], 'access: [clerk, public where rating = 5]'],
    [['public where code = "a, b"'], 'access: "public where code = \\"a, b\\""'],
  ])('%j', (access, line) => {
    expect(rules(...access)()).toContain(`${REVIEW}    ${line}\n`)
  })

  test('is asked for where people sign in, but for defaults', () => {
    expect(problemsOf(rules())).toEqual([
      '1:1 ASH2082 nobody may do anything with the new resource -> say who may: --access signedIn',
    ])
    expect(add(`defaults: { access: admin }\n${guarded}`)).toContain(REVIEW)
  })

  test('is a rule', () => {
    expect(problemsOf(rules('signed in'))[0]).toContain('1:1 ASH1038 `signed in` is not an access rule')
  })

  test('stands in a flow map too', () => {
    const flow = '{ ashlar: 1, name: a, resources: { n: { fields: {} }, } }'
    expect(add(flow, 'review', ['rating:int'], ['public'])).toContain(
      'review: { fields: { rating: "int" }, access: ["public"] }',
    )
  })
})
