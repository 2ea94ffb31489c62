import { isWriting, isWrittenByActions } from '../../model/acting.ts'
import { deletedAtOf, fieldNamed, isRestorable, resourceNamed } from '../../model/lookup.ts'
import type { Access, Condition, Resource, Rule, Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import type { GuardedOperation } from '../../spec/spec.ts'
import { type Code, code, importsOf, value } from '../code.ts'
import { comparedCode } from '../kinds/compared.ts'
import { arrayText, callText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { userOf } from './actor.ts'
import { hasOwnMakingRule } from './making.ts'
import { hasTenants, isTenant, tenantOf, tenantProperty } from './tenants.ts'

/** `products.policy.ts` */
export function policyView(resource: Resource, service: Service) {
  const { access, names } = resource
  const operations = guardedOperations(resource, service)
  const tenancy = tenancyCode(resource, service)
  const constants = access === undefined ? [] : constantsOf(resource, service, access)
  const rules = operations.map((operation) => ({ operation, code: rulesOf(operation, resource) }))
  return {
    view: {
      words: names.words,
      resource: literal(names.one),
      tenancy: tenancy === undefined ? false : tenancy.text,
      tenancyName:
        resource.access !== undefined && hasTenants(service) && (tenancy === undefined ? 'everyTenant' : 'tenant'),
      tenancyDoc: tenancyDoc(resource, service),
      constants: constants.map(({ doc, name, code: { text } }) => ({ doc, name, text })),
      operations: rules.map(({ operation, code: { text } }) => ({ operation, rules: text })),
    },
    imports: [
      value('policy', PATHS.grant),
      ...importsOf(rules.map((rule) => rule.code)),
      ...importsOf(constants.map((constant) => constant.code)),
      ...(tenancy === undefined ? [] : tenancy.imports),
      ...(hasTenants(service) && tenancy === undefined ? [value('everyTenant', PATHS.rules)] : []),
    ],
  }
}

/** Whose rows a policy is about; undefined where all tenants share them, or where there are none. */
function tenancyCode(resource: Resource, service: Service): Code | undefined {
  const property = tenantProperty(resource, service)
  if (property === undefined) return undefined
  const make = isTenant(resource, service) && resource.operations.includes('create') ? 'tenantItself' : 'ofTenant'
  const { many } = resource.names
  const imports = [value(make, PATHS.rules), value(many, resourcePath(resource, 'table'))]
  return code(callText(make, [`${many}.${property}`], { before: 'const tenant = '.length }), ...imports)
}

function tenancyDoc(resource: Resource, service: Service): string {
  const one = tenantOf(service)?.names.words.one
  return isTenant(resource, service)
    ? `Whoever asks sees the ${one} that they belong to, and no other.`
    : `Each ${one} has ${resource.names.words.many} of its own: those of others are not there, whatever the rules say.`
}

/** What a policy guards: restoring follows deleting, and what is done in bulk is guarded as what is done once. */
function guardedOperations(resource: Resource, service: Service): string[] {
  const single = resource.operations.filter((operation) => !operation.startsWith('bulk'))
  const made = hasOwnMakingRule(resource, service) ? ['createWith'] : []
  // What only actions change, nobody else may.
  const isApart = isWrittenByActions(resource, service) && !resource.operations.includes('update')
  return [
    ...single,
    ...(isApart ? ['update'] : []),
    ...(isRestorable(resource) ? ['restore'] : []),
    ...made,
    ...resource.actions.map(({ name }) => name),
  ]
}

/** The rules of an operation, or of an action. */
function rulesFor(operation: string, { access, actions }: Resource): readonly Rule[] {
  const action = actions.find(({ name }) => name === operation)
  return (action === undefined ? access?.[guardOf(operation)] : action.rules) ?? []
}

function rulesOf(operation: string, resource: Resource): Code {
  const { access } = resource
  if (access === undefined) return code('everyone', value('everyone', PATHS.grant))
  const rules = rulesFor(operation, resource).map((rule) => ruleCode(rule, operation, resource))
  const text = arrayText(
    rules.map((rule) => rule.text),
    { indent: 2, before: `${operation}: `.length, after: 1 },
  )
  return code(text, ...importsOf(rules))
}

/** Which rules guard an operation. */
function guardOf(operation: string): GuardedOperation {
  switch (operation) {
    case 'restore':
      return 'delete'
    case 'createWith':
      return 'create'
    default:
      return operation as GuardedOperation
  }
}

function ruleCode({ who, where }: Rule, operation: string, resource: Resource): Code {
  const rule = whoCode(who, operation, resource)
  if (where === undefined) return rule
  const condition = conditionCode(where, resource)
  // Those that the parent admits are several rules.
  if (who.kind === 'parent') {
    return code(
      `...${rule.text.slice('...'.length)}.map((rule) => where(rule, ${condition.text}))`,
      ...importsOf([rule, condition]),
      value('where', PATHS.rules),
    )
  }
  return code(`where(${rule.text}, ${condition.text})`, ...importsOf([rule, condition]), value('where', PATHS.rules))
}

function whoCode(who: Rule['who'], operation: string, resource: Resource): Code {
  switch (who.kind) {
    case 'public':
      return code('anyone', value('anyone', PATHS.rules))
    case 'signedIn':
      return code('signedIn', value('signedIn', PATHS.rules))
    case 'role':
      return code(`role(${literal(who.role)})`, value('role', PATHS.rules))
    case 'parent':
      return code(`...${parentConstantFor(operation, resource)}`)
    default:
      return code(who.kind)
  }
}

/** The rules of what a row is nested under that follow for an operation. */
function parentConstantFor(operation: string, resource: Resource): 'reader' | 'writer' | 'maker' {
  if (operation === 'createWith') return 'maker'
  return isReading(operation, resource) ? 'reader' : 'writer'
}

function isReading(operation: string, { actions }: Resource): boolean {
  const action = actions.find(({ name }) => name === operation)
  return action === undefined ? operation === 'list' || operation === 'get' : !isWriting(action)
}

function conditionCode({ property, value: wanted }: Condition, resource: Resource): Code {
  const { names } = resource
  const compared = comparedCode(fieldNamed(resource, property), wanted)
  return code(
    `eq(${names.many}.${property}, ${compared})`,
    value('eq', 'drizzle-orm'),
    value(names.many, resourcePath(resource, 'table')),
  )
}

/** A rule that several operations name. */
interface Constant {
  readonly name: string
  readonly doc: string
  readonly code: Code
}

function constantsOf(resource: Resource, service: Service, access: Access): Constant[] {
  const ofActions = resource.actions.map(({ name, rules = [] }) => [name, rules] as const)
  const asked = [...Object.entries(access), ...ofActions].flatMap(([operation, rules]) =>
    rules.map(({ who }) => ({ kind: who.kind, reads: isReading(operation, resource) })),
  )
  const asks = (kind: Rule['who']['kind']) => asked.some((rule) => rule.kind === kind)
  const asksParent = (reads: boolean) => asked.some((rule) => rule.kind === 'parent' && rule.reads === reads)
  return [
    ...(asks('self') ? [selfConstant(resource)] : []),
    ...(asks('owner') ? [ownerConstant(resource, service)] : []),
    ...(asksParent(true) ? [parentConstant(resource, service, 'reader')] : []),
    ...(asksParent(false) ? [parentConstant(resource, service, 'writer')] : []),
    ...(hasOwnMakingRule(resource, service) ? [parentConstant(resource, service, 'maker')] : []),
  ]
}

function selfConstant(resource: Resource): Constant {
  const { names, key } = resource
  return {
    name: 'self',
    doc: `The ${names.words.one} who is signed in.`,
    code: ofSignedIn('self', code(`eq(${names.many}.${key[0]?.property}, actorId)`, ...actorImports(resource))),
  }
}

function ownerConstant(resource: Resource, service: Service): Constant {
  return {
    name: 'owner',
    doc: `The ${userOf(service).names.words.one} whom the ${resource.names.words.one} belongs to.`,
    code: ofSignedIn('owner', ownedCode(resource, service, resource.owner ?? [])),
  }
}

function actorImports(resource: Resource) {
  return [
    value('eq', 'drizzle-orm'),
    value('actorId', PATHS.rules),
    value(resource.names.many, resourcePath(resource, 'table')),
  ]
}

function ofSignedIn(name: string, condition: Code): Code {
  const args = ['signedIn', condition.text]
  return code(
    callText('where', args, { before: `const ${name} = `.length }),
    ...condition.imports,
    value('where', PATHS.rules),
    value('signedIn', PATHS.rules),
  )
}

/** A condition on a row whose owner stands at the end of a way of references. */
function ownedCode(resource: Resource, service: Service, [property, ...rest]: readonly string[]): Code {
  const { names } = resource
  if (property === undefined) throw new Error(`${names.one} has no owner`)
  if (rest.length === 0) return code(`eq(${names.many}.${property}, actorId)`, ...actorImports(resource))
  const { reference } = fieldNamed(resource, property)
  const target = resourceNamed(service, reference?.resource ?? '')
  const inner = ownedCode(target, service, rest)
  return code(
    `leadsTo(${names.many}.${property}, ${target.names.many}.${reference?.key}, ${inner.text})`,
    ...inner.imports,
    value('leadsTo', PATHS.leadsTo),
    value(names.many, resourcePath(resource, 'table')),
  )
}

/** What somebody has to be allowed with what a row is nested under, to read the row, to write it, or to make both. */
const FOLLOWED = { reader: ['see', 'get'], writer: ['change', 'update'], maker: ['make', 'create'] } as const

function parentConstant(resource: Resource, service: Service, name: 'reader' | 'writer' | 'maker'): Constant {
  const { parent, names } = resource
  if (parent === undefined) throw new Error(`${names.one} has no parent`)
  const around = resourceNamed(service, parent.resource)
  const { words, many, type } = around.names
  const may = `may${type}`
  const [verb, operation] = FOLLOWED[name]
  const live = around.softDelete ? [code(`isNull(${many}.${deletedAtOf(around)})`, value('isNull', 'drizzle-orm'))] : []
  const key = fieldNamed(resource, parent.property).reference?.key
  const args = [`${may}.${operation}.rules`, `${names.many}.${parent.property}`, `${many}.${key}`]
  return {
    name,
    doc: `Who may ${verb} the ${words.one}.`,
    code: code(
      callText('through', [...args, ...live.map(({ text }) => text)], { before: `const ${name} = `.length }),
      value('through', PATHS.rules),
      value(`may as ${may}`, resourcePath(around, 'policy')),
      value(many, resourcePath(around, 'table')),
      value(names.many, resourcePath(resource, 'table')),
      ...importsOf(live),
    ),
  }
}
