import { z } from 'zod'
import type { TextRule } from './names.ts'
import {
  BASE_PATH,
  COLUMN_NAME,
  ENUM_VALUE,
  FREE_TEXT,
  PATH_NAME,
  RESOURCE_NAME,
  SERVICE_NAME,
  TABLE_NAME,
} from './names.ts'
import { ON_DELETE, OPERATIONS, TYPE_NAMES } from './types.ts'

/*
 * The grammar of a description: what is not in here is an error. The message of a schema says what is expected,
 * and issues.ts makes a sentence of it.
 *
 * The object form of a field says what it holds by exactly one of three keys,
 *
 *     { type: string, min: 1, max: 20 }          any type by its name; min and max are the length of a string,
 *     { type: decimal, precision: 10, scale: 2 } the value of a number
 *     { enum: [draft, paid], default: draft }    enum(draft, paid) = draft
 *     { ref: employee, optional: true }          ref employee?
 *
 * and has a key for each other part of the short form: `array: true` for `[]`, `optional: true` for `?`, the modifiers
 * by their names, `true` or with their argument (`unique: true`, `column: reports_to`, `onDelete: set null`),
 * `default` for what stands behind `=`. Only `description` has no short form.
 */

/** How large a description may be; what is larger is no description of a service that people maintain. */
export const LIMITS = { resources: 500, fields: 200, values: 200, indexes: 50, pageSize: 1000 } as const

/** A text under a rule of names.ts, which words its own complaint. */
function ruled(rule: TextRule): z.ZodType<string> {
  return z
    .string({ error: 'a text' })
    .superRefine((text, context) => {
      const complaint = rule.complaint(text)
      if (complaint !== undefined)
        context.addIssue({ code: 'custom', message: complaint.message, params: { complaint } })
    })
    .meta({ pattern: rule.pattern.source })
}

const flag = z.boolean({ error: '`true` or `false`' })
const fieldNames = z.array(z.string({ error: 'the name of a field' }), { error: 'a list of field names' }).min(1)
const pageLimit = z.int({ error: 'a whole number' }).min(1).max(LIMITS.pageSize)

/** The object form of a field. */
export const fieldObject = z.strictObject(
  {
    type: z.enum(TYPE_NAMES, { error: 'a type' }).optional(),
    enum: z.array(ruled(ENUM_VALUE), { error: 'a list of values' }).min(1).max(LIMITS.values).optional(),
    ref: z.string({ error: 'the name of a resource' }).optional(),
    precision: z.int({ error: 'a whole number' }).optional(),
    scale: z.int({ error: 'a whole number' }).optional(),
    min: z.number({ error: 'a number' }).optional(),
    max: z.number({ error: 'a number' }).optional(),
    array: flag.optional(),
    optional: flag.optional(),
    unique: flag.optional(),
    index: flag.optional(),
    generated: flag.optional(),
    readonly: flag.optional(),
    immutable: flag.optional(),
    internal: flag.optional(),
    column: ruled(COLUMN_NAME).optional(),
    onDelete: z.enum(ON_DELETE, { error: '`cascade`, `restrict` or `set null`' }).optional(),
    inverse: ruled(RESOURCE_NAME).optional(),
    default: z.unknown().optional(),
    description: ruled(FREE_TEXT).optional(),
  },
  { error: 'a map' },
)

/** A field in either form. */
export const fieldGrammar = z.union([z.string(), fieldObject], {
  error: 'a field',
})

const fields = z.record(z.string().meta({ pattern: RESOURCE_NAME.pattern.source }), fieldGrammar, {
  error: 'a map of fields',
})

/** One entry of `resources:`. */
export const resourceGrammar = z.strictObject(
  {
    description: ruled(FREE_TEXT).optional(),
    plural: ruled(RESOURCE_NAME).optional(),
    table: ruled(TABLE_NAME).optional(),
    path: ruled(PATH_NAME).optional(),
    key: z.union([z.string(), fieldNames], { error: 'the name of a field, or a list of names' }).optional(),
    fields: fields.nullable(),
    timestamps: flag.optional(),
    indexes: z.array(fieldNames, { error: 'a list of lists of field names' }).max(LIMITS.indexes).optional(),
    operations: z
      .array(z.enum(OPERATIONS, { error: 'an operation' }), { error: 'a list of operations' })
      .min(1)
      .optional(),
  },
  { error: 'a map with `fields:`' },
)

/** What `api.pageSize:` holds. */
export const pageSizeGrammar = z.strictObject({ default: pageLimit, max: pageLimit }, { error: 'a map' })

/** What `api:` holds. */
export const apiGrammar = z.strictObject(
  { basePath: ruled(BASE_PATH).optional(), pageSize: pageSizeGrammar.optional() },
  { error: 'a map' },
)

/** What `defaults:` holds. */
export const defaultsGrammar = z.strictObject({ timestamps: flag.optional() }, { error: 'a map' })

/** A whole description. */
export const descriptionGrammar = z.strictObject({
  ashlar: z.literal(1, { error: '1, the version of this language' }),
  name: ruled(SERVICE_NAME),
  description: ruled(FREE_TEXT).optional(),
  api: apiGrammar.nullish(),
  defaults: defaultsGrammar.nullish(),
  resources: z.record(z.string().meta({ pattern: RESOURCE_NAME.pattern.source }), resourceGrammar, {
    error: 'a map of resources',
  }),
})

/** A description whose structure is right; its names and fields are still as written. */
export type RawDescription = z.infer<typeof descriptionGrammar>

/** The object form of a field as written. */
export type FieldObject = z.infer<typeof fieldObject>
