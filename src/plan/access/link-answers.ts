import { isLinkable, listsOf } from '../../model/linked.ts'
import { resourceNamed, seeingOperation } from '../../model/lookup.ts'
import type { Link, Resource, Service } from '../../model/model.ts'
import { type Attempt, admits, type Caller, opens, rulesFor } from './answers.ts'
import type { Kind, Subject } from './aspects.ts'

/** What somebody does with a relation; the one list of a symmetric one is asked for from either side. */
export type LinkAttempt = 'list' | 'listInverse' | 'link' | 'unlink'

/** A relation, and the resources at its ends. */
export interface Ends {
  readonly link: Link
  readonly declaring: Subject
  readonly target: Subject
}

export function endsOf(link: Link, declaring: Resource, service: Service): Ends {
  const target = resourceNamed(service, link.resource)
  return { link, declaring: { root: declaring, service }, target: { root: target, service } }
}

/** What the API has of a relation. */
export function linkAttemptsOf({ link, declaring: { root, service } }: Ends): readonly LinkAttempt[] {
  const served = listsOf(link, root, service).map(({ isInverse }): LinkAttempt => (isInverse ? 'listInverse' : 'list'))
  const lists = link.symmetric ? served.flatMap((name): LinkAttempt[] => [name, 'listInverse']) : served
  return [...lists, ...(isLinkable(link, root, service) ? (['link', 'unlink'] as const) : [])]
}

/** What is asked of the row that an attempt is about, and of the other one; a list is about the row that it is of. */
export interface Questions {
  readonly about: Subject
  readonly attempt: Attempt
  readonly other: Subject
  /** The operation whose rules say who sees the other one. */
  readonly sees: 'get' | 'list'
}

export function questionsOf(attempt: LinkAttempt, { declaring, target }: Ends): Questions {
  const [about, other] = attempt === 'listInverse' ? [target, declaring] : [declaring, target]
  const changes = attempt === 'link' || attempt === 'unlink'
  return { about, attempt: changes ? 'update' : 'get', other, sees: seeingOperation(other.root) ?? 'get' }
}

/** Two rows: of which kind the one is that an attempt is about, and the other. */
export interface Kinds {
  readonly about: Kind
  readonly other: Kind
}

/** What a caller is answered who tries something with rows of such kinds; `-` is a list without the other one. */
export function linkAnswerTo(attempt: LinkAttempt, kinds: Kinds, caller: Caller, ends: Ends): string {
  const { about, other, ...asked } = questionsOf(attempt, ends)
  if (!isAdmitted(asked.attempt, about, caller) || !isAdmitted(asked.sees, other, caller)) {
    return caller === undefined ? '401' : '403'
  }
  if (!isOpen(asked.attempt, { kind: kinds.about, subject: about, caller })) return '404'
  const isSeen = isOpen(asked.sees, { kind: kinds.other, subject: other, caller })
  if (asked.attempt === 'get') return isSeen ? '200' : '-'
  return isSeen ? '204' : '404'
}

/** Whether somebody may do it with some rows. */
export function isAdmitted(attempt: Attempt, subject: Subject, caller: Caller): boolean {
  return rulesFor(attempt, subject).some((all) => all.every(({ rule }) => admits(rule, caller)))
}

interface Row {
  readonly kind: Kind
  readonly subject: Subject
  readonly caller: Caller
}

function isOpen(attempt: Attempt, { kind, subject, caller }: Row): boolean {
  if (kind.foreign === true) return false
  return rulesFor(attempt, subject).some((all) => opens(all, kind, caller, subject))
}
