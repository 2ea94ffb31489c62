import { isOneOf } from './not-yet.ts'
import type { FieldSpec, TypeSpec } from './spec.ts'
import { TIME_TYPES } from './types.ts'

/** What has been read of a field so far. */
export type FieldDraft = { -readonly [Key in Exclude<keyof FieldSpec, 'type'>]?: FieldSpec[Key] | undefined }

/** The modifiers without an argument. */
export const FLAGS = ['unique', 'index', 'generated', 'readonly', 'immutable', 'internal'] as const

/** The name of a modifier without an argument. */
export type Flag = (typeof FLAGS)[number]

/** Whether a modifier takes no argument. */
export function isFlag(word: string): word is Flag {
  return isOneOf(FLAGS, word)
}

/** A field in its normal form: both forms of a field end here. */
export function finished(type: TypeSpec, draft: FieldDraft): FieldSpec {
  return {
    type,
    array: draft.array ?? false,
    optional: draft.optional ?? false,
    unique: draft.unique ?? false,
    index: draft.index ?? false,
    generated: draft.generated ?? false,
    readonly: draft.readonly ?? false,
    immutable: draft.immutable ?? false,
    internal: draft.internal ?? false,
    ...(draft.description !== undefined && { description: draft.description }),
    ...(draft.column !== undefined && { column: draft.column }),
    ...(draft.min !== undefined && { min: draft.min }),
    ...(draft.max !== undefined && { max: draft.max }),
    ...(draft.default !== undefined && { default: draft.default }),
    ...(draft.onDelete !== undefined && { onDelete: draft.onDelete }),
    ...(draft.inverse !== undefined && { inverse: draft.inverse }),
  }
}

/** Whether a default reads `now` and means it. */
export function isNow(type: TypeSpec | undefined, value: unknown): boolean {
  return value === 'now' && type !== undefined && TIME_TYPES.has(type.kind)
}
