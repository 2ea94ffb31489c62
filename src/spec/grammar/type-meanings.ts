import type { TYPE_NAMES } from '../field/types.ts'

/** What each type holds, in the words that an editor shows and the manual repeats. */
export const TYPE_MEANINGS: Readonly<Record<(typeof TYPE_NAMES)[number], string>> = {
  string: 'Text on one or more lines, of a bounded length: `string(1..80)`.',
  text: 'Long text.',
  slug: 'A part of an address: lower-case letters, digits and `-`.',
  email: 'An address of electronic mail.',
  url: 'A web address, with http or https.',
  uuid: 'A UUID.',
  smallint: 'A whole number of 16 bits.',
  int: 'A whole number of 32 bits.',
  bigint: 'A whole number of 64 bits.',
  real: 'A number with about 6 digits of precision.',
  double: 'A number with about 15 digits of precision.',
  date: 'A day, without a time.',
  time: 'A time of day, without a day.',
  datetime: 'A point in time.',
  boolean: 'True or false.',
  json: 'Any JSON value; `shape` says what it holds.',
  bytes: 'Binary data, in Base64 in the API.',
  decimal: 'An exact number, for money for example: `decimal(10, 2)` for 12345678.90.',
  enum: 'One of some values: `enum(draft, paid)`.',
  secret: 'A password: write-only, and stored as a hash.',
  ref: 'A reference to a row of a resource: `ref customer`.',
  many: 'Links to many rows of a resource: `many product`.',
}
