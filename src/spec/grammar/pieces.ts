import { z } from 'zod'
import { type TextRule, VARIABLE_NAME } from '../names.ts'
import type { Complaint, SpannedComplaint } from '../source.ts'
import { FREE_TEXT } from '../texts.ts'
import { DURATION } from '../values/duration.ts'
import { RATE } from '../values/rate.ts'
import { isComplaint, type TextValue } from '../values/text-value.ts'

/*
 * What the grammar is put together from. The message of a schema says what is expected, and issues.ts makes a
 * sentence of it; a complaint goes along whole. `description` is what an editor shows, and the manual says the same.
 */

/** What the reader of issues finds at an issue that the grammar made itself. */
export interface ComplaintParams {
  readonly complaint: Complaint | SpannedComplaint
  /** It is about the key at the end of the path, not about its value. */
  readonly aboutKey?: boolean
}

/** Notes a complaint about a part of the value that is being read. */
export function complainAt(
  context: z.RefinementCtx,
  at: { readonly path?: readonly (string | number)[]; readonly aboutKey?: boolean },
  complaint: Complaint,
): void {
  const params: ComplaintParams = { complaint, aboutKey: at.aboutKey ?? false }
  context.addIssue({ code: 'custom', message: complaint.message, path: [...(at.path ?? [])], params: { ...params } })
}

/** A text under a rule, which words its own complaint. */
export function ruled(rule: TextRule) {
  return z
    .string({ error: 'a text' })
    .meta({ pattern: rule.pattern.source })
    .superRefine((text, context) => {
      const complaint = rule.complaint(text)
      if (complaint !== undefined) complainAt(context, {}, complaint)
    })
}

/** Free text with one kind of line end, so that an escape cannot put another into a generated file. */
export const freeText = ruled(FREE_TEXT).transform((text) => text.replace(/\r\n?|\u0085/g, '\n'))

/** A text that is read as a value of its own. */
export function valued<Value>(value: TextValue<Value>) {
  return z
    .string({ error: value.what })
    .meta({ pattern: value.pattern.source })
    .transform((text, context): Value => {
      const read = value.read(text)
      if (!isComplaint(read)) return read
      complainAt(context, {}, read)
      return z.NEVER
    })
}

/** What a map from names of the user's may be. */
interface MapRules {
  readonly names: TextRule
  readonly most: number
  /** What is expected where there is no map. */
  readonly error: string
  /** Why there must be at least one entry; absent when there need not be. */
  readonly empty?: Complaint
}

/** A map from names of the user's to values, without a prototype. */
export function mapOf<Value extends z.ZodType>(value: Value, { names, most, error, empty }: MapRules) {
  const key = z.string().meta({ pattern: names.pattern.source })
  return z
    .record(key, value, { error })
    .meta({ maxProperties: most, ...(empty && { minProperties: 1 }) })
    .superRefine(
      (map, context) => {
        const found = Object.keys(map)
        for (const name of found) {
          const complaint = names.complaint(name)
          if (complaint !== undefined) complainAt(context, { path: [name], aboutKey: true }, complaint)
        }
        const message = `there are ${found.length} entries here, and ${most} is the most`
        if (found.length > most)
          complainAt(context, { aboutKey: true }, { code: 'ASH1024', message, hint: 'take some away' })
        if (found.length === 0 && empty !== undefined) complainAt(context, { aboutKey: true }, empty)
      },
      // A mistake in a value does not hide one in a name.
      { when: ({ value: map }) => typeof map === 'object' && map !== null && !Array.isArray(map) },
    )
    .transform((map): Readonly<Record<string, z.output<Value>>> => Object.assign(Object.create(null), map))
}

/** One value, or a list of them. */
export function oneOrMany<Value extends z.ZodType>(value: Value, error: string) {
  return z
    .union([value, z.array(value).min(1)], { error })
    .transform((given): readonly z.output<Value>[] => (Array.isArray(given) ? given : [given]))
}

/** `true` or `false`. */
export const flag = z.boolean({ error: '`true` or `false`' })

/** The name of something that the model looks for. */
export function nameOf(what: string) {
  return z.string({ error: `the name of ${what}` })
}

/** Milliseconds, written as a duration. */
export const duration = valued(DURATION)

/** The name of an environment variable. */
export const variable = ruled(VARIABLE_NAME)

/** `false` takes away what `defaults` gives. */
const off = z.literal(false, { error: '`false`' })

/** What `cache`, `timeout` and `rateLimit` hold, in `defaults` and in a resource. */
export const protection = {
  cache: z.union([duration, off], { error: 'a duration such as `5m`, or `false`' }).exactOptional(),
  timeout: z.union([duration, off], { error: 'a duration such as `2s`, or `false`' }).exactOptional(),
  rateLimit: z.union([valued(RATE), off], { error: 'a rate such as `300/1m`, or `false`' }).exactOptional(),
}
