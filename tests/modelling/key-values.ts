import type { Chance } from '../fuzz/random.ts'

/** Fields that can be a key, by a name for each. */
export const KEYS: Readonly<Record<string, string>> = {
  string: 'string(1..6)',
  text: 'text',
  slug: 'slug',
  email: 'email',
  url: 'url',
  enumeration: '{ enum: [a, B, b, z, "a b", a-b, a_b, "10", "9"] }',
  uuid: 'uuid',
  smallint: 'smallint',
  int: 'int',
  bigint: 'bigint',
  decimal: 'decimal(20, 3)',
  date: 'date',
  time: 'time',
  datetime: 'datetime',
}

/** What C, English and others put into another order, or take for nearly the same. */
const LETTERS = [
  'a',
  'A',
  'b',
  'B',
  'ä',
  'Ä',
  'a\u0308',
  'z',
  'ß',
  'ss',
  '_',
  '-',
  ' x',
  "'",
  '%',
  '0',
  '10',
  '9',
  'é',
  '日',
  '😀',
  '\uffff',
]

const WORDS = ['a', 'b', 'z', '0', '9', '10']

const VALUES: Readonly<Record<string, (random: Chance) => unknown>> = {
  string: (random) =>
    several(random, LETTERS, 3)
      .slice(0, 6)
      .replace(/[\ud800-\udbff]$/, ''),
  text: (random) => several(random, LETTERS, 5),
  slug: (random) => `${random.pick(WORDS)}${random.pick(['', '-a', '-b', 'a', '-10'])}${random.pick(WORDS)}`,
  email: (random) => `${several(random, [...WORDS, 'A', '_', '+'], 3)}@x${random.pick(['', '-'])}y.com`,
  url: (random) => `https://x.com/${several(random, [...WORDS, '/', '?', '%20', '_', 'A'], 4)}`,
  enumeration: (random) => random.pick(['a', 'B', 'b', 'z', 'a b', 'a-b', 'a_b', '10', '9']),
  uuid: (random) =>
    `${random.pick(['00000000', 'ffffffff', '0a0a0a0a'])}-0000-${random.pick(['4', '7', '1'])}000-8000-00000000000${random.pick(['0', '1', 'f', '9'])}`,
  smallint: (random) => random.pick([-32_768, 32_767, 0, -1, random.below(20) - 10]),
  int: (random) => random.pick([-2_147_483_648, 2_147_483_647, 0, random.below(2_000) - 1_000]),
  bigint: (random) =>
    random.pick([
      '-9223372036854775808',
      '9223372036854775807',
      '9007199254740993',
      '9007199254740992',
      '0',
      `${random.below(1_000) - 500}`,
    ]),
  decimal: (random) =>
    `${random.pick(['', '-'])}${random.pick(['0', '1', '10', '9', '9007199254740993', '99999999999999999'])}${random.pick(['', '.1', '.10', '.001', '.999'])}`,
  date: (random) =>
    `${random.pick(['0001', '0999', '1000', '2024', '9999'])}-0${1 + random.below(9)}-1${random.below(9)}`,
  time: (random) =>
    `${random.pick(['00', '09', '10', '23'])}:59:59${random.pick(['', '.1', '.000001', '.999999', '.5'])}`,
  datetime: (random) =>
    `${random.pick(['1850', '1969', '1970', '2024'])}-01-0${1 + random.below(5)}T00:00:00.${random.pick(['000', '001', '999', '500'])}${random.pick(['Z', '+01:00', '-11:30'])}`,
}

/** A value for the field, by chance, and often one that others are close to. */
export function keyValue(type: string, random: Chance): unknown {
  const make = VALUES[type]
  if (make === undefined) throw new Error(`no values for ${type}`)
  return make(random)
}

function several(random: Chance, items: readonly string[], most: number): string {
  return Array.from({ length: 1 + random.below(most) }, () => random.pick(items)).join('')
}
