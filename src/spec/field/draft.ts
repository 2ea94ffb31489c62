import type { FieldSpec, TypeSpec } from '../spec.ts'
import { isOneOf, TIME_TYPES } from './types.ts'

/** What has been read of a field so far. */
export type FieldDraft = { -readonly [Key in Exclude<keyof FieldSpec, 'type'>]?: FieldSpec[Key] | undefined }

/** The modifiers without an argument. */
export const FLAGS = ['unique', 'index', 'generated', 'readonly', 'immutable', 'internal', 'symmetric'] as const

/** The name of a modifier without an argument. */
export type Flag = (typeof FLAGS)[number]

/** Whether a modifier takes no argument. */
export function isFlag(word: string): word is Flag {
  return isOneOf(FLAGS, word)
}

/** A field in its normal form: both forms of a field end here. */
export function finished(type: TypeSpec, draft: FieldDraft): FieldSpec {
  const given = Object.entries(draft).filter(([, value]) => value !== undefined)
  return { ...PLAIN, ...Object.fromEntries(given), type }
}

const PLAIN = {
  array: false,
  optional: false,
  unique: false,
  index: false,
  generated: false,
  readonly: false,
  immutable: false,
  internal: false,
  symmetric: false,
} as const

/** Stands for a field that could not be read, so that what refers to it is not blamed. */
export const UNREAD_FIELD: FieldSpec = { ...PLAIN, type: { kind: 'unread' } }

/** Whether a default reads `now` and means it. */
export function isNow(type: TypeSpec | undefined, value: unknown): boolean {
  return value === 'now' && type !== undefined && TIME_TYPES.has(type.kind)
}
