import { type LinkedList, listsOf } from '../../model/linked.ts'
import { fieldNamed } from '../../model/lookup.ts'
import type { Link, Resource, Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { type Caller, callersOf, rulesFor } from '../access/answers.ts'
import { type Aspect, aspectsOf, type Kind, kindsOf, type Subject } from '../access/aspects.ts'
import {
  type Ends,
  endsOf,
  type LinkAttempt,
  linkAnswerTo,
  linkAttemptsOf,
  type Questions,
  questionsOf,
} from '../access/link-answers.ts'
import { endMaking, type Making } from '../access/rows.ts'
import { type, value } from '../code.ts'
import { chainText } from '../layout.ts'
import { linkPath, PATHS } from '../paths.ts'
import { kindText, lineText, MOST_KINDS, memberOf, TAKEN } from './access-table.ts'
import { listNames } from './link-schema.ts'
import { upperFirst, withArticle } from './openapi-parts.ts'
import { tenantOf, tenantProperty } from './tenants.ts'

/** What is tried of a relation, and what the two rows of it are told apart by. */
interface Trial {
  readonly attempt: LinkAttempt
  /** Of the row that it is about, and of the other one. */
  readonly about: readonly Aspect[]
  readonly other: readonly Aspect[]
}

/** `products-related-to.access.test.ts` */
export function linkAccessTestView(link: Link, declaring: Resource, service: Service) {
  const ends = endsOf(link, declaring, service)
  const trials = trialsOf(ends)
  const aspects = {
    row: together(trials.map((trial) => (isTurned(trial) ? trial.other : trial.about))),
    other: together(trials.map((trial) => (isTurned(trial) ? trial.about : trial.other))).map(ofOther),
  }
  const all = [...aspects.row, ...aspects.other]
  const [foreign, otherForeign] = foreignNames(ends)
  const row = endMaking(aspects.row, ends.declaring, { kind: 'LinkKind', foreign })
  const other = endMaking(aspects.other, ends.target, { kind: 'LinkKind', foreign: otherForeign })
  const flags = [foreign, otherForeign].filter((name) => name !== undefined)
  const hasKinds = all.length + flags.length > 0
  const tried = new Set(trials.map(({ attempt }) => attempt))
  const lists = listsOf(link, declaring, service)
  const tries = (link.symmetric ? lists.flatMap((list) => [list, { ...list, isInverse: true }]) : lists).filter(
    ({ isInverse }) => tried.has(isInverse ? 'listInverse' : 'list'),
  )
  const kind = kindParameter([row, other], hasKinds)
  const table = { ends, hasKinds }
  const shown = trials.flatMap((trial) => shownRows(trial, table))
  return {
    view: {
      title: literal(`who may link ${declaring.names.words.many} by ${link.name}, and see what is linked`),
      aspects: [...flags.map((name) => ({ name, type: 'boolean' })), ...all.map(memberOf)],
      foreign: flags.length > 0 && (tenantOf(service)?.names.words.one ?? ''),
      owns: all.some(({ property }) => property === undefined),
      row: { ...row, head: row.head('makeRow'), doc: upperFirst(withArticle(declaring.names.words.one)) },
      other: {
        ...other,
        head: other.head('makeOther'),
        doc: `${upperFirst(withArticle(ends.target.root.names.words.one))} for the other end`,
      },
      ...insertion(ends),
      kind,
      lists: tries.map((list) => listTry(list, { row, other })),
      linkable: tried.has('link'),
      address: `\`\${row.address}/${link.names.segment}\``,
      otherKey: link.target.key,
      callers: callersOf(ends.declaring)
        .map((caller) => caller ?? 'nobody')
        .join(', '),
      rows: trials.flatMap((trial) => answerRows(trial, table)),
      shown,
    },
    imports: [
      ...['beforeAll', 'describe', 'expect', 'it'].map((name) => value(name, 'vitest')),
      value('testApp', PATHS.testApp),
      type('TestApp', PATHS.testApp),
      type('Asker', PATHS.testAccess),
      value('answersOf', PATHS.testAccess),
      value('itemPath', PATHS.itemPath),
      value(link.names.many, linkPath(link, declaring, 'table')),
      ...(tries.length > 0 ? [value('listed', PATHS.testAccess), value('pageOf', PATHS.cursor)] : []),
      ...tries.map((list) => value(pagingOf(list), linkPath(link, declaring, 'schema'))),
      ...(shown.length > 0 ? [value('showing', PATHS.testAccess)] : []),
      ...row.imports,
      ...other.imports,
    ],
  }
}

/** Whether something of a relation can be tried by a test of its own. */
export function isLinkAccessTested(link: Link, declaring: Resource, service: Service): boolean {
  return service.auth !== undefined && trialsOf(endsOf(link, declaring, service)).length > 0
}

function trialsOf(ends: Ends): readonly Trial[] {
  return linkAttemptsOf(ends).flatMap((attempt): Trial[] => {
    const asked = questionsOf(attempt, ends)
    const about = aspectsOf(rulesFor(asked.attempt, asked.about).flat(), asked.about)
    const other = aspectsOf(rulesFor(asked.sees, asked.other).flat(), asked.other)
    if (about === undefined || other === undefined || !areClear(attempt, about, other)) return []
    return kindsOf(about).length * kindsOf(other).length > MOST_KINDS ? [] : [{ attempt, about, other }]
  })
}

/** Whether the names of aspects can be told from each other, and from what else is in the test. */
function areClear(attempt: LinkAttempt, about: readonly Aspect[], other: readonly Aspect[]): boolean {
  const [own, others] = isTurned({ attempt }) ? [other, about] : [about, other]
  const names = [...own, ...others.map(ofOther)].map(({ name }) => name)
  return new Set(names).size === names.length && !names.some((name) => TAKEN.has(name))
}

/** Whether an attempt is about the row that is linked to. */
function isTurned({ attempt }: Pick<Trial, 'attempt'>): boolean {
  return attempt === 'listInverse'
}

function together(all: readonly (readonly Aspect[])[]): readonly Aspect[] {
  return [...new Map(all.flat().map((aspect) => [aspect.name, aspect])).values()]
}

/** The same of the other end. */
function ofOther(aspect: Aspect): Aspect {
  return { ...aspect, name: `other${upperFirst(aspect.name)}` }
}

function kindParameter(makings: readonly Making[], hasKinds: boolean): string {
  if (!hasKinds) return ''
  return makings.some(({ asksKind }) => asksKind) ? ', kind: LinkKind' : ', _kind: LinkKind'
}

/** How a test links two rows; of a pair that stands once, the smaller key first. */
function insertion({ link, declaring, target }: Ends) {
  const [source] = link.source
  const inOrder = link.symmetric && source !== undefined
  const [one, two] = inOrder ? ['one', 'two'] : ['row', 'other']
  const held = (row: string, key: string, { root }: Subject): string => {
    const given = `${row}.${key}`
    return fieldNamed(root, key).type.kind === 'bigint' ? `BigInt(${given})` : given
  }
  const values = [
    ...link.source.map(({ property, key }) => `${property}: ${held(one, key, declaring)}`),
    `${link.target.property}: ${held(two, link.target.key, target)}`,
  ]
  const [smaller, larger] = inOrder ? [held('row', source.key, declaring), held('other', source.key, target)] : []
  return {
    ordered: inOrder && `const [one, two] = ${smaller} < ${larger} ? [row, other] : [other, row]`,
    insert: chainText(
      'await t.db',
      [`insert(${link.names.many})`, `values({ ${values.join(', ')} })`, 'onConflictDoNothing()'],
      { indent: 4 },
    ),
  }
}

/** How a list is tried: with two rows in it, so that there is a page behind the first. */
function listTry(list: LinkedList, { row, other }: { readonly row: Making; readonly other: Making }) {
  const [makeRow, makeOther] = [`await makeRow(${row.args})`, `await makeOther(${other.args})`]
  // In each the row comes first: of a pair that stands once, one list then is of the smaller key and one of the larger.
  const made = list.isInverse
    ? [
        `const before = ${makeRow}`,
        `const row = ${makeRow}`,
        `const other = ${makeOther}`,
        'await linkRows(before, other)',
      ]
    : [
        `const row = ${makeRow}`,
        `const before = ${makeOther}`,
        `const other = ${makeOther}`,
        'await linkRows(row, before)',
      ]
  return {
    name: list.isInverse ? 'listInverse' : 'list',
    made: [...made, 'await linkRows(row, other)'],
    shown: list.isInverse ? 'row' : 'other',
    paging: pagingOf(list),
    address: `\`\${${list.isInverse ? 'other' : 'row'}.address}/${list.segment}\``,
  }
}

/** Of a list that is asked for from either side there is one way of paging. */
function pagingOf(list: LinkedList): string {
  return listNames(list.link.symmetric ? { ...list, isInverse: false } : list).paging
}

interface Table {
  readonly ends: Ends
  readonly hasKinds: boolean
}

/** A line for each two kinds of rows. */
function answerRows(trial: Trial, { ends, hasKinds }: Table): string[] {
  return [...kindsIn(trial), ...foreignKinds(trial, ends)].map((kinds) => {
    const answers = callersOf(ends.declaring).map((caller) => linkAnswerTo(trial.attempt, kinds, caller, ends))
    return lineText([literal(trial.attempt), ...(hasKinds ? [kindsText(trial, kinds)] : [])], answers)
  })
}

/** In which lists who sees a property, with the rows that most of them see. */
function shownRows(trial: Trial, { ends, hasKinds }: Table): string[] {
  const { attempt } = trial
  if (attempt !== 'list' && attempt !== 'listInverse') return []
  const asked = questionsOf(attempt, ends)
  const answersTo = (kinds: Kinds) =>
    callersOf(ends.declaring).map((caller): [Caller, string] => [caller, linkAnswerTo(attempt, kinds, caller, ends)])
  const kinds = mostOpen(trial, ends)
  return hiddenFields(asked).map(({ property, readRoles }) => {
    const answers = answersTo(kinds).map(([caller, answer]) => {
      if (answer !== '200') return answer
      return caller !== undefined && readRoles?.includes(caller) ? 'yes' : 'no'
    })
    return lineText([literal(attempt), literal(property), ...(hasKinds ? [kindsText(trial, kinds)] : [])], answers)
  })
}

/** The two rows with which most of them may do it. */
function mostOpen(trial: Trial, ends: Ends): Kinds {
  const opened = (kinds: Kinds) =>
    callersOf(ends.declaring).filter((caller) => linkAnswerTo(trial.attempt, kinds, caller, ends).startsWith('20'))
      .length
  const [first] = kindsIn(trial).toSorted((one, other) => opened(other) - opened(one))
  return first ?? { about: {}, other: {} }
}

/** The same where one of the two is of another tenant. */
function foreignKinds(trial: Trial, ends: Ends): readonly Kinds[] {
  const { about, other } = mostOpen(trial, ends)
  const asked = questionsOf(trial.attempt, ends)
  return [
    ...(isOfTenant(asked.about) ? [{ about: { foreign: true, ...about }, other }] : []),
    ...(isOfTenant(asked.other) ? [{ about, other: { foreign: true, ...other } }] : []),
  ]
}

function isOfTenant({ root, service }: Subject): boolean {
  return tenantProperty(root, service) !== undefined
}

/** By which property the kinds of either row say that it is of another tenant, where it can be. */
function foreignNames({ declaring, target }: Ends): readonly (string | undefined)[] {
  return [isOfTenant(declaring) ? 'foreign' : undefined, isOfTenant(target) ? 'otherForeign' : undefined]
}

function hiddenFields({ other: { root } }: Questions) {
  return root.fields.filter(({ readable, readRoles }) => readable && readRoles !== undefined)
}

interface Kinds {
  readonly about: Kind
  readonly other: Kind
}

function kindsIn({ about, other }: Trial): readonly Kinds[] {
  return kindsOf(about).flatMap((one) => kindsOf(other).map((two) => ({ about: one, other: two })))
}

/** Both kinds as the test has them: those of the row that declares the relation by their own names. */
function kindsText(trial: Trial, { about, other }: Kinds): string {
  const [own, others] = isTurned(trial) ? [other, about] : [about, other]
  const renamed = Object.entries(others).map(([name, of]): [string, unknown] => [`other${upperFirst(name)}`, of])
  return kindText({ ...own, ...Object.fromEntries(renamed) })
}
