/** As much of a Zod 4 schema as is looked at, whichever copy of Zod made it. */
export interface ZodSchema {
  readonly _zod: { readonly def: ZodDef; readonly constr?: unknown }
  meta?(): Readonly<Record<string, unknown>> | undefined
}

/** What a schema or a check was made from. */
export interface ZodDef {
  readonly type?: string
  readonly check?: string
  readonly format?: string
  readonly checks?: readonly Pick<ZodSchema, '_zod'>[]
  readonly innerType?: ZodSchema
  readonly element?: ZodSchema
  readonly shape?: Readonly<Record<string, ZodSchema>>
  readonly catchall?: ZodSchema
  readonly keyType?: ZodSchema
  readonly valueType?: ZodSchema
  readonly options?: readonly ZodSchema[]
  readonly entries?: Readonly<Record<string, string | number>>
  readonly in?: ZodSchema
  readonly out?: ZodSchema
  readonly getter?: () => ZodSchema
  readonly coerce?: boolean
  readonly [key: string]: unknown
}

/** Whether a value is a schema of Zod 4. */
export function isSchema(value: unknown): value is ZodSchema {
  if (typeof value !== 'object' || value === null || !('_zod' in value)) return false
  const { _zod: inner } = value
  return typeof inner === 'object' && inner !== null && 'def' in inner
}

/** Whether a value is a schema of Zod 3. */
export function isOldSchema(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '_def' in value && !('_zod' in value)
}

/** What the builders and `field` of `create-ashlar/spec` have noted in the definition of a schema. */
export function notedAt(schema: ZodSchema): Readonly<Record<string, unknown>> {
  const noted = schema._zod.def.ashlar
  return typeof noted === 'object' && noted !== null ? Object.fromEntries(Object.entries(noted)) : {}
}

/** The description that a schema carries. */
export function descriptionAt(schema: ZodSchema): string | undefined {
  const description = schema.meta?.()?.description
  return typeof description === 'string' ? description : undefined
}

/** Metadata that a description has no place for: `title`, `examples`, … */
export function strayMetadata(schema: ZodSchema): string | undefined {
  return Object.keys(schema.meta?.() ?? {}).find((key) => key !== 'description')
}
