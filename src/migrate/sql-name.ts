/** A name as PostgreSQL takes every one: `"order"`. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A table with its schema, where that is not the usual one: `"audit"."orders"`. */
export function quotedTable({ name, schema }: { readonly name: string; readonly schema: string }): string {
  return schema === '' ? quoted(name) : `${quoted(schema)}.${quoted(name)}`
}
