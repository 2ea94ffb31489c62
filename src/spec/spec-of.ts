import type { Fields } from './fields.ts'
import type { RawDescription } from './grammar.ts'
import type { FieldSpec, ResourceSpec, Spec } from './spec.ts'

/** A description in its normal form, from its accepted structure and its fields. */
export function specOf(raw: RawDescription, fields: ReadonlyMap<string, Fields>): Spec {
  const { basePath, pageSize } = raw.api ?? {}
  const timestamps = raw.defaults?.timestamps
  const resources: Record<string, ResourceSpec> = Object.create(null)
  for (const [name, resource] of Object.entries(raw.resources)) {
    resources[name] = resourceOf(resource, fields.get(name) ?? {})
  }
  return {
    name: raw.name,
    ...(raw.description !== undefined && { description: withPlainLineEnds(raw.description) }),
    api: { ...(basePath !== undefined && { basePath }), ...(pageSize !== undefined && { pageSize }) },
    defaults: { ...(timestamps !== undefined && { timestamps }) },
    resources,
  }
}

function resourceOf(raw: RawDescription['resources'][string], fields: Fields): ResourceSpec {
  const { description, plural, table, path, key, timestamps, indexes, operations } = raw
  return {
    ...(description !== undefined && { description: withPlainLineEnds(description) }),
    ...(plural !== undefined && { plural }),
    ...(table !== undefined && { table }),
    ...(path !== undefined && { path }),
    ...(key !== undefined && { key: typeof key === 'string' ? [key] : key }),
    fields: describedFields(fields),
    ...(timestamps !== undefined && { timestamps }),
    ...(indexes !== undefined && { indexes }),
    ...(operations !== undefined && { operations }),
  }
}

function describedFields(fields: Fields): Fields {
  const described: Record<string, FieldSpec> = Object.create(null)
  for (const [name, field] of Object.entries(fields)) {
    const { description } = field
    described[name] = description === undefined ? field : { ...field, description: withPlainLineEnds(description) }
  }
  return described
}

/** One kind of line end, so that an escape in a description cannot put another into a generated file. */
function withPlainLineEnds(text: string): string {
  return text.replace(/\r\n?|\u0085/g, '\n')
}
