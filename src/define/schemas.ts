/*
 * Schemas by what they have, and not by the types of Zod: the project may have another version of Zod than ashlar, and
 * to compare the types of two versions takes the compiler minutes, and ends in errors that nobody understands.
 */

/** A schema of Zod 4, whichever version made it. */
export interface AnySchema {
  readonly _zod: { readonly def: { readonly type: string } }
  /** Takes a definition, of which each version of Zod has a type of its own. */
  clone(def?: never, params?: { parent: boolean }): this
}

/** The fields of an object by their names. */
export type AnyShape = Readonly<Record<string, AnySchema>>

/** `z.object({ … })` of Zod 4, whichever version made it. */
export interface AnyObject<Shape extends AnyShape = AnyShape> {
  readonly _zod: { readonly def: { readonly type: 'object' } }
  readonly shape: Shape
}
