import { linkableOf, listsBelow } from '../../model/linked.ts'
import { resourceNamed, seeingOperation } from '../../model/lookup.ts'
import type { Field, Service } from '../../model/model.ts'
import { markdownText } from '../../render/markdown.ts'
import { type Attempt, admits, attemptsOf, type Caller, callersOf, isMove, rulesFor } from '../access/answers.ts'
import type { Asked, Subject } from '../access/aspects.ts'
import { isAdmitted } from '../access/link-answers.ts'
import { withArticle } from './openapi-parts.ts'
import type { Settings } from './service.ts'
import { isTenant, tenantOf } from './tenants.ts'

/** `docs/access.md` */
export function accessDocsView(service: Service, { descriptionFile }: Settings) {
  return {
    view: {
      descriptionFile: markdownText(descriptionFile),
      resources: service.resources.map((resource) => resourceView({ root: resource, service })),
    },
    imports: [],
  }
}

function resourceView(subject: Subject) {
  const { root, service } = subject
  const { parent } = root
  const callers = callersOf(subject)
  const guarded = root.fields.filter(({ readRoles, writeRoles }) => readRoles !== undefined || writeRoles !== undefined)
  return {
    title: root.names.words.many,
    tenancy: tenancyText(subject),
    parent: parent === undefined ? false : withArticle(resourceNamed(service, parent.resource).names.words.one),
    callers: callers.map((caller) => markdownText(caller ?? 'nobody')).join(' | '),
    rules: callers.map(() => ' --- |').join(''),
    rows: [
      ...attemptsOf(root)
        .filter((attempt) => attempt !== 'give' && !isMove(attempt))
        .map((attempt) =>
          [attempt.replace(/^do (.+)$/, '`$1`'), ...callers.map((caller) => cellText(attempt, caller, subject))].join(
            ' | ',
          ),
        ),
      ...linkRows(subject),
    ],
    linked: linkRows(subject).length > 0,
    fields: guarded.map(fieldRow),
  }
}

/** Of whose rows all of it is said; false where there are no tenants. */
function tenancyText({ root, service }: Subject): string | false {
  const tenant = tenantOf(service)
  if (tenant === undefined) return false
  const { one, many } = tenant.names.words
  if (isTenant(root, service)) return `Only the ${one} that whoever asks belongs to: all others are not there.`
  if (root.tenant === undefined) return `All ${many} share them.`
  return `Only those of the ${one} that whoever asks belongs to: those of others are not there, whatever the role.`
}

/** With which rows somebody may do something. */
function cellText(attempt: Attempt, caller: Caller, subject: Subject): string {
  const admitting = rulesFor(attempt, subject).filter((all) => all.every(({ rule }) => admits(rule, caller)))
  if (admitting.length === 0) return '–'
  const texts = admitting.map((all) => conditionText(all, subject))
  return texts.includes('') ? 'yes' : [...new Set(texts)].join(' or ')
}

/** Empty: every row. */
function conditionText(all: readonly Asked[], { root }: Subject): string {
  return all
    .flatMap(({ rule: { who, where }, of }) => {
      const whose = of === root ? '' : `${of.names.words.one} `
      const own = who.kind === 'owner' || who.kind === 'self' ? [`${whose}own`] : []
      if (where === undefined) return own
      const value = where.value === true ? '' : ` = ${markdownText(String(where.value))}`
      return [...own, `${whose}${where.property}${value}`]
    })
    .join(' and ')
}

/** Who may do what with the relations below a row: what counts is the row, and whether one sees any others. */
function linkRows({ root, service }: Subject): string[] {
  const lists = listsBelow(root, service).map(({ segment, shows }) => ({
    name: `list \`${segment}\``,
    attempt: 'get' as const,
    other: shows,
  }))
  const links = linkableOf(root, service).map(({ names, resource }) => ({
    name: `link \`${names.segment}\``,
    attempt: 'update' as const,
    other: resourceNamed(service, resource),
  }))
  return [...lists, ...links].map(({ name, attempt, other }) => {
    const sees = (caller: Caller) => isAdmitted(seeingOperation(other) ?? 'get', { root: other, service }, caller)
    const cells = callersOf({ root, service }).map((caller) =>
      sees(caller) ? cellText(attempt, caller, { root, service }) : '–',
    )
    return [name, ...cells].join(' | ')
  })
}

function fieldRow({ property, readable, readRoles, writeRoles }: Field): string {
  const readers = readable ? rolesText(readRoles) : 'nobody'
  return [property, readers, rolesText(writeRoles)].join(' | ')
}

function rolesText(roles: readonly string[] | undefined): string {
  return roles === undefined ? '' : roles.map(markdownText).join(', ')
}
