import { linkIndexName } from '../../model/link-names.ts'
import { fieldNamed, resourceNamed } from '../../model/lookup.ts'
import type { Field, Link, LinkColumn, Resource, Service } from '../../model/model.ts'
import { checkName, foreignKeyName, primaryKeyName } from '../../model/naming.ts'
import { docComment } from '../../render/comment.ts'
import { literal } from '../../render/literal.ts'
import { type Code, code, importsOf, type as typeOnly, value } from '../code.ts'
import { columnCode } from '../kinds/column.ts'
import { callText } from '../layout.ts'
import { resourcePath } from '../paths.ts'

const PG = 'drizzle-orm/pg-core'

/** `products-related-to.table.ts` */
export function linkTableView(link: Link, declaring: Resource, service: Service) {
  const target = resourceNamed(service, link.resource)
  const columns = [
    ...link.source.map((column) => columnOf(link, column, declaring)),
    columnOf(link, link.target, target),
  ]
  const constraints = [
    primaryKey(link),
    otherWay(link),
    foreignKey(link, link.source, declaring),
    foreignKey(link, [link.target], target),
    ...(link.symmetric ? [inOrder(link)] : []),
  ]
  return {
    view: {
      doc: docComment(docText(link, declaring, target)),
      variable: link.names.many,
      table: literal(link.table),
      columns: columns.map(({ property, code: { text } }) => ({ name: property, code: text })),
      constraints: constraints.map(({ text }) => text),
    },
    imports: [value('pgTable', PG), ...columns.flatMap(({ code: { imports } }) => imports), ...importsOf(constraints)],
  }
}

/** The field of a key as a column of the join table holds it. */
export function heldField({ property, column, key }: LinkColumn, resource: Resource): Field {
  return { ...fieldNamed(resource, key), property, column, inKey: true, made: undefined, default: undefined }
}

function docText({ description, symmetric }: Link, { names }: Resource, target: Resource): string {
  const own = symmetric
    ? `Which ${names.words.many} are linked to each other. A pair stands once, the smaller key first: it is a link from either side.`
    : `Which ${target.names.words.many} each ${names.words.one} is linked to.`
  return description === '' ? own : `${own} ${description}`
}

function columnOf({ source }: Link, column: LinkColumn, resource: Resource): { property: string; code: Code } {
  const field = heldField(column, resource)
  // The key of a join table has two parts at least.
  const { text, imports } = columnCode(field, { key: [...source.map(() => field), field] }, 4)
  const values = field.valuesName === undefined ? [] : [typeOnly(field.valuesName, resourcePath(resource, 'table'))]
  return { property: column.property, code: code(text, ...imports, ...values) }
}

function primaryKey({ table, source, target }: Link): Code {
  const columns = [...source, target].map(({ property }) => `t.${property}`).join(', ')
  const lines = ['primaryKey({', `  name: ${literal(primaryKeyName(table))},`, `  columns: [${columns}],`, '})']
  return code(lines.join('\n    '), value('primaryKey', PG))
}

/** The key finds the links of a row of the one side; this, those of a row of the other. */
function otherWay(link: Link): Code {
  const columns = [link.target, ...link.source].map(({ property }) => `t.${property}`)
  return code(
    callText(`index(${literal(linkIndexName(link))}).on`, columns, { indent: 4, before: 1 }),
    value('index', PG),
  )
}

/** A link goes with either of its rows. */
function foreignKey({ table }: Link, columns: readonly LinkColumn[], to: Resource): Code {
  const name = foreignKeyName(table, columns.map(({ column }) => column).join('_'))
  const lines = [
    'foreignKey({',
    `  name: ${literal(name)},`,
    `  columns: [${columns.map(({ property }) => `t.${property}`).join(', ')}],`,
    `  foreignColumns: [${columns.map(({ key }) => `${to.names.many}.${key}`).join(', ')}],`,
    "}).onDelete('cascade')",
  ]
  return code(lines.join('\n    '), value('foreignKey', PG), value(to.names.many, resourcePath(to, 'table')))
}

function inOrder({ table, source, target }: Link): Code {
  const condition = `sql\`\${t.${source[0]?.property}} <= \${t.${target.property}}\``
  const text = callText('check', [literal(checkName(table, 'order')), condition], { indent: 4, before: 1 })
  return code(text, value('check', PG), value('sql', 'drizzle-orm'))
}
