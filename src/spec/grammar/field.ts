import { z } from 'zod'
import { readObjectForm } from '../field/object-form.ts'
import { readShortForm } from '../field/short-form.ts'
import { SHORT_FORM } from '../field/short-pattern.ts'
import { ON_DELETE, TYPE_NAMES } from '../field/types.ts'
import { LIMITS } from '../limits.ts'
import { COLUMN_NAME, FIELD_NAME, MEMBER_NAME, RELATION_NAME } from '../names.ts'
import type { FieldSpec } from '../spec.ts'
import { ENUM_VALUE } from '../texts.ts'
import { COPY_SOURCE } from '../values/copy-source.ts'
import { MODULE_EXPORT } from '../values/module-export.ts'
import { SUM_SOURCE } from '../values/sum-source.ts'
import { complainAt, flag, freeText, mapOf, nameOf, oneOrMany, ruled, valued } from './pieces.ts'

/*
 * The object form of a field says what it holds by exactly one of four keys,
 *
 *     { type: string, min: 1, max: 20 }          any type by its name; min and max are the length of a string,
 *     { type: decimal, precision: 10, scale: 2 } the value of a number
 *     { enum: [draft, paid], default: draft }    enum(draft, paid) = draft
 *     { ref: employee, optional: true }          ref employee?
 *     { many: product }                          many product
 *
 * and has a key for each other part of the short form: `array: true` for `[]`, `optional: true` for `?`, the modifiers
 * by their names, `true` or with their argument (`unique: true`, `column: reports_to`, `onDelete: set null`),
 * `default` for what stands behind `=`. `description`, `moves`, `shape` and `renamedValues` have no short form.
 */

const whole = z.int({ error: 'a whole number' })
const number = z.number({ error: 'a number' })
const value = ruled(ENUM_VALUE)
const roles = oneOrMany(value, 'a role, or a list of roles')
const values = (error: string) => z.array(value, { error }).max(LIMITS.values)

/** The keys of the object form of a field. */
export const fieldObject = z.strictObject(
  {
    type: z.enum(TYPE_NAMES, { error: 'a type' }).exactOptional(),
    enum: values('a list of values').min(1).exactOptional(),
    ref: nameOf('a resource').exactOptional(),
    many: nameOf('a resource').exactOptional(),
    precision: whole.exactOptional(),
    scale: whole.exactOptional(),
    min: number.exactOptional(),
    max: number.exactOptional(),
    array: flag.exactOptional(),
    optional: flag.exactOptional(),
    default: z.unknown().optional(),
    unique: flag.exactOptional(),
    index: flag.exactOptional(),
    generated: flag.exactOptional(),
    readonly: flag.exactOptional(),
    immutable: flag.exactOptional(),
    internal: flag.exactOptional(),
    symmetric: flag.exactOptional(),
    column: ruled(COLUMN_NAME).exactOptional(),
    onDelete: z.enum(ON_DELETE, { error: '`cascade`, `restrict` or `set null`' }).exactOptional(),
    inverse: ruled(RELATION_NAME).exactOptional(),
    read: roles.exactOptional(),
    write: roles.exactOptional(),
    set: z.literal('actor', { error: '`actor`' }).exactOptional(),
    copy: valued(COPY_SOURCE).exactOptional(),
    sum: valued(SUM_SOURCE).exactOptional(),
    count: ruled(RELATION_NAME).exactOptional(),
    renamedFrom: ruled(FIELD_NAME).exactOptional(),
    backfill: z.unknown().optional(),
    schema: valued(MODULE_EXPORT).exactOptional(),
    description: freeText.exactOptional(),
    moves: mapOf(values('a list of values'), {
      names: ENUM_VALUE,
      most: LIMITS.values,
      error: 'a map from each value to the list of those that may follow',
    }).exactOptional(),
    renamedValues: mapOf(value, {
      names: ENUM_VALUE,
      most: LIMITS.values,
      error: 'a map from each old value to the new one',
    }).exactOptional(),
    get shape() {
      return members.exactOptional()
    },
  },
  { error: 'a map' },
)

/** The object form of a field whose keys and values are right, one by one. */
export type FieldObject = z.output<typeof fieldObject>

const shortForm = z
  .string()
  .meta({ pattern: SHORT_FORM.source })
  .transform((text, context): FieldSpec => {
    const { field, complaints } = readShortForm(text)
    for (const complaint of complaints) complainAt(context, {}, complaint)
    return field ?? z.NEVER
  })

const objectForm = fieldObject.transform((object, context): FieldSpec => {
  const { field, complaints } = readObjectForm(object)
  for (const { key, ...complaint } of complaints)
    complainAt(context, { path: key === undefined ? [] : [key] }, complaint)
  return field ?? z.NEVER
})

/** A field in either form. */
export const fieldGrammar: z.ZodType<FieldSpec> = z
  .union([shortForm, objectForm], { error: 'a field' })
  .meta({ id: 'field' })

/** The fields of a resource. */
export const fieldsGrammar = mapOf(fieldGrammar, { names: FIELD_NAME, most: LIMITS.fields, error: 'a map of fields' })

/** The members of an object that is no resource: a shape, a request, an answer. */
export const members: z.ZodType<Readonly<Record<string, FieldSpec>>> = mapOf(fieldGrammar, {
  names: MEMBER_NAME,
  most: LIMITS.members,
  error: 'a map of fields',
})
