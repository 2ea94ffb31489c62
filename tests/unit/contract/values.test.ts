import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../src/contract/document.ts'
import { changesBetween } from './api.ts'

/** Of a request, from the first schema to the second and the way back; of a response the same. */
interface Row {
  readonly what: string
  readonly schemas: readonly [JsonObject, JsonObject]
  readonly request: readonly [there: string, back: string]
  readonly response: readonly [there: string, back: string]
}

const text = (more: JsonObject = {}) => ({ type: 'string', ...more })
const decimal = (whole: number, fraction: number) =>
  text({
    format: 'decimal',
    maxLength: whole + fraction + 2,
    pattern: `^-?\\d{1,${whole}}${fraction === 0 ? '' : `(?:\\.\\d{1,${fraction}})?`}$`,
  })

/** What is narrower on the way there and wider on the way back; `weight` is what a response has when it gets wider. */
function narrowing(
  what: string,
  schemas: Row['schemas'],
  words: { readonly there: string; readonly back: string; readonly weight: 'breaking' | 'mayBreak' },
): Row {
  return {
    what,
    schemas,
    request: [`breaking ${words.there}`, `compatible ${words.back}`],
    response: [`compatible ${words.there}`, `${words.weight} ${words.back}`],
  }
}

/** What goes both ways at once breaks there and back. */
function change(what: string, schemas: Row['schemas'], words: readonly [string, string, string?, string?]): Row {
  const [there, back, request = 'breaking', response = 'breaking'] = words
  return {
    what,
    schemas,
    request: [`${request} ${there}`, `${request} ${back}`],
    response: [`${response} ${there}`, `${response} ${back}`],
  }
}

