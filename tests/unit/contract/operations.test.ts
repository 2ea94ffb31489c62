import { describe, expect, test } from 'vitest'
import { compareApis } from '../../../src/contract/compare-apis.ts'
import type { JsonObject } from '../../../src/contract/document.ts'
import { comparePermissions } from '../../../src/contract/permissions.ts'
import { changesBetween, documentOf, type Parts, short } from './api.ts'

const TEXT = { type: 'string' }
const json = (schema: JsonObject) => ({ 'application/json': { schema } })

describe('operations', () => {
  test('that are gone or new, by path and by method', () => {
    const get = { paths: { '/a': { get: {} } } }
    const more = { paths: { '/a': { get: {}, delete: {} }, '/b': { get: {} } } }
    const named = (changes: ReturnType<typeof compareApis>) => changes.map((one) => `${short(one)}: ${one.operation}`)
    expect(named(compareApis(get, more))).toEqual([
      'compatible added operation: DELETE /a',
      'compatible added operation: GET /b',
    ])
    expect(named(compareApis(more, get))).toEqual([
      'breaking removed operation: DELETE /a',
      'breaking removed operation: GET /b',
    ])
    expect(named(compareApis({}, get))).toEqual(['compatible added operation: GET /a'])
  })

  test('are the same whatever the parts of their path are called, which is said', () => {
    const of = (name: string) => ({
      path: `/things/{${name}}`,
      parameters: [{ name, in: 'path', required: true, schema: TEXT }],
    })
    expect(changesBetween(of('id'), of('sku'))).toEqual(['mayBreak renamed path sku id>sku'])
    const changes = compareApis(documentOf(of('id')), documentOf(of('sku')))
    expect(changes.map(({ operation }) => operation)).toEqual(['POST /things/{sku}'])
  })

  test('have names that generated clients go by', () => {
    const of = (operationId: string) => ({ operation: { operationId } })
    expect(changesBetween(of('createThing'), of('createItem'))).toEqual([
      'mayBreak renamed operation createThing>createItem',
    ])
  })

  test('what breaks stands first, then what may, then the rest', () => {
    const before = { request: { type: 'object', properties: { a: TEXT }, additionalProperties: false } }
    const after = { request: { type: 'object', properties: { b: TEXT }, additionalProperties: false } }
    const named = { ...after, operation: { operationId: 'y' } }
    expect(changesBetween({ ...before, operation: { operationId: 'x' } }, named)).toEqual([
      'breaking removed request a',
      'mayBreak renamed operation x>y',
      'compatible added request b',
    ])
  })
})

describe('parameters', () => {
  const of = (...parameters: JsonObject[]): Parts => ({ parameters })
  const sort = { name: 'sort', in: 'query', schema: TEXT }

  test.each<[string, Parts, Parts, string]>([
    ['one more of the query', of(), of(sort), 'compatible added query sort'],
    ['one more that has to be given', of(), of({ ...sort, required: true }), 'breaking addedRequired query sort'],
    ['one less of the query, which is refused then', of(sort), of(), 'breaking removed query sort'],
    [
      'one less header, which is not looked at then',
      of({ ...sort, in: 'header' }),
      of(),
      'mayBreak removed header sort',
    ],
    ['one that has to be given now', of(sort), of({ ...sort, required: true }), 'breaking required query sort'],
    ['one that need not', of({ ...sort, required: true }), of(sort), 'compatible optional query sort'],
    ['another type', of(sort), of({ ...sort, schema: { type: 'integer' } }), 'breaking type query sort string>integer'],
    ['a way of writing', of(sort), of({ ...sort, explode: false }), 'breaking other query sort >style'],
    [
      'one that moves to another place',
      of(sort),
      of({ ...sort, in: 'cookie', name: 'sort' }),
      'breaking removed query sort',
    ],
  ])('%s', (_what, before, after, expected) => {
    expect(changesBetween(before, after)[0]).toBe(expected)
  })

  test('of a header are the same in capitals', () => {
    const header = (name: string) => of({ name, in: 'header', schema: TEXT })
    expect(changesBetween(header('If-Match'), header('if-match'))).toEqual([])
  })

  test('of the path and of the components count, those of the operation first', () => {
    const whole = (limit: JsonObject) => ({
      paths: {
        '/a': {
          parameters: [{ $ref: '#/components/parameters/Limit' }, { ...sort }],
          get: { parameters: [{ ...sort, required: true }] },
        },
      },
      components: { parameters: { Limit: { name: 'limit', in: 'query', schema: limit } } },
    })
    const changes = compareApis(whole({ type: 'integer', default: 20 }), whole({ type: 'integer', default: 50 }))
    expect(changes.map(short)).toEqual(['mayBreak default query limit 20>50'])
  })
})

describe('bodies', () => {
  const body = (requestBody: JsonObject): Parts => ({ operation: { requestBody } })

  test.each<[string, Parts, Parts, readonly string[]]>([
    ['one that has to be sent', {}, body({ required: true }), ['breaking addedRequired request']],
    ['one that may', {}, body({}), ['compatible added request']],
    ['none any more', body({}), {}, ['mayBreak removed request']],
    ['one that has to be sent now', body({}), body({ required: true }), ['breaking required request']],
    ['one that need not be', body({ required: true }), body({}), ['compatible optional request']],
    [
      'another media type',
      body({ content: json(TEXT) }),
      body({ content: { 'text/plain': { schema: TEXT } } }),
      ['breaking mediaTypeRemoved request application/json>', 'compatible mediaTypeAdded request >text/plain'],
    ],
  ])('%s', (_what, before, after, expected) => {
    expect(changesBetween(before, after)).toEqual(expected)
  })

  test('of two media types say the same once', () => {
    const of = (type: string): Parts =>
      body({ content: { ...json({ type }), 'application/merge-patch+json': { schema: { type } } } })
    expect(changesBetween(of('string'), of('integer'))).toEqual(['breaking type request string>integer'])
  })
})

