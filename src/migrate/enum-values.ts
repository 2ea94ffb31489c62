import { partOf } from './named-parts.ts'
import type { TableSnapshot } from './schema-snapshot.ts'

/** `"products"."state" in ('draft', 'live')`, as the checks of enums are generated. */
const CHECK = /^"(?:[^"]|"")+"\."((?:[^"]|"")+)" in \(('(?:[^']|'')*'(?:, '(?:[^']|'')*')*)\)$/

/** The values that a check leaves the columns of a table, by column; a check of another form says nothing here. */
export function enumValuesIn(table: TableSnapshot): ReadonlyMap<string, readonly string[]> {
  const checks = Object.values(partOf(table, 'checkConstraints'))
  return new Map(
    checks.flatMap(({ value }) => {
      const found = CHECK.exec(String(value))
      return found === null ? [] : [[unquoted(found[1] ?? '', '"'), listed(found[2] ?? '')] as const]
    }),
  )
}

function listed(text: string): readonly string[] {
  return [...text.matchAll(/'((?:[^']|'')*)'/g)].map(([, value = '']) => unquoted(value, "'"))
}

function unquoted(text: string, quote: string): string {
  return text.replaceAll(quote + quote, quote)
}