const ROWS: readonly Row[] = [
  change('another type', [text(), { type: 'integer' }], ['type string>integer', 'type integer>string']),
  change(
    'another type with limits of its own: only the type is said',
    [text({ format: 'uuid', maxLength: 36 }), { type: 'integer', format: 'int32', minimum: 1 }],
    ['type string (uuid)>integer (int32)', 'type integer (int32)>string (uuid)'],
  ),
  narrowing('whole numbers only', [{ type: 'number' }, { type: 'integer' }], {
    there: 'type number>integer',
    back: 'type integer>number',
    weight: 'breaking',
  }),
  narrowing('one type instead of any', [{}, { type: 'string' }], {
    there: 'type anything>string',
    back: 'type string>anything',
    weight: 'breaking',
  }),
  narrowing('one of two types', [{ type: ['string', 'integer'] }, { type: 'string' }], {
    there: 'type string or integer>string',
    back: 'type string>string or integer',
    weight: 'breaking',
  }),
  narrowing('null no more', [{ type: ['string', 'null'] }, text()], {
    there: 'nullRemoved',
    back: 'nullAdded',
    weight: 'breaking',
  }),
  narrowing('null no more, in 3.0', [text({ nullable: true }), text()], {
    there: 'nullRemoved',
    back: 'nullAdded',
    weight: 'breaking',
  }),
  narrowing('a value less', [text({ enum: ['a', 'b'] }), text({ enum: ['a'] })], {
    there: 'valueRemoved b>',
    back: 'valueAdded >b',
    weight: 'mayBreak',
  }),
  narrowing('a list of values', [text({ maxLength: 9 }), text({ enum: ['a', 'b'] })], {
    there: 'valuesListed >a, b',
    back: 'valuesOpened a, b>',
    weight: 'mayBreak',
  }),
  narrowing('one value', [text(), text({ const: 'a' })], {
    there: 'valuesListed >a',
    back: 'valuesOpened a>',
    weight: 'mayBreak',
  }),
  narrowing('a shorter text', [text({ minLength: 1, maxLength: 80 }), text({ minLength: 1, maxLength: 40 })], {
    there: 'length 1..80>1..40',
    back: 'length 1..40>1..80',
    weight: 'mayBreak',
  }),
  narrowing('no empty text', [text(), text({ minLength: 1 })], {
    there: 'length any>1..',
    back: 'length 1..>any',
    weight: 'mayBreak',
  }),
  narrowing(
    'a larger least number',
    [
      { type: 'integer', minimum: 0 },
      { type: 'integer', minimum: 1 },
    ],
    {
      there: 'range 0..>1..',
      back: 'range 1..>0..',
      weight: 'mayBreak',
    },
  ),
  narrowing('a least number', [{ type: 'integer' }, { type: 'integer', minimum: -5 }], {
    there: 'range any>-5..',
    back: 'range -5..>any',
    weight: 'mayBreak',
  }),
  change(
    'a range that moves',
    [
      { type: 'integer', minimum: 1, maximum: 5 },
      { type: 'integer', minimum: 2, maximum: 6 },
    ],
    ['range 1..5>2..6', 'range 2..6>1..5', 'breaking', 'mayBreak'],
  ),
  narrowing('a least number that is a text', [decimal(8, 2), { ...decimal(8, 2), 'x-minimum': 0 }], {
    there: 'range any>0..',
    back: 'range 0..>any',
    weight: 'mayBreak',
  }),
  narrowing('one type with limits instead of any', [{}, text({ maxLength: 9 })], {
    there: 'type anything>string',
    back: 'type string>anything',
    weight: 'breaking',
  }),
  narrowing(
    'fewer items',
    [
      { type: 'array', maxItems: 9 },
      { type: 'array', maxItems: 3 },
    ],
    {
      there: 'items 0..9>0..3',
      back: 'items 0..3>0..9',
      weight: 'mayBreak',
    },
  ),
  narrowing('items that differ', [{ type: 'array' }, { type: 'array', uniqueItems: true }], {
    there: 'unique >true',
    back: 'unique >false',
    weight: 'mayBreak',
  }),
  narrowing('fewer properties', [{ type: 'object' }, { type: 'object', minProperties: 1 }], {
    there: 'properties any>1..',
    back: 'properties 1..>any',
    weight: 'mayBreak',
  }),
  narrowing('fewer digits after the point', [decimal(8, 4), decimal(8, 2)], {
    there: 'digits 8.4>8.2',
    back: 'digits 8.2>8.4',
    weight: 'mayBreak',
  }),
  narrowing('no digits after the point', [decimal(8, 2), decimal(8, 0)], {
    there: 'digits 8.2>8.0',
    back: 'digits 8.0>8.2',
    weight: 'mayBreak',
  }),
  change(
    'digits that move: as long as before, and not the same',
    [decimal(8, 2), decimal(6, 4)],
    ['digits 8.2>6.4', 'digits 6.4>8.2', 'breaking', 'mayBreak'],
  ),
  narrowing('a pattern', [text(), text({ pattern: '^[a-z]*$' })], {
    there: 'pattern any>^[a-z]*$',
    back: 'pattern ^[a-z]*$>any',
    weight: 'mayBreak',
  }),
  change(
    'another pattern: nobody can tell',
    [text({ pattern: '^[a-z]*$' }), text({ pattern: '^[0-9]*$' })],
    ['pattern ^[a-z]*$>^[0-9]*$', 'pattern ^[0-9]*$>^[a-z]*$', 'mayBreak', 'mayBreak'],
  ),
  narrowing('a format', [text({ minLength: 1 }), text({ format: 'email' })], {
    there: 'format any>email',
    back: 'format email>any',
    weight: 'mayBreak',
  }),
  change(
    'another format',
    [text({ format: 'date' }), text({ format: 'date-time' })],
    ['format date>date-time', 'format date-time>date'],
  ),
  {
    what: 'twice the precision',
    schemas: [
      { type: 'number', format: 'float' },
      { type: 'number', format: 'double' },
    ],
    request: ['compatible format float>double', 'breaking format double>float'],
    response: ['mayBreak format float>double', 'compatible format double>float'],
  },
  change(
    'a word that is not compared',
    [{ type: 'integer', multipleOf: 5 }, { type: 'integer' }],
    ['other >multipleOf', 'other >multipleOf', 'mayBreak', 'mayBreak'],
  ),
]

