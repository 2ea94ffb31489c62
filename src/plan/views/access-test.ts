import { hasActions } from '../../model/acting.ts'
import { deletedAtOf } from '../../model/lookup.ts'
import type { Field, Resource, Service } from '../../model/model.ts'
import { levelsOf } from '../../model/nesting.ts'
import { literal } from '../../render/literal.ts'
import {
  type Attempt,
  actionOf,
  admits,
  answerTo,
  attemptsOf,
  callersOf,
  isBelow,
  isMove,
  moveOf,
  rulesFor,
  rulesOfParent,
  triesForeign,
} from '../access/answers.ts'
import { type Aspect, aspectsOf, type Kind, kindsOf, type Subject } from '../access/aspects.ts'
import { matchCode, matchImports } from '../access/match.ts'
import { bodyMaking, giftMaking, isActors, isAmbiguous, isGivable, type Making, rowMaking } from '../access/rows.ts'
import { type, value } from '../code.ts'
import { changedValue, constant } from '../kinds/sample.ts'
import { chainText, objectText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { kindText, lineText, MOST_KINDS, memberOf, TAKEN } from './access-table.ts'
import { triedAction } from './action-test.ts'
import { followingImports } from './envelope.ts'
import { isQueried } from './filters.ts'
import { hasReaders } from './guarded.ts'
import { movedFields } from './moves.ts'
import { moveRouteImports, moveRouteText, moveSegment, testedMoves } from './moves-test.ts'
import { isConditional } from './queries.ts'
import { hasTenants, isTenant, tenantOf, tenantProperty } from './tenants.ts'
import { updatableField } from './test.ts'

/** What is tried of a resource, and with which rows. */
interface Trial {
  readonly attempt: Attempt
  readonly aspects: readonly Aspect[]
}

/** `posts.access.test.ts` */
export function accessTestView(resource: Resource, service: Service) {
  const subject: Subject = { root: resource, service }
  const trials = trialsOf(subject)
  const aspects = together(trials)
  const ofRows = together(trials.filter(({ attempt }) => attempt !== 'create'))
  const creates = trials.filter(({ attempt }) => attempt === 'create')
  const isForeign = trials.some(({ attempt }) => triesForeign(attempt, subject))
  const isElsewhere = creates.some(({ attempt }) => triesForeign(attempt, subject))
  const isTenanted = tenantProperty(resource, service) !== undefined
  const made = trials.length > creates.length ? rowMaking(ofRows, subject, isTenanted) : undefined
  const body = creates.length > 0 ? bodyMaking(together(creates), subject, isElsewhere) : undefined
  const tried = new Set(trials.map(({ attempt }) => attempt))
  const tries = triesOf(tried)
  const moves = testedMoves(resource).filter(({ field }) => tried.has(moveOf(resource, field)))
  const conditional = isConditional(resource)
  const hasKinds = aspects.length > 0 || isForeign
  const shown = trials.flatMap((trial) => shownRows(trial, subject, hasKinds))
  const given = trials.flatMap((trial) => givenRows(trial, subject, hasKinds))
  const gives = { create: givesIn('create', trials, resource), update: givesIn('update', trials, resource) }
  return {
    view: {
      queried: isQueried(resource),
      title: literal(`who may do what with ${resource.names.words.many}`),
      aspects: [...(isForeign ? [{ name: 'foreign', type: 'boolean' }] : []), ...aspects.map(memberOf)],
      foreign: isForeign && (tenantOf(service)?.names.words.one ?? ''),
      owns: aspects.some(({ property }) => property === undefined),
      made: made !== undefined && { ...made, head: made.head('makeRow') },
      body: body !== undefined && { ...body, head: body.head('makeBody') },
      tries,
      moveRoutes: moves.map((move) => moveRouteText(move, resource, service)),
      moves: moves.map((move) => ({ name: moveOf(resource, move.field), segment: moveSegment(move) })),
      acts: trials.flatMap(({ attempt }) => triedAction(attempt, subject, kindParameter(made, hasKinds)) ?? []),
      kind: { made: kindParameter(made, hasKinds), body: kindParameter(body, hasKinds) },
      gift: tries.give ? giftMaking(subject) : false,
      paging: resource.names.paging,
      shown,
      given,
      gives,
      givesType: (['create', 'update'] as const)
        .filter((name) => gives[name])
        .map(literal)
        .join(' | '),
      callers: callersOf(subject)
        .map((caller) => caller ?? 'nobody')
        .join(', '),
      rows: trials.flatMap((trial) => rowsOf(trial, subject, hasKinds)),
      patch: patchText(resource, aspects),
      versioned: conditional && (tries.update || tries.delete || tries.give),
      anyVersion: conditional ? ', ANY_VERSION' : '',
      markDeleted: chainText(
        'await t.db',
        [
          `update(${resource.names.many})`,
          `set({ ${deletedAtOf(resource)}: new Date(0) })`,
          `where(${matchCode(resource, 'key')})`,
        ],
        { indent: 6, simple: false },
      ),
    },
    imports: [
      ...['beforeAll', 'describe', 'expect', 'it'].map((name) => value(name, 'vitest')),
      value('testApp', PATHS.testApp),
      type('TestApp', PATHS.testApp),
      type('Asker', PATHS.testAccess),
      value('answersOf', PATHS.testAccess),
      ...(tries.list
        ? [
            value('listed', PATHS.testAccess),
            ...(isQueried(resource)
              ? []
              : [value('pageOf', PATHS.cursor), value(resource.names.paging, resourcePath(resource, 'schema'))]),
          ]
        : []),
      ...(shown.length > 0 ? [value('showing', PATHS.testAccess)] : []),
      ...(given.length > 0 ? [type('Row', PATHS.testApp)] : []),
      ...(made === undefined && resource.parent === undefined ? [] : [value('itemPath', PATHS.itemPath)]),
      ...(trials.some(({ attempt }) => actionOf(attempt, resource)) ? [value('letIn', PATHS.testAccess)] : []),
      ...moveRouteImports(moves, resource),
      ...(tries.restore ? matchImports(resource) : []),
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
    give: tried.has('give'),
  }
}

/** Whether something of a resource can be tried by a test of its own. */
export function isAccessTested(resource: Resource, service: Service): boolean {
  return service.auth !== undefined && trialsOf({ root: resource, service }).length > 0
}

/** `tests/support/access.ts` */
export function accessSupportView(service: Service) {
  const { pageSize, resources } = service
  return {
    view: {
      acts: hasActions(service),
      pageLimit: pageSize.max,
      hides: resources.some(hasReaders),
      tenants: hasTenants(service),
    },
    imports: [
      ...followingImports(service),
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
  const trials = trialsByRules(subject)
  return trials.map(({ attempt, aspects }) => {
    // Where rows are made of several states, who moves one is told of which it is.
    const state = isMove(attempt) && stateOf(attempt, together(trials), subject)
    return { attempt, aspects: state ? together([{ attempt, aspects: [...aspects, state] }]) : aspects }
  })
}

/** By what the rules tell apart the states that a move leads from. */
function stateOf(attempt: Attempt, aspects: readonly Aspect[], { root }: Subject): Aspect | undefined {
  const field = movedFields(root).find((one) => moveOf(root, one) === attempt)
  return aspects.find(({ of, property }) => of.names.one === root.names.one && property === field?.property)
}

function trialsByRules(subject: Subject): readonly Trial[] {
  const variables = new Set(levelsOf(subject.root, subject.service).map(({ parent }) => parent.names.one))
  return attemptsOf(subject.root).flatMap((attempt): Trial[] => {
    const around = isBelow(attempt, subject.root) ? (rulesOfParent(subject) ?? []) : []
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

function kindParameter(making: Making | undefined, hasKinds: boolean): string {
  if (!hasKinds) return ''
  return making?.asksKind ? ', kind: RowKind' : ', _kind: RowKind'
}

/** A line of the matrix for each kind of row. */
function rowsOf(trial: Trial, subject: Subject, hasKinds: boolean): string[] {
  const { attempt } = trial
  return [...kindsOfOwn(trial, subject), ...foreignKinds(trial, subject)].map((kind) => {
    const answers = callersOf(subject).map((caller) => answerTo(attempt, kind, caller, subject))
    return lineText([literal(attempt), ...(hasKinds ? [kindText(kind)] : [])], answers)
  })
}

/** Nobody deletes the tenant that they themselves belong to: that is refused, or takes them along. */
function kindsOfOwn(trial: Trial, subject: Subject): readonly Kind[] {
  const isOwnTenant = isTenant(subject.root, subject.service)
  return isOwnTenant && trial.attempt === 'delete' ? [] : kindsIn(trial, subject)
}

/** A row of another tenant that fulfils whatever else the rules ask; but people themselves are where they are. */
function foreignKinds(trial: Trial, subject: Subject): readonly Kind[] {
  if (!triesForeign(trial.attempt, subject)) return []
  const isUser = ({ of, property }: Aspect) => property === undefined && of.names.one === subject.service.auth?.user
  const others = trial.aspects.filter(isUser).map(({ name }) => [name, false])
  return [{ foreign: true, ...mostOpen(trial, subject), ...Object.fromEntries(others) }]
}

function kindsIn({ attempt, aspects }: Trial, subject: Subject): readonly Kind[] {
  const isFixed = ({ name, ...aspect }: Aspect) =>
    (attempt === 'create' && isActors({ name, ...aspect }, subject)) || (attempt === 'give' && name === 'own')
  const fixed = aspects.map((aspect) => (isFixed(aspect) ? { ...aspect, values: [true] } : aspect))
  return kindsOf(fixed)
}

/** In which answers who sees a property, with the rows that most of them see. */
function shownRows(trial: Trial, subject: Subject, hasKinds: boolean): string[] {
  const { attempt } = trial
  if (attempt === 'delete' || attempt === 'give' || actionOf(attempt, subject.root)) return []
  const kind = mostOpen(trial, subject)
  return subject.root.fields.flatMap(({ property, readable, readRoles }) => {
    if (!readable || readRoles === undefined) return []
    const answers = callersOf(subject).map((caller) => {
      const answer = answerTo(attempt, kind, caller, subject)
      if (!answer.startsWith('20')) return answer
      return caller !== undefined && readRoles.includes(caller) ? 'yes' : 'no'
    })
    return [lineText([literal(attempt), literal(property), ...(hasKinds ? [kindText(kind)] : [])], answers)]
  })
}

/** What they are answered who write a property. */
function givenRows(trial: Trial, subject: Subject, hasKinds: boolean): string[] {
  const { attempt } = trial
  if (attempt !== 'create' && attempt !== 'update') return []
  const kind = mostOpen(trial, subject)
  return givenFields(attempt, subject.root).map((field) => {
    const answers = callersOf(subject).map((caller) => {
      const isAdmitted = rulesFor(attempt, subject).some((all) => all.every(({ rule }) => admits(rule, caller)))
      const mayWrite = caller !== undefined && (field.writeRoles ?? []).includes(caller)
      // Before the row is looked for.
      return isAdmitted && !mayWrite ? '403' : answerTo(attempt, kind, caller, subject)
    })
    const values = objectText({ [field.property]: literal(sampleFor(field)) }, { indent: 6 })
    return lineText([literal(attempt), values, ...(hasKinds ? [kindText(kind)] : [])], answers)
  })
}

function sampleFor(field: Field): unknown {
  const sample = constant(field.type)
  return field.array ? [sample] : sample
}

/** Fields that only some may write, and that a test can write as it likes. */
function givenFields(attempt: 'create' | 'update', { fields }: Resource): Field[] {
  return fields.filter(
    ({ writable, writeRoles, reference, unique }) =>
      writable[attempt] && writeRoles !== undefined && reference === undefined && !unique,
  )
}

function givesIn(attempt: 'create' | 'update', trials: readonly Trial[], resource: Resource): boolean {
  return trials.some((trial) => trial.attempt === attempt) && givenFields(attempt, resource).length > 0
}

/** The kind of row with which most of them may do it. */
function mostOpen(trial: Trial, subject: Subject): Kind {
  const count = (kind: Kind) =>
    callersOf(subject).filter((caller) => answerTo(trial.attempt, kind, caller, subject).startsWith('20')).length
  return kindsIn(trial, subject).toSorted((one, other) => count(other) - count(one))[0] ?? {}
}

/** A change that everybody may make, and that leaves a row as the rules see it. */
function patchText(resource: Resource, aspects: readonly Aspect[]): string {
  const kept = new Set(aspects.flatMap(({ property }) => property ?? []))
  const fields = resource.fields.filter(({ property }) => !kept.has(property))
  const field = updatableField({ ...resource, fields })
  return field === undefined ? '{}' : objectText({ [field.property]: literal(changedValue(field)) })
}
