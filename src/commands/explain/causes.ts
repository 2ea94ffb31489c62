import type { Spec } from '../../spec/spec.ts'
import { type Candidate, partCandidates, resourceCandidate, serviceCandidates } from './candidates.ts'
import { enoughAlone } from './enough.ts'
import type { SpecEdit } from './spec-edits.ts'
import type { TryFile } from './trials.ts'

/** A part of the description that something comes from. */
export type Cause = Pick<Candidate, 'path' | 'of' | 'written'>

/** Where something in a file comes from. */
export interface Causes {
  /** Were one of them otherwise, it would be another. */
  readonly needed: readonly Cause[]
  /** Where no part is needed by itself: those of which one is enough. */
  readonly enough: readonly Cause[]
  /** Resources whose name it says. */
  readonly names: readonly string[]
  /** Several parts make it, and none of them by itself. */
  readonly together: boolean
  /** What is kept in the lock, because no description says it: the package manager, and the like. */
  readonly setup: readonly string[]
}

/** Something in a file, and how to see what becomes of it. */
export interface Question {
  readonly spec: Spec
  /** The resource that the file belongs to; empty for one of the whole service. */
  readonly subject: string
  /** What the file is made of the description as it is. */
  readonly text: string
  readonly attempt: TryFile
  /** The same file of a description in which some resources are called otherwise. */
  readonly attemptRenamed: (names: readonly string[]) => string | undefined
  /** What a version of the file says there; `undefined` where it has nothing of it. */
  readonly look: (text: string | undefined) => string | undefined
  /** The facts of the setup that matter. */
  readonly setup: () => readonly string[]
  /** What stands in the same place of a version that differs only in names. */
  readonly lookInPlace: (text: string) => string | undefined
}

/**
 * Finds out where something comes from by trying: the file is generated again without each part of the description, and a
 * part without which it would be another is a cause. Nothing is taken from names that look alike.
 */
export function causesOf(question: Question): Causes {
  const { spec, subject } = question
  const isCause = ({ otherwise }: Candidate): boolean =>
    otherwise.some((edits) => makesAnother(edits, question) === true)
  const own = subject === '' ? resourceCauses(question, isCause) : partCandidates(spec, subject).filter(isCause)
  const needed = [...own, ...serviceCandidates(spec).filter(isCause)]
  const names = membersOf(relatedTo(subject, spec), (group) => saysNames(group, question))
  const setup = question.setup()
  if (needed.length > 0) return { needed, enough: [], names, together: false, setup }
  const enough = enoughAlone(question)
  return { needed, enough: enough ?? [], names, together: enough?.length === 0, setup }
}

/** Of how many resources at most the parts are looked at one by one. */
const MOST_RESOURCES = 3

/** For a file of the whole service: first the resources, then what it is of each. */
function resourceCauses(question: Question, isCause: (candidate: Candidate) => boolean): readonly Cause[] {
  const { spec } = question
  const found = membersOf(Object.keys(spec.resources), (names) =>
    makesAnother(
      names.map((name) => ({ path: ['resources', name] })),
      question,
    ),
  )
  if (found.length > MOST_RESOURCES) return found.map(resourceCandidate)
  return found.flatMap((name): readonly Cause[] => {
    const parts = partCandidates(spec, name).filter(isCause)
    return parts.length > 0 ? parts : [resourceCandidate(name)]
  })
}

/**
 * Whether a change of the description makes it another; `undefined` when the changed one means nothing. What has to go
 * together with a part may be the cause instead of it: both are compared without that.
 */
function makesAnother(edits: readonly SpecEdit[], { text, attempt, look }: Question): boolean | undefined {
  const trial = attempt(edits)
  if (trial === undefined) return undefined
  const before = trial.repairs.length === 0 ? undefined : attempt(trial.repairs)
  return look(trial.text) !== look(before === undefined ? text : before.text)
}

/**
 * Those of many of which it is so, asking for halves of them: what is not so of a group is so of none in it. `undefined` is
 * an answer that says nothing.
 */
function membersOf(all: readonly string[], isSo: (group: readonly string[]) => boolean | undefined): readonly string[] {
  if (all.length === 0) return []
  const answer = isSo(all)
  if (answer === false) return []
  if (all.length === 1) return answer === true ? all : []
  const half = Math.ceil(all.length / 2)
  return [...membersOf(all.slice(0, half), isSo), ...membersOf(all.slice(half), isSo)]
}

function saysNames(names: readonly string[], question: Question): boolean | undefined {
  const { text, attemptRenamed, look, lookInPlace } = question
  const renamed = attemptRenamed(names)
  return renamed === undefined ? undefined : lookInPlace(renamed) !== look(text)
}

/** The resources that a file may name: its own and those that have to do with it; of the whole service all. */
function relatedTo(subject: string, spec: Spec): string[] {
  const names = Object.keys(spec.resources)
  return subject === '' ? names : names.filter((name) => name === subject || areRelated(spec, [name, subject]))
}

function areRelated({ resources }: Spec, [one, other]: readonly [string, string]): boolean {
  const refersTo = (from: string, to: string): boolean =>
    Object.values(resources[from]?.fields ?? {}).some(({ type }) => 'resource' in type && type.resource === to)
  return refersTo(one, other) || refersTo(other, one)
}
