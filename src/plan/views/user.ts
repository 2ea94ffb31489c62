import { partsOf } from '../../model/kept.ts'
import { deletedAtOf, secretsOf } from '../../model/lookup.ts'
import type { Field, Names, Resource, Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { constant } from '../kinds/sample.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { userOf } from './actor.ts'
import { authFields } from './auth.ts'
import { copyImports, copyTexts, withSpread } from './copies.ts'
import { withArticle } from './openapi-parts.ts'
import { exampleOfCreate } from './openapi-schemas.ts'
import { tenantOf } from './tenants.ts'
import { keyOf } from './user-table.ts'

/** Text needs no other form on a command line. */
const TYPED_AS_IT_IS: ReadonlySet<string> = new Set([
  'date',
  'datetime',
  'decimal',
  'email',
  'enum',
  'bigint',
  'slug',
  'string',
  'text',
  'time',
  'url',
  'uuid',
])

/** `src/user.ts` */
export function userView(service: Service) {
  const user = userOf(service)
  const { identifier, password } = authFields(service)
  const role = user.fields.find(({ property }) => property === service.auth?.roles?.field)
  const given = user.fields.filter((field) => isGiven(field, role) && field !== password)
  const [key] = user.key
  const tenant = tenantOptions(user, service)
  return {
    view: {
      article: withArticle(user.names.words.one),
      what: whatText(role, tenant),
      tenant: tenant ?? false,
      identifier: identifier.property,
      example: constant(identifier.type),
      roleExample: role?.type.kind === 'enum' ? ` --${role.property} ${role.type.values.at(-1)}` : '',
      lower: identifier.type.kind === 'email' ? '.toLowerCase()' : '',
      options: [
        ...given.map(({ property }) => property),
        ...(tenant === undefined ? [] : [tenant.option, literal(tenant.newOption)]),
      ],
      newType: user.names.newType,
      parsed: bodyText([...given.map(parsedText), passwordText(password, 'password')], user.names.newType),
      table: user.names.many,
      key: key?.property,
      madeKey: key?.made === 'uuidv7' ? `${key.property}: uuidv7(), ` : '',
      password: password.property,
      passwordLiteral: literal(password.property),
      served: servedText(user, service),
      role: role?.property ?? false,
      roleValues: role?.valuesName,
    },
    imports: [
      value('randomBytes', 'node:crypto'),
      value('createInterface', 'node:readline/promises'),
      value('Writable', 'node:stream'),
      value('fileURLToPath', 'node:url'),
      value('parseArgs', 'node:util'),
      ...(role === undefined && tenant === undefined ? [] : [value('eq', 'drizzle-orm')]),
      ...(role === undefined ? [] : [value(role.valuesName ?? '', resourcePath(user, 'table'))]),
      ...(tenant?.imports ?? []),
      ...(key?.made === 'uuidv7' || tenant?.isMade ? [value('v7 as uuidv7', 'uuid')] : []),
      value('z', 'zod'),
      value('accountOf', PATHS.accounts),
      type('UserId', PATHS.accounts),
      value('recoverAccount', PATHS.recovery),
      ...['hashPassword', 'setPasswordCost', 'withHashes'].map((name) => value(name, PATHS.passwords)),
      value('configFromEnvironment', PATHS.config),
      value('openDatabase', PATHS.client),
      type('Db', PATHS.executor),
      value('applyMigrations', PATHS.migrate),
      value(user.names.newType, resourcePath(user, 'schema')),
      value(user.names.many, resourcePath(user, 'table')),
      ...['createLogger', 'describeError'].map((name) => value(name, PATHS.logger)),
      ...copyImports(user, service),
      ...(partsOf(user, service).length === 0
        ? []
        : [value('keeping', PATHS.kept), value('valueParts', resourcePath(user, 'queries'))]),
    ],
  }
}

function whatText(role: Field | undefined, tenant: Pick<Names, 'words'> | undefined): string {
  const words = [...(role === undefined ? [] : ['role']), ...(tenant === undefined ? [] : [tenant.words.one])]
  return words.length === 0 ? 'password' : `${words.join(', ')} or password`
}

/** How the one who is made is said to belong to a tenant, and how the first tenant is made. */
function tenantOptions(user: Resource, service: Service) {
  const tenant = tenantOf(service)
  const field = user.fields.find(({ property }) => property === user.tenant)
  if (tenant === undefined || field === undefined) return undefined
  const key = keyOf(tenant)
  const { names } = tenant
  const secrets = secretsOf(tenant).map(({ property }) => property)
  return {
    option: field.name,
    newOption: `new-${field.name}`,
    property: field.property,
    words: names.words,
    article: withArticle(names.words.one),
    newType: names.newType,
    table: names.many,
    key: key.property,
    madeKey: key.made === 'uuidv7' ? `${key.property}: uuidv7(), ` : '',
    isMade: key.made === 'uuidv7',
    input: secrets.length === 0 ? 'input' : `(await withHashes(input, ${literal(secrets)}))`,
    required: requiredText(field),
    taken: `${field.name}: named, ${literal(`new-${field.name}`)}: added`,
    isNamed: tenant.softDelete
      ? `and(eq(sql\`\${${names.many}.${key.property}}::text\`, named), isNull(${names.many}.${deletedAtOf(tenant)}))`
      : `eq(sql\`\${${names.many}.${key.property}}::text\`, named)`,
    example: JSON.stringify(exampleOfCreate(tenant)),
    imports: [
      value(names.newType, resourcePath(tenant, 'schema')),
      value(names.many, resourcePath(tenant, 'table')),
      type('Actor', PATHS.actor),
      type('Executor', PATHS.executor),
      value('sql', 'drizzle-orm'),
      ...(tenant.softDelete ? [value('and', 'drizzle-orm'), value('isNull', 'drizzle-orm')] : []),
    ],
  }
}

/** What refuses somebody of no tenant, laid out as Biome does. */
function requiredText({ name, property }: Field): string {
  const message = literal(`Say to whom they belong: --${name} or --new-${name}.`)
  const [condition, refusal] = [`if (${property} === undefined)`, `throw new Error(${message})`]
  const line = `${condition} ${refusal}`
  return line.length + 4 <= 120 ? line : `${condition}\n      ${refusal}`
}

/** What has to be said of a new one, and the role. */
function isGiven(field: Field, role: Field | undefined): boolean {
  return field.writable.create && (field.required || field === role)
}

/** What is no text is typed as JSON. */
function parsedText({ property, type: { kind }, array }: Field): string {
  if (TYPED_AS_IT_IS.has(kind) && !array) return `${property}: values.${property}`
  return `${property}: JSON.parse(values.${property} ?? 'null')`
}

function passwordText({ property }: Field, variable: string): string {
  return property === variable ? property : `${property}: ${variable}`
}

/** The members of an object behind `const account = checked(NewMember, `. */
function bodyText(members: readonly string[], newType: string): string {
  const line = `{ ${members.join(', ')} }`
  if (`  const account = checked(${newType}, ${line})`.length <= 120) return line
  return `{\n${members.map((member) => `    ${member},\n`).join('')}  }`
}

/** The insert where the service adds to a row, or keeps something of it; false where it does neither. */
function servedText(user: Resource, service: Service): string | false {
  // Who belongs to a tenant is made together with it.
  const [db, indent] = service.tenant === undefined ? ['db', 2] : ['tx', 4]
  const copies = copyTexts(user, service, 'row')
  const counts = partsOf(user, service).length > 0
  if (copies.length === 0 && !counts) return false
  const values = copies.length === 0 ? 'row' : withSpread('row', copies, counts ? indent + 2 : indent, 20)
  const insert = `insert(${user.names.many}).values(${values})`
  if (!counts) return `await ${db}.${insert}`
  const pad = ' '.repeat(indent)
  return `await keeping(${db}, { parts: valueParts, rows: [row] }, (tx) =>\n${pad}  tx.${insert},\n${pad})`
}