describe.each(ROWS)('$what', ({ schemas: [one, other], request, response }) => {
  test('in a request', () => {
    const at = ({ effect, rest }: ReturnType<typeof split>) => `${effect} ${insert(rest, 'request price')}`
    expect(changesBetween(inRequest(one), inRequest(other))).toEqual([at(split(request[0]))])
    expect(changesBetween(inRequest(other), inRequest(one))).toEqual([at(split(request[1]))])
  })

  test('in a response', () => {
    const at = ({ effect, rest }: ReturnType<typeof split>) => `${effect} ${insert(rest, 'response 200 data.price')}`
    expect(changesBetween(inResponse(one), inResponse(other))).toEqual([at(split(response[0]))])
    expect(changesBetween(inResponse(other), inResponse(one))).toEqual([at(split(response[1]))])
  })
})

const inRequest = (price: JsonObject) => ({ request: { type: 'object', properties: { price } } })
const inResponse = (price: JsonObject) => ({
  response: { type: 'object', properties: { data: { type: 'object', properties: { price } } } },
})

function split(words: string) {
  const [effect = '', ...rest] = words.split(' ')
  return { effect, rest }
}

/** The place stands behind the kind. */
function insert([kind = '', ...values]: readonly string[], place: string): string {
  return [kind, place, ...values].join(' ')
}

describe('what is no change', () => {
  test.each<[string, JsonObject, JsonObject]>([
    ['words for people', text(), text({ description: 'Of it.', examples: ['x'], title: 'T', 'x-order': 1 })],
    ['the pattern of all texts that can be stored', text(), text({ pattern: '^[^\\x00]*$' })],
    ['null in 3.0 and in 3.1', text({ nullable: true }), { type: ['string', 'null'] }],
    [
      'null among the values',
      { type: ['string', 'null'], enum: ['a', null] },
      { enum: ['a'], type: 'string', nullable: true },
    ],
    ['bytes in 3.0 and in 3.1', text({ format: 'byte' }), text({ contentEncoding: 'base64' })],
    ['the order of values', text({ enum: ['a', 'b'] }), text({ enum: ['b', 'a'] })],
    ['the order of types', { type: ['string', 'integer'] }, { type: ['integer', 'string'] }],
    ['a least length that the format has', text({ format: 'uuid' }), text({ format: 'uuid', minLength: 1 })],
    ['a least length that the pattern has', text({ pattern: '^a+$' }), text({ pattern: '^a+$', minLength: 1 })],
    ['a choice of one', { anyOf: [text()] }, text()],
  ])('%s', (_what, one, other) => {
    expect(changesBetween(inRequest(one), inRequest(other))).toEqual([])
    expect(changesBetween(inResponse(other), inResponse(one))).toEqual([])
  })
})

test('a default is what a request means that leaves the value out', () => {
  const of = (amount: number) => inRequest({ type: 'integer', default: amount })
  expect(changesBetween(of(20), of(50))).toEqual(['mayBreak default request price 20>50'])
  expect(changesBetween(inResponse({ default: 1 }), inResponse({ default: 2 }))).toEqual([])
})

test('several changes of one value are all said', () => {
  const before = text({ minLength: 1, maxLength: 80 })
  const after = { type: ['string', 'null'], format: 'email', maxLength: 40, pattern: 'x' }
  expect(changesBetween(inRequest(before), inRequest(after))).toEqual([
    'breaking format request price any>email',
    'breaking length request price 1..80>1..40',
    'breaking pattern request price any>x',
    'compatible nullAdded request price',
  ])
})
