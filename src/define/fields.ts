import { z } from 'zod'
import type { ManyModifiers, Modifiers, RefModifiers } from './modifiers.ts'
import type { AnySchema } from './schemas.ts'

/*
 * What a field says besides Zod stands in the definition of the schema, under this key: Zod hands a definition on to
 * every schema that is made from it, where it forgets metadata (`.max()` did so before 4.3), and another copy of this
 * package finds it there.
 */
const KEY = 'ashlar'

declare const TARGET: unique symbol

/** A field that refers to a resource of this name. */
export interface Related<Target extends string> extends z.ZodString {
  readonly [TARGET]: Target
}

/** The resource that a schema refers to, through `.optional()` and the like; `never` when it refers to none. */
export type TargetOf<Schema> = Schema extends { readonly [TARGET]: infer Target }
  ? Target
  : Schema extends { readonly _zod: { readonly def: { readonly innerType: infer Inner } } }
    ? TargetOf<Inner>
    : never

/**
 * A field with the modifiers of the language.
 *
 * @example
 * field(z.email(), { unique: true })
 */
export function field<Schema extends AnySchema>(schema: Schema, modifiers: Modifiers): Schema {
  return noted(schema, { ...modifiers })
}

/**
 * A reference to a resource.
 *
 * @example
 * ref('customer', { onDelete: 'restrict' })
 */
export function ref<const Target extends string>(target: Target, modifiers: RefModifiers = {}): Related<Target> {
  return noted(z.string() as Related<Target>, { ref: target, ...modifiers })
}

/**
 * A many-to-many relation.
 *
 * @example
 * many('product', { symmetric: true })
 */
export function many<const Target extends string>(target: Target, modifiers: ManyModifiers = {}): Related<Target> {
  return noted(z.string() as Related<Target>, { many: target, ...modifiers })
}

/** Long text. */
export function text(): z.ZodString {
  return noted(z.string(), { type: 'text' })
}

/** Lower-case letters and digits, joined by `-`. */
export function slug(): z.ZodString {
  return noted(z.string(), { type: 'slug' })
}

/** A password: write-only, stored as a hash. */
export function secret(): z.ZodString {
  return noted(z.string(), { type: 'secret' })
}

/** A whole number of 16 bits. */
export function smallint(): z.ZodInt32 {
  return noted(z.int32(), { type: 'smallint' })
}

/**
 * An exact number of so many digits, of which some stand behind the point; text in JSON. Its bounds are modifiers.
 *
 * @example
 * field(decimal(10, 2), { min: 0 })
 */
export function decimal(precision: number, scale: number): z.ZodString {
  return noted(z.string(), { type: 'decimal', precision, scale })
}

function noted<Schema extends AnySchema>(schema: Schema, said: Readonly<Record<string, unknown>>): Schema {
  // What is no schema is told so where it stands in the description, with everything else.
  if (typeof schema !== 'object' || schema === null || !('_zod' in schema)) return schema
  // The definition is copied with its getters: to read that of a default would call the function behind it.
  const def = Object.defineProperties({}, Object.getOwnPropertyDescriptors(schema._zod.def))
  const before: unknown = Reflect.get(schema._zod.def, KEY)
  Object.defineProperty(def, KEY, {
    value: { ...(typeof before === 'object' && before), ...said },
    configurable: true,
    enumerable: true,
  })
  return schema.clone(def as never, { parent: true })
}
