export { type DefinedSpec, defineSpec, type Resource, resource, type SpecOptions } from './define-spec.ts'
export { decimal, field, many, type Related, ref, secret, slug, smallint, text } from './fields.ts'
export type { ManyModifiers, Modifiers, RefModifiers } from './modifiers.ts'
export type * from './spec-options.ts'
