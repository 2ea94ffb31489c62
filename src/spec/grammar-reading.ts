import type { z } from 'zod'
import { descriptionGrammar, type RawDescription } from './grammar/description.ts'
import { type Issue, pathOf } from './issues.ts'
import type { SpecPath } from './spec.ts'
import type { MapNode, Tree } from './tree.ts'
import { follow, plainValue } from './tree.ts'

/** What the grammar makes of a description, as far as it can. */
export interface GrammarReading {
  /** Nothing when not even the frame of a description could be read. */
  readonly raw: RawDescription | undefined
  /** Everything that is wrong, each with its whole path; nothing that follows from another issue. */
  readonly issues: readonly Issue[]
  /** The parts that were left out to read the rest. */
  readonly unread: readonly SpecPath[]
}

/** Stands in for a required key, so that one that is missing does not hide what else is wrong. */
const STAND_INS: Readonly<Record<string, unknown>> = { ashlar: 1, name: 'unnamed', resources: {}, fields: {} }

/** Each round leaves out at least one part; a description that is not read by then is not worth more of them. */
const ROUNDS = 20

/**
 * Reads a description by the grammar. What is wrong is left out and the rest read again, until the rest is right: so
 * the model is there to find what is wrong with the meaning, in the same run.
 */
export function readByGrammar(root: MapNode, leftOut: Iterable<SpecPath>): GrammarReading {
  const reading = new Reading(root)
  for (const path of leftOut) reading.leaveOut(path)
  for (let round = 0; round < ROUNDS; round += 1) {
    const result = descriptionGrammar.safeParse(reading.value())
    if (result.success) return { raw: result.data, issues: reading.issues, unread: reading.unread }
    if (!reading.take(result.error.issues)) break
  }
  return { raw: undefined, issues: reading.issues, unread: reading.unread }
}

class Reading {
  readonly issues: Issue[] = []
  readonly unread: SpecPath[] = []
  readonly #root: MapNode
  readonly #out = new Set<Tree>()
  readonly #standIns = new Map<string, SpecPath>()

  constructor(root: MapNode) {
    this.#root = root
  }

  value(): unknown {
    const value = plainValue(this.#root, this.#out)
    for (const path of this.#standIns.values()) put(value, path, STAND_INS[String(path.at(-1))])
    return value
  }

  leaveOut(path: SpecPath): void {
    const { step, taken } = follow(this.#root, path)
    if (taken < path.length || taken === 0 || this.#out.has(step.node)) return
    this.#out.add(step.node)
    this.unread.push(path)
  }

  #isOut(path: SpecPath): boolean {
    return this.#out.has(follow(this.#root, path).step.node)
  }

  /** Notes issues and leaves out what they are about; false when that would change nothing. */
  take(issues: readonly z.core.$ZodIssue[]): boolean {
    const before = this.#out.size + this.#standIns.size
    const earlier = [...this.unread]
    for (const issue of issues.flatMap((each) => flattened(each, []))) this.#one(issue, earlier)
    return this.#out.size + this.#standIns.size > before
  }

  #one(issue: Issue, earlier: readonly SpecPath[]): void {
    const path = pathOf(issue)
    const { taken } = follow(this.#root, path)
    const missing = taken < path.length
    // What was left out in an earlier round is missing now, which is nobody's mistake.
    const follows =
      earlier.some((out) => startsWith(path, out) || (isEmptiness(issue) && startsWith(out, path))) ||
      (isEmptiness(issue) && this.#standIns.has(path.join('\n')))
    if (!follows) this.issues.push(issue)
    if (issue.code === 'unrecognized_keys') for (const key of issue.keys) this.leaveOut([...path, key])
    else if ((missing || follows) && String(path.at(-1)) in STAND_INS) this.#standIns.set(path.join('\n'), path)
    // What cannot be without the part that was left out goes with it.
    else this.leaveOut(unitOf(missing || this.#isOut(path) ? path.slice(0, -1) : path))
  }
}

function startsWith(path: SpecPath, start: SpecPath): boolean {
  return start.every((part, at) => path[at] === part)
}

/** A list or a map has too few entries when some of them were left out. */
function isEmptiness(issue: Issue): boolean {
  return issue.code === 'too_small' || (issue.code === 'custom' && issue.params?.aboutKey === true)
}

/** How much is left out with a mistake: a whole field or action, or a whole key of a resource or at the top. */
function unitOf(path: SpecPath): SpecPath {
  const [first, , third] = path
  if (first === 'resources') return path.slice(0, third === 'fields' || third === 'actions' ? 4 : 3)
  if (first === 'upstreams') return path.slice(0, third === 'calls' ? 4 : 3)
  return path.slice(0, first === 'auth' ? 1 : 2)
}

/** The issues of the one branch of a union that the value was meant for, with their whole paths. */
function flattened(issue: Issue, prefix: readonly PropertyKey[]): Issue[] {
  const path = [...prefix, ...issue.path]
  const meant = issue.code === 'invalid_union' ? issue.errors.find(isMeant) : undefined
  return meant === undefined ? [{ ...issue, path }] : meant.flatMap((inner) => flattened(inner, path))
}

/** Whether a branch of a union takes values of this kind at all. */
function isMeant(branch: readonly Issue[]): boolean {
  return branch.every((issue) => {
    if (issue.path.length > 0) return true
    if (issue.code === 'invalid_union') return issue.errors.some(isMeant)
    return issue.code !== 'invalid_type' && issue.code !== 'invalid_value'
  })
}

function put(value: unknown, path: SpecPath, part: unknown): void {
  const around = path.slice(0, -1).reduce<unknown>((at, key) => memberOf(at, key), value)
  if (isRecord(around)) around[String(path.at(-1))] = part
}

function memberOf(value: unknown, key: string | number): unknown {
  return isRecord(value) ? value[key] : undefined
}

function isRecord(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null
}
