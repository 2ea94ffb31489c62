import { fieldNamed } from '../../model/lookup.ts'
import type { Field, Resource, Service } from '../../model/model.ts'
import { levelsOf } from '../../model/nesting.ts'
import { literal } from '../../render/literal.ts'
import { type Attempt, answerTo, attemptsOf, callersOf, rulesFor, rulesOfParent } from '../access/answers.ts'
import { type Aspect, aspectsOf, type Kind, kindsOf, type Subject } from '../access/aspects.ts'
import { bodyMaking, isActors, isAmbiguous, isGivable, matchCode, matchImports, rowMaking } from '../access/rows.ts'
import { type, value } from '../code.ts'
import { arrayText, objectText } from '../layout.ts'
import { PATHS } from '../paths.ts'
import { isConditional } from './queries.ts'
import { changedValue, updatableField } from './test.ts'

/** What is tried of a resource, and with which rows. */
interface Trial {
  readonly attempt: Attempt
  readonly aspects: readonly Aspect[]
}

/** More kinds than these of one attempt tell a reader nothing. */
const MOST_KINDS = 32

/** Names in the generated test that an aspect must not have. */
const TAKEN = new Set(['me', 'other', 'row', 't', 'collection', 'caller', 'kind'])

/** `posts.access.test.ts` */
export function accessTestView(resource: Resource, service: Service) {
  const subject: Subject = { root: resource, service }
  const trials = trialsOf(subject)
  const aspects = together(trials)
  const ofRows = together(trials.filter(({ attempt }) => attempt !== 'create'))
  const creates = trials.filter(({ attempt }) => attempt === 'create')
  const made = trials.length > creates.length ? rowMaking(ofRows, subject) : undefined
  const body = creates.length > 0 ? bodyMaking(together(creates), subject) : undefined
  const tries = triesOf(new Set(trials.map(({ attempt }) => attempt)))
  const conditional = isConditional(resource)
  return {
    view: {
      title: literal(`who may do what with ${resource.names.words.many}`),
      aspects: aspects.map(({ name, of, property }) => ({
        name,
        type: property === undefined ? 'boolean' : typeOf(fieldNamed(of, property)),
      })),
      owns: aspects.some(({ property }) => property === undefined),
      made: made ?? false,
      body: body ?? false,
      tries,
      callers: callersOf(subject)
        .map((caller) => caller ?? 'nobody')
        .join(', '),
      rows: trials.flatMap((trial) => rowsOf(trial, subject, aspects.length > 0)),
      patch: patchText(resource, aspects),
      versioned: conditional && (tries.update || tries.delete),
      anyVersion: conditional ? ', ANY_VERSION' : '',
      table: resource.names.many,
      matchesRow: matchCode(resource, 'key'),
    },
    imports: [
      ...['beforeAll', 'describe', 'expect', 'it'].map((name) => value(name, 'vitest')),
      value('testApp', PATHS.testApp),
      type('TestApp', PATHS.testApp),
      type('Caller', PATHS.testAccess),
      value('answersOf', PATHS.testAccess),
      ...(tries.list ? [value('listed', PATHS.testAccess)] : []),
      ...(made === undefined && resource.parent === undefined ? [] : [value('itemPath', PATHS.itemPath)]),
      ...(tries.restore ? matchImports(resource, resource.key.length) : []),
      ...(made?.imports ?? []),
      ...(body?.imports ?? []),
    ],
  }
}

/** One flag an attempt, for the template. */
function triesOf(tried: ReadonlySet<Attempt>) {
  return {
    list: tried.has('list'),
    get: tried.has('get'),
    create: tried.has('create'),
    update: tried.has('update'),
    delete: tried.has('delete'),
    restore: tried.has('restore'),
  }
}

/** Whether something of a resource can be tried by a test of its own. */
export function isAccessTested(resource: Resource, service: Service): boolean {
  return service.auth !== undefined && trialsOf({ root: resource, service }).length > 0
}

/** `tests/support/access.ts` */
export function accessSupportView({ pageSize }: Service) {
  return {
    view: { pageLimit: pageSize.max },
    imports: [
      type('UserId', PATHS.accounts),
      type('Answer', PATHS.testApp),
      value('asJson', PATHS.testApp),
      type('Row', PATHS.testApp),
      type('TestApp', PATHS.testApp),
      value('everyWho', PATHS.testUsers),
      value('makeUser', PATHS.testUsers),
    ],
  }
}

function trialsOf(subject: Subject): readonly Trial[] {
  if (isAmbiguous(subject)) return []
  const variables = new Set(levelsOf(subject.root, subject.service).map(({ parent }) => parent.names.one))
  return attemptsOf(subject.root).flatMap((attempt): Trial[] => {
    const around = attempt === 'list' || attempt === 'create' ? (rulesOfParent(subject) ?? []) : []
    const aspects = aspectsOf([...rulesFor(attempt, subject), ...around].flat(), subject)
    if (aspects === undefined || aspects.some(({ name }) => TAKEN.has(name) || variables.has(name))) return []
    if (kindsOf(aspects).length > MOST_KINDS) return []
    if (attempt !== 'create') return [{ attempt, aspects }]
    const isClosed = subject.root.fields.some(({ required, writeRoles }) => required && writeRoles !== undefined)
    return isClosed || !aspects.every((aspect) => isGivable(aspect, subject)) ? [] : [{ attempt, aspects }]
  })
}

function together(trials: readonly Trial[]): readonly Aspect[] {
  return [...new Map(trials.flatMap(({ aspects }) => aspects.map((aspect) => [aspect.name, aspect]))).values()]
}

function typeOf({ type: kind }: Field): string {
  if (kind.kind === 'boolean') return 'boolean'
  if (kind.kind === 'enum') return kind.values.map(literal).join(' | ')
  return kind.kind === 'int' || kind.kind === 'smallint' ? 'number' : 'string'
}

/** A line of the matrix for each kind of row. */
function rowsOf({ attempt, aspects }: Trial, subject: Subject, hasKinds: boolean): string[] {
  const fixed = aspects.map((aspect) =>
    attempt === 'create' && isActors(aspect, subject) ? { ...aspect, values: [true] } : aspect,
  )
  return kindsOf(fixed).map((kind) => {
    const answers = callersOf(subject).map((caller) => answerTo(attempt, kind, caller, subject))
    const items = [literal(attempt), ...(hasKinds ? [kindText(kind)] : []), literal(answers.join(' '))]
    return `${arrayText(items, { indent: 4, after: 1 })},`
  })
}

function kindText(kind: Kind): string {
  const members = Object.entries(kind).map(([name, of]): [string, string] => [name, literal(of)])
  return members.length === 0 ? '{}' : objectText(Object.fromEntries(members), { indent: 6 })
}

/** A change that everybody may make, and that leaves a row as the rules see it. */
function patchText(resource: Resource, aspects: readonly Aspect[]): string {
  const kept = new Set(aspects.flatMap(({ property }) => property ?? []))
  const fields = resource.fields.filter(({ property }) => !kept.has(property))
  const field = updatableField({ ...resource, fields })
  return field === undefined ? '{}' : objectText({ [field.property]: literal(changedValue(field)) })
}
