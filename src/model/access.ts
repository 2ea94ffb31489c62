import { didYouMean } from '../did-you-mean.ts'
import type { AccessRule, AccessSpec, GuardedOperation, OperationName, SpecPath } from '../spec/spec.ts'
import { buildCondition } from './conditions.ts'
import type { Access, Rule } from './model.ts'
import type { Finding } from './report.ts'
import { isTenants } from './tenant-field.ts'
import type { Placed, World } from './world.ts'

/** Which rules are asked for which operation. */
const GUARDS: Readonly<Record<OperationName, GuardedOperation>> = {
  list: 'list',
  get: 'get',
  create: 'create',
  update: 'update',
  delete: 'delete',
  bulkCreate: 'create',
  bulkUpdate: 'update',
}

/** The rules of a resource by operation; undefined when there is no `auth`. Nobody may do what has no rule. */
export function buildAccess(world: World, placed: Placed, operations: readonly OperationName[]): Access | undefined {
  const { spec, at } = placed.named
  const { report } = world
  const own = spec.access
  const given = own ?? world.spec.defaults.access
  const from = own === undefined ? ['defaults', 'access'] : [...at, 'access']
  const wanted = [...new Set(operations.map((name) => GUARDS[name]))]
  const rules: Partial<Record<GuardedOperation, readonly Rule[]>> = {}
  const isGuess = report.isUnread([...at, 'operations'])
  for (const [name, written, path] of writtenRules(given, wanted, from)) {
    if (own !== undefined && !wanted.includes(name) && !isGuess) report.add(unasked(placed, name, path))
    else if (wanted.includes(name)) rules[name] = buildRules(world, { placed, operation: name }, { written, at: path })
  }
  if (!hasAuth(world)) return undefined
  const missing = wanted.filter((name) => rules[name] === undefined)
  const isUnread = report.isUnread([...at, 'access']) || (own === undefined && report.isUnread(['defaults', 'access']))
  if (missing.length > 0 && !isUnread && !isGuess) {
    report.add(unruled(placed, missing))
  }
  return rules
}

/** Whether somebody can sign in, as far as the text tells. */
export function hasAuth({ spec, report }: World): boolean {
  return spec.auth !== undefined || report.isUnread(['auth'])
}

type WrittenRules = readonly [GuardedOperation, readonly AccessRule[], SpecPath]

function writtenRules(
  given: AccessSpec | undefined,
  operations: readonly GuardedOperation[],
  from: SpecPath,
): readonly WrittenRules[] {
  if (given === undefined) return []
  if ('all' in given) return operations.map((name): WrittenRules => [name, given.all, from])
  const { each } = given
  const names = ['list', 'get', 'create', 'update', 'delete'] as const
  return names.flatMap((name): WrittenRules[] => {
    const rules = each[name]
    return rules === undefined ? [] : [[name, rules, [...from, name]]]
  })
}

function unasked({ named }: Placed, name: GuardedOperation, at: SpecPath) {
  const message = `\`${named.name}\` has no \`${name}\` for this rule to allow`
  return {
    code: 'ASH2083',
    message,
    hint: 'take it out, or add the operation to `operations`',
    at,
    name: true,
  } as const
}

function unruled({ named }: Placed, missing: readonly GuardedOperation[]) {
  const what = missing.map((name) => `\`${name}\``).join(', ')
  const at = named.spec.access === undefined ? named.at : [...named.at, 'access']
  const message = `nobody may ${what} any \`${named.name}\`: \`access\` has no rule for it`
  const hint = `say who may, for example \`${missing[0]}: signedIn\`, or leave it out of \`operations\``
  return { code: 'ASH2082', message, hint, at, name: true } as const
}

/** What rules are for: an operation of a resource, or an action on one row or none. */
export interface Guarded {
  readonly placed: Placed
  readonly operation: GuardedOperation | 'row' | 'none'
}

/** The rules that are written at a place; those that cannot be are left out, with findings. */
export function buildRules(
  world: World,
  guarded: Guarded,
  { written, at }: { readonly written: readonly AccessRule[]; readonly at: SpecPath },
): readonly Rule[] {
  return written.flatMap((rule, index): Rule[] => {
    const path = [...at, index]
    const wrong = whoComplaint(world, guarded, rule)
    if (wrong !== undefined) {
      world.report.add({ ...wrong, at: path, word: rule.who })
      return []
    }
    const where =
      rule.where === undefined ? undefined : buildCondition(world, guarded.placed, { written: rule.where, at: path })
    return [{ who: whoOf(rule.who), where }]
  })
}

function whoOf(word: string): Rule['who'] {
  switch (word) {
    case 'public':
    case 'signedIn':
    case 'self':
    case 'owner':
    case 'parent':
      return { kind: word }
    default:
      return { kind: 'role', role: word }
  }
}

type Complaint = Omit<Finding, 'at'>

/** What is said where somebody is meant who signs in, and nobody can; once, however many rules there are. */
export function noAuth(what: string, hint = ADD_AUTH): Omit<Finding, 'at' | 'code'> {
  const message = `${what} needs somebody who signs in, and the description has no \`auth\``
  return { message, hint, topic: 'no auth' }
}

const ADD_AUTH = 'add `auth: { user: customer, identifier: email }`'