describe('answers', () => {
  const answers = (...statuses: string[]): Parts => ({
    operation: { responses: Object.fromEntries(statuses.map((status) => [status, {}])) },
  })

  test.each<[string, Parts, Parts, readonly string[]]>([
    [
      'another status of success',
      answers('201'),
      answers('200'),
      ['breaking removed response 201', 'mayBreak added response 200'],
    ],
    [
      'an error that does not happen any more',
      answers('200', '409'),
      answers('200'),
      ['compatible removed response 409'],
    ],
    ['an error that nobody announced', answers('200'), answers('200', '409'), ['mayBreak added response 409']],
    [
      'an error that was announced',
      answers('200', 'default'),
      answers('200', '409', 'default'),
      ['compatible added response 409'],
    ],
    [
      'an error of a range that was announced',
      answers('200', '4XX'),
      answers('200', '409', '4XX'),
      ['compatible added response 409'],
    ],
  ])('%s', (_what, before, after, expected) => {
    expect(changesBetween(before, after)).toEqual(expected)
  })

  test('of another media type', () => {
    const of = (type: string): Parts => ({ operation: { responses: { 200: { content: { [type]: {} } } } } })
    expect(changesBetween(of('application/json'), of('text/csv'))).toEqual([
      'breaking mediaTypeRemoved response 200 application/json>',
      'compatible mediaTypeAdded response 200 >text/csv',
    ])
  })

  test('by reference, with their headers', () => {
    const of = (headers: JsonObject): Parts => ({
      operation: { responses: { 201: { $ref: '#/components/responses/New' } } },
      components: { responses: { New: { headers } }, headers: { Location: { schema: TEXT } } },
    })
    const location = { Location: { $ref: '#/components/headers/Location' } }
    expect(changesBetween(of(location), of({}))).toEqual(['breaking removed responseHeader 201 location'])
    expect(changesBetween(of({}), of(location))).toEqual(['compatible added responseHeader 201 location'])
    expect(changesBetween(of(location), of({ location: { schema: { type: 'integer' } } }))).toEqual([
      'breaking type responseHeader 201 location string>integer',
    ])
  })
})

describe('who may call', () => {
  const SCHEMES = {
    token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
    key: { type: 'apiKey', in: 'header', name: 'X-Key' },
  }
  const of = (...security: JsonObject[]): Parts => ({ security, components: { securitySchemes: SCHEMES } })
  const [token, key] = [{ token: [] }, { key: [] }]
  const [tokenWords, keyWords] = ['token (http bearer)', 'key (apiKey header X-Key)']

  test.each<[string, Parts, Parts, readonly string[]]>([
    ['not everyone any more', of(), of(token), [`breaking access operation everyone>${tokenWords}`]],
    ['everyone now', of(token), of(), [`compatible access operation ${tokenWords}>everyone`]],
    ['nobody says, which is everyone', {}, of({}), []],
    [
      'one way more',
      of(token),
      of(token, key),
      [`compatible access operation ${tokenWords}>${tokenWords} or ${keyWords}`],
    ],
    ['one way less', of(token, key), of(key), [`breaking access operation ${tokenWords} or ${keyWords}>${keyWords}`]],
    [
      'both ways together',
      of(token),
      of({ token: [], key: [] }),
      [`breaking access operation ${tokenWords}>${tokenWords} and ${keyWords}`],
    ],
    [
      'a scope more',
      of({ token: ['a'] }),
      of({ token: ['b', 'a'] }),
      [`breaking access operation ${tokenWords}: a>${tokenWords}: a, b`],
    ],
    [
      'a scope less',
      of({ token: ['a', 'b'] }),
      of({ token: ['b'] }),
      [`compatible access operation ${tokenWords}: a, b>${tokenWords}: b`],
    ],
    ['the order of scopes', of({ token: ['a', 'b'] }), of({ token: ['b', 'a'] }), []],
    ['whoever likes may say who they are', of({}, token), of(), []],
    [
      'the operation goes before the document',
      of(token),
      { ...of(token), operation: { security: [] } },
      [`compatible access operation ${tokenWords}>everyone`],
    ],
    [
      'another thing of the same name',
      of(token),
      { security: [token], components: { securitySchemes: { token: SCHEMES.key } } },
      [`breaking access operation ${tokenWords}>token (apiKey header X-Key)`],
    ],
  ])('%s', (_what, before, after, expected) => {
    expect(changesBetween(before, after)).toEqual(expected)
  })

  test('is told of what is new and of what changes', () => {
    const before = documentOf(of(token))
    const after = documentOf({ ...of(token), operation: { security: [] } })
    const paths = { ...(after.paths as JsonObject), '/more': { get: {} } }
    expect(comparePermissions(before, { ...after, paths })).toEqual({
      isPublic: false,
      changes: [
        { operation: 'POST /things', before: tokenWords, after: 'everyone' },
        { operation: 'GET /more', before: undefined, after: tokenWords },
      ],
    })
    expect(comparePermissions(before, documentOf(of())).isPublic).toBe(true)
    expect(comparePermissions(before, before)).toEqual({ isPublic: false, changes: [] })
  })
})
