import { deletedAtOf, resourceNamed } from '../../model/lookup.ts'
import type { Field, ModuleExport, Resource, Service } from '../../model/model.ts'
import { checkName, foreignKeyName, primaryKeyName, uniqueName } from '../../model/naming.ts'
import { sourceFrom } from '../../render/import-source.ts'
import { literal } from '../../render/literal.ts'
import { sqlString, sqlTemplate } from '../../render/sql.ts'
import { type Code, code, importsOf, type as typeOnly, value } from '../code.ts'
import { importEnding, moduleFrom } from '../embedding.ts'
import { boundsOf } from '../kinds/body.ts'
import { columnCode } from '../kinds/column.ts'
import { indexCode } from '../kinds/table-index.ts'
import { arrayText, callText } from '../layout.ts'
import { resourcePath } from '../paths.ts'
import type { Setup } from '../setup.ts'
import { machineText, moveNames } from './moves.ts'
import type { Settings } from './service.ts'

const PG = 'drizzle-orm/pg-core'

/** `products.table.ts` */
export function tableView(resource: Resource, service: Service, { setup }: Settings) {
  if (resource.external !== undefined) return externalView(resource, resource.external, setup)
  const extras = [
    ...compositeKey(resource),
    ...uniques(resource),
    ...resource.indexes.map((index) => indexCode(index, deletedAtOf(resource))),
    ...resource.fields.flatMap((field) => foreignKeys(field, resource, service)),
    ...resource.fields.flatMap((field) => checks(field, resource)),
  ]
  const columns = resource.fields.map((field) => ({
    name: field.property,
    code: columnCode(field, resource, extras.length > 0 ? 4 : 2),
  }))
  const circular = isCircular(resource, service)
  return {
    view: {
      words: resource.names.words.one,
      variable: resource.names.many,
      table: literal(resource.table),
      enums: enums(resource),
      columns: columns.map((column) => ({ name: column.name, code: column.code.text })),
      constraints: constraintsText(extras.map((extra) => extra.text)),
      constrained: extras.length > 0,
      circular,
      external: false,
    },
    imports: [
      value('pgTable', PG),
      ...(circular ? [typeOnly('PgTableExtraConfigValue', PG)] : []),
      ...columns.flatMap((column) => column.code.imports),
      ...importsOf(extras),
    ],
  }
}

/** A table of the application under the name that the rest of the code has for it. */
function externalView(resource: Resource, { module, name }: ModuleExport, setup: Setup) {
  const { many, words } = resource.names
  const source = sourceFrom(resourcePath(resource, 'table'), moduleFrom(module, setup), importEnding(setup))
  return {
    view: {
      words: words.one,
      enums: enums(resource),
      external: true,
      exported: name === many ? many : `${name} as ${many}`,
      module: literal(source),
    },
    imports: [],
  }
}

/** Whether its references lead back to it by way of others: TypeScript cannot infer the types of such tables by itself. */
function isCircular(resource: Resource, service: Service): boolean {
  const seen = new Set<Resource>()
  const waiting = targetsOf(resource, service).filter((target) => target !== resource)
  for (const target of waiting) {
    if (seen.has(target)) continue
    seen.add(target)
    waiting.push(...targetsOf(target, service))
  }
  return seen.has(resource)
}

function targetsOf({ fields }: Resource, service: Service): Resource[] {
  return fields.flatMap(({ reference }) =>
    reference === undefined ? [] : [resourceNamed(service, reference.resource)],
  )
}

/** The items of one array: on one line where all of them are and it fits. */
function constraintsText(constraints: readonly string[]): string {
  const flat = `[${constraints.join(', ')}]`
  if (!flat.includes('\n') && '  (t) => '.length + flat.length + 1 <= 120) return flat
  return `[\n${constraints.map((constraint) => `    ${constraint},\n`).join('')}  ]`
}

/** Constants with what the enum fields may be: the table, the schemas and the user's own code share them. */
function enums(resource: Resource) {
  return resource.fields.flatMap((field) => {
    const name = field.valuesName
    if (field.type.kind !== 'enum' || name === undefined) return []
    const values = arrayText(field.type.values.map(literal), {
      before: `export const ${name} = `.length,
      after: ' as const'.length,
    })
    return [{ property: field.property, name, values, moves: field.moves !== undefined && movesText(field, resource) }]
  })
}

/** `orderStatusMoves = { draft: ['placed'], … }` */
function movesText(field: Field, resource: Resource): string {
  const start = `${moveNames(resource, field).moves} = `
  return `${start}${machineText(field, `export const ${start} as const`.length)}`
}

function compositeKey(resource: Resource): Code[] {
  if (resource.key.length === 1) return []
  const columns = resource.key.map((field) => `t.${field.property}`).join(', ')
  const name = literal(primaryKeyName(resource.table))
  const text = ['primaryKey({', `  name: ${name},`, `  columns: [${columns}],`, '})'].join('\n    ')
  return [code(text, value('primaryKey', PG))]
}

/** Where rows are only marked as deleted, unique indexes stand for them. */
function uniques({ table, fields, softDelete }: Resource): Code[] {
  return fields
    .filter((field) => field.unique && !softDelete)
    .map((field) =>
      code(
        callText(`unique(${literal(uniqueName(table, field.column))}).on`, [`t.${field.property}`], {
          indent: 4,
          before: 1,
        }),
        value('unique', PG),
      ),
    )
}

function foreignKeys(field: Field, resource: Resource, service: Service): Code[] {
  if (field.reference === undefined) return []
  const target = resourceNamed(service, field.reference.resource)
  const self = target === resource
  const onDelete = field.reference.onDelete === undefined ? '' : `.onDelete(${literal(field.reference.onDelete)})`
  const text = [
    'foreignKey({',
    `  name: ${literal(foreignKeyName(resource.table, field.column))},`,
    `  columns: [t.${field.property}],`,
    `  foreignColumns: [${self ? 't' : target.names.many}.${field.reference.key}],`,
    `})${onDelete}`,
  ].join('\n    ')
  const imports = self ? [] : [value(target.names.many, resourcePath(target, 'table'))]
  return [code(text, value('foreignKey', PG), ...imports)]
}

function checks(field: Field, { table }: Resource): Code[] {
  const condition = checkCondition(field, `\${t.${field.property}}`)
  if (condition === undefined) return []
  const name = literal(checkName(table, field.column))
  const text = callText('check', [name, `sql\`${condition}\``], { indent: 4, tail: ',' }).replace(/,$/, '')
  return [code(text, value('check', PG), value('sql', 'drizzle-orm'))]
}

/** Arrays are left to the API: PostgreSQL has no simple check for their items. */
function checkCondition({ array, type }: Field, column: string): string | undefined {
  if (array) return undefined
  if (type.kind === 'enum')
    return `${column} in (${type.values.map((item) => sqlTemplate(sqlString(item))).join(', ')})`
  const { min, max } = boundsOf(type)
  if (type.kind === 'string' || (min === undefined && max === undefined)) return undefined
  const limits = [min === undefined ? [] : `${column} >= ${min}`, max === undefined ? [] : `${column} <= ${max}`]
  return limits.flat().join(' and ')
}
