import { describe, expect, test } from 'vitest'
import type { ApiChange, ApiChangeKind, Place } from '../../../src/contract/api-change.ts'
import { apiNews, apiSentence, apiTally } from '../../../src/report/api-words.ts'
import { requestChange } from './planned.ts'

const REQUEST: Place = { in: 'request', path: 'price' }
const RESPONSE: Place = { in: 'response', status: '200', path: 'data.price' }

function sentence(kind: ApiChangeKind, place: Place, words: Partial<ApiChange> = {}): string {
  return apiSentence({ effect: 'breaking', kind, operation: 'POST /products', place, ...words })
}

describe('what becomes of a value, of a request and of a response', () => {
  const words = { from: 'a', to: 'b' }
  test.each<[ApiChangeKind, string, string]>([
    ['added', 'may be given now', 'is new'],
    ['removed', 'is refused now', 'is gone'],
    ['required', 'has to be given now', 'is always there now'],
    ['optional', 'may be left out now', 'is not always there any more'],
    ['nullAdded', 'may be null now', 'may be null now'],
    ['nullRemoved', 'may not be null any more', 'is never null any more'],
    ['type', 'changes its type from `a` to `b`', 'changes its type from `a` to `b`'],
    ['valueAdded', 'may be `b` now', 'may be `b` now'],
    ['valueRemoved', 'may not be `a` any more', 'is never `a` any more'],
    ['valuesListed', 'is one of `b` now', 'is one of `b` now'],
    ['valuesOpened', 'may be other than `a` now', 'may be other than `a` now'],
    ['default', 'is `b` where it is not given, and was `a`', 'is `b` where it is not given, and was `a`'],
    ['other', 'changes in `b`', 'changes in `b`'],
  ])('%s', (kind, inRequest, inResponse) => {
    expect(sentence(kind, REQUEST, words)).toBe(`request \`price\` ${inRequest}`)
    expect(sentence(kind, RESPONSE, words)).toBe(`response 200 \`data.price\` ${inResponse}`)
  })

  test('that has to be given, or is not read any more', () => {
    expect(sentence('addedRequired', REQUEST)).toBe('request `price` is new and has to be given')
    expect(sentence('removed', REQUEST, { effect: 'mayBreak' })).toBe('request `price` is not known any more')
    const whole: Place = { in: 'request', path: '' }
    expect(sentence('removed', whole, { effect: 'mayBreak' })).toBe('request body is not read any more')
  })
})

describe('where it is', () => {
  test.each<[Place, string]>([
    [{ in: 'request', path: '' }, 'request body may be null now'],
    [{ in: 'response', status: '201', path: '' }, 'response 201 may be null now'],
    [{ in: 'responseHeader', status: '201', name: 'location', path: '' }, 'response header `location` may be null now'],
    [{ in: 'query', name: 'sort', path: '' }, 'query parameter `sort` may be null now'],
    [{ in: 'path', name: 'id', path: '[]' }, 'path parameter `id` `[]` may be null now'],
    [{ in: 'header', name: 'if-match', path: '' }, 'header `if-match` may be null now'],
    [{ in: 'cookie', name: 'x', path: '' }, 'cookie `x` may be null now'],
  ])('%j', (place, expected) => {
    expect(sentence('nullAdded', place)).toBe(expected)
  })

  test('in a schema that has a name it is the place in that', () => {
    const shared = { schema: 'Product', path: 'price' }
    expect(sentence('nullAdded', RESPONSE, { shared })).toBe('response `price` may be null now')
    expect(sentence('opened', RESPONSE, { shared: { schema: 'Product', path: '' } })).toBe(
      'response `Product` may have properties that are not described',
    )
  })
})

test('operations as a whole', () => {
  const place = { in: 'operation' } as const
  expect(sentence('added', place)).toBe('`POST /products` is new')
  expect(sentence('removed', place)).toBe('`POST /products` is gone')
  expect(sentence('renamed', place, { from: 'a', to: 'b' })).toBe(
    '`POST /products`: generated clients call it `b`, and not `a` any more',
  )
  expect(sentence('access', place, { from: 'everyone', to: 'token' })).toBe(
    '`POST /products` may be called by `token` now, and was by `everyone`',
  )
})

test('what is the same in several operations is said once, with all of them', () => {
  const news = apiNews([
    requestChange({}),
    requestChange({ operation: 'PATCH /products' }),
    requestChange({ operation: 'PATCH /products' }),
    requestChange({ operation: 'PATCH /products', effect: 'compatible' }),
    requestChange({ path: 'title' }),
    requestChange({ kind: 'added', place: { in: 'operation' } }),
  ])
  expect(news.map(({ effect, sentence, operations }) => [effect, sentence, operations])).toEqual([
    ['breaking', 'request `price` has to be given now', ['POST /products', 'PATCH /products']],
    ['compatible', 'request `price` has to be given now', ['PATCH /products']],
    ['breaking', 'request `title` has to be given now', ['POST /products']],
    ['breaking', '`POST /products` is new', []],
  ])
})

test.each([
  [[], ''],
  [['breaking'], '1 change breaks clients'],
  [['breaking', 'breaking', 'mayBreak', 'compatible'], '2 changes break clients, 1 may, 1 is safe'],
  [['mayBreak', 'compatible', 'compatible'], '1 may break clients, 2 are safe'],
  [['compatible'], '1 is safe'],
] as const)('%j is %j', (effects, expected) => {
  expect(apiTally(effects.map((effect) => ({ effect })))).toBe(expected)
})
