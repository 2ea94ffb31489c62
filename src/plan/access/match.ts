import type { Resource } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { value } from '../code.ts'
import { type Call, nestedCallText } from '../layout.ts'
import { resourcePath } from '../paths.ts'

/** The condition that a row is the one in a variable: `eq(products.id, row.id)`. An answer has a 64-bit number as text. */
export function matchCode(resource: Resource, row: string): string {
  return nestedCallText(match(resource, row), { before: -Infinity })
}

/** The statement of a test by which a row goes, past the API. */
export function deletionText(resource: Resource, row: string): string {
  const [start, remove] = ['await t.db', `.delete(${resource.names.many})`]
  const line = `${start}${remove}.where(${matchCode(resource, row)})`
  if (INDENT + line.length <= 120) return line
  const where = nestedCallText({ head: 'where', args: [match(resource, row)] }, { indent: INDENT + 2, before: 1 })
  const pad = ' '.repeat(INDENT + 2)
  return `${start}\n${pad}${remove}\n${pad}.${where}`
}

const INDENT = 4

function match({ names, key }: Resource, row: string): Call {
  const parts = key.map(({ property, type: { kind } }): Call => {
    const given = `${row}.${property}`
    return { head: 'eq', args: [`${names.many}.${property}`, kind === 'bigint' ? `BigInt(${given})` : given] }
  })
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : { head: 'and', args: parts }
}

/** What {@link matchCode} needs. */
export function matchImports(resource: Resource): ImportSymbol[] {
  return [
    value('eq', 'drizzle-orm'),
    ...(resource.key.length > 1 ? [value('and', 'drizzle-orm')] : []),
    value(resource.names.many, resourcePath(resource, 'table')),
  ]
}
