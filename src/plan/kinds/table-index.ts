import type { Condition, Index } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { sqlText } from '../../render/sql-constant.ts'
import { type Code, code, value } from '../code.ts'
import { type ChainCall, callText, chainText } from '../layout.ts'
import { PATHS } from '../paths.ts'
import { sqlPart } from './sql-code.ts'

const PG = 'drizzle-orm/pg-core'

/** An index in the list behind the columns, where `deletedAt` marks rows as deleted: ``uniqueIndex('a_key').on(sql`lower(${t.a})`).where(sql`${t.b}`)``. */
export function indexCode(index: Index, deletedAt: string): Code {
  const { name, properties, lower, unique, method } = index
  const builder = unique ? 'uniqueIndex' : 'index'
  const columns = properties.map((property) =>
    lower.includes(property) ? `sql\`lower(\${t.${property}})\`` : `t.${property}`,
  )
  const on =
    method === 'btree'
      ? { head: 'on', args: columns }
      : { head: 'using', args: [literal('gin'), ...items(index, columns)] }
  const head = `${builder}(${literal(name)})`
  const condition = conditionOf(index, deletedAt)
  const text =
    condition === ''
      ? callText(`${head}.${on.head}`, on.args, { indent: 4, before: 1 })
      : filteredText(head, on, condition)
  const usesSql = lower.length > 0 || condition !== ''
  return code(
    text,
    value(builder, PG),
    ...(usesSql ? [value('sql', 'drizzle-orm')] : []),
    ...(method === 'words' ? [value('searchable', PATHS.search)] : []),
  )
}

/** What such an index finds rows by: the items of a list, or the words of texts. */
function items({ method }: Index, columns: readonly string[]): readonly string[] {
  return method === 'words' ? [`searchable(${columns.join(', ')})`] : columns
}

function filteredText(head: string, on: ChainCall, condition: string): string {
  const simple = !condition.includes('sql.raw(')
  return chainText(head, [on, `where(sql\`${condition}\`)`], { indent: 4, after: 1, simple })
}

/** Which rows stand in it; empty when all do. */
function conditionOf({ where, live }: Index, deletedAt: string): string {
  const conditions = [where === undefined ? [] : conditionSql(where), live ? `\${t.${deletedAt}} is null` : []]
  return conditions.flat().join(' and ')
}

/** Part of a template: drizzle-kit takes no parameters here, so the value stands in the text. */
function conditionSql({ property, value: wanted }: Condition): string {
  const column = `\${t.${property}}`
  if (wanted === true) return column
  if (wanted === false) return `not ${column}`
  return `${column} = ${typeof wanted === 'number' ? wanted : sqlPart(sqlText(String(wanted)))}`
}