function whoComplaint(world: World, { placed, operation }: Guarded, { who, where }: AccessRule): Complaint | undefined {
  if (who !== 'public' && who !== 'parent' && !hasAuth(world)) {
    return { code: 'ASH2083', ...noAuth(`\`${who}\``, `${ADD_AUTH}, or type \`public\``) }
  }
  if (operation === 'none' && (where !== undefined || ROWS.has(who))) {
    const message = `\`${where === undefined ? who : 'where'}\` asks for a row, and the path of this action names none`
    return { code: 'ASH2083', message, hint: 'put the key into the path: `/{id}/place`' }
  }
  const needed = NEEDS[who]
  return needed === undefined ? roleComplaint(world, who) : needed(world, placed, operation)
}

function publicHint({ auth, tenant }: World['spec'], name: string, operation: Guarded['operation']): string {
  if (name === auth?.user && operation === 'create') {
    return `name a role that makes people of its own \`${tenant}\`: \`create: admin\`; \`npm run user\` makes the first one`
  }
  return name === tenant || name === auth?.user
    ? 'type `signedIn`'
    : 'type `signedIn`, or `tenant: false` when all share it'
}

const ROWS: ReadonlySet<string> = new Set(['self', 'owner', 'parent'])

type Need = (world: World, placed: Placed, operation: Guarded['operation']) => Complaint | undefined

const NEEDS: Readonly<Record<string, Need>> = {
  public(world, { named }, operation) {
    const { spec } = world
    if (!hasAuth(world) || !isTenants(spec, named.name)) return undefined
    // Whoever makes a tenant does not belong to it.
    if (named.name === spec.tenant && operation === 'create') return undefined
    const message = `who is not signed in belongs to no \`${spec.tenant}\`, and so sees no \`${named.name}\``
    const topic = named.spec.access === undefined ? 'tenants for everybody' : undefined
    return { code: 'ASH2048', message, hint: publicHint(spec, named.name, operation), topic }
  },
  signedIn: () => undefined,
  self({ spec, resources }, { named }, operation) {
    const user = spec.auth?.user
    if (operation === 'create') {
      const message = '`self` cannot create: nobody is signed in as a row that is not there yet'
      return { code: 'ASH2083', message, hint: 'give `create` a rule of its own: `public` or a role' }
    }
    // That the one who signs in is not described is told at `auth`.
    if (user === undefined || user === named.name || !resources.has(user)) return undefined
    const message = `\`self\` is for \`${user}\`, who signs in, and not for \`${named.name}\``
    return { code: 'ASH2083', message, hint: 'type `owner`, and name the reference with `owner:`' }
  },
  owner({ report }, { named }) {
    if (named.spec.owner !== undefined || report.isUnread([...named.at, 'owner'])) return undefined
    const message = `\`${named.name}\` does not say who its owner is`
    return { code: 'ASH2083', message, hint: 'name the reference to who signs in: `owner: customer`' }
  },
  parent(world, { named }, operation) {
    if (named.spec.parent !== undefined || world.report.isUnread([...named.at, 'parent'])) {
      return publicParent(world, named, operation)
    }
    const message = `\`${named.name}\` has no parent whose rules it could follow`
    return { code: 'ASH2083', message, hint: 'name the reference that it is nested under: `parent: order`' }
  },
}

/** The rules of a shared parent may let in who is not signed in, and so belongs to no tenant. */
function publicParent(
  { spec, resources }: World,
  named: Placed['named'],
  operation: Guarded['operation'],
): Complaint | undefined {
  if (!isTenants(spec, named.name)) return undefined
  const reads = operation === 'list' || operation === 'get'
  const seen = new Set<string>()
  for (let at = parentNamed(named, resources); at !== undefined && !seen.has(at.named.name); ) {
    seen.add(at.named.name)
    const rules = writtenFor(at.named.spec.access ?? spec.defaults.access, reads ? 'get' : 'update')
    if (rules.some(({ who }) => who === 'public')) {
      const message = `\`parent\` lets in who is not signed in, as \`${at.named.name}\` does, and so belongs to no \`${spec.tenant}\``
      return { code: 'ASH2048', message, hint: 'type `signedIn`' }
    }
    at = rules.some(({ who }) => who === 'parent') ? parentNamed(at.named, resources) : undefined
  }
  return undefined
}

function parentNamed({ spec }: Placed['named'], resources: World['resources']): Placed | undefined {
  const type = spec.fields[spec.parent ?? '']?.type
  return type?.kind === 'ref' ? resources.get(type.resource) : undefined
}

function writtenFor(access: AccessSpec | undefined, operation: 'get' | 'update'): readonly AccessRule[] {
  if (access === undefined) return []
  return 'all' in access ? access.all : (access.each[operation] ?? [])
}

/** Why a word is none of the roles; nothing when it is one, or when they could not be read. */
export function roleComplaint(world: World, role: string): Complaint | undefined {
  const { roles } = world
  if (roles === undefined || roles.includes(role)) return undefined
  if (!hasAuth(world)) return { code: 'ASH2081', ...noAuth(`the role \`${role}\``) }
  const known = [...Object.keys(NEEDS), ...roles]
  const message = `there is no role \`${role}\``
  const named = roles.length === 0 ? 'name the field that holds them: `roles: { field: role }` in `auth`' : undefined
  return {
    code: 'ASH2081',
    message,
    hint: didYouMean(role, known) ?? named ?? `the roles are ${roles.join(', ')}`,
    ...(roles.length === 0 && { topic: 'no roles' }),
  }
}
