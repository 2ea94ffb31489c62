import type { SpecPath } from '../spec/spec.ts'
import { checkLiteral } from './literals.ts'
import type { Member } from './model.ts'
import type { Report } from './report.ts'
import { LIST_MAX } from './types.ts'

/** Members that a value is held against, and what they are called in a sentence: `` `response` ``. */
export interface Expected {
  readonly members: readonly Member[]
  readonly called: string
}

/**
 * What is wrong with a value for an object; nothing when it is one.
 *
 * @example
 * mismatch({ members, called: 'the shape' }, { b: 1 }) // 'the shape has no `b`'
 */
export function mismatch(expected: Expected, value: unknown): string | undefined {
  return objectMismatch(expected, value, '')
}

/** Whether a member could not be read, so that a value for it is no finding. */
export function hasUnreadMember(members: readonly Member[], at: SpecPath, report: Report): boolean {
  if (report.hasUnreadIn(at)) return true
  return members.some(
    ({ name, shape }) => shape !== undefined && hasUnreadMember(shape, [...at, name, 'shape'], report),
  )
}

/** `at` is the way to the object, with a point behind. */
function objectMismatch({ members, called }: Expected, value: unknown, at: string): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return `${at === '' ? 'it' : `\`${at.slice(0, -1)}\``} is not a map`
  }
  const given = new Map<string, unknown>(Object.entries(value))
  const extra = [...given.keys()].find((name) => !members.some((member) => member.name === name))
  if (extra !== undefined) return `${called} has no \`${at}${extra}\``
  for (const member of members) {
    const place = { name: `${at}${member.name}`, called }
    const wrong = given.has(member.name) ? valueMismatch(member, given.get(member.name), place) : absence(member, place)
    if (wrong !== undefined) return wrong
  }
  return undefined
}

interface Place {
  readonly name: string
  readonly called: string
}

function absence({ optional, default: fallback }: Member, { name }: Place): string | undefined {
  return optional || fallback !== undefined ? undefined : `\`${name}\` is missing`
}

function valueMismatch(member: Member, value: unknown, place: Place): string | undefined {
  const { name, called } = place
  if (value === null && member.optional) return undefined
  const items = member.array ? value : [value]
  if (!Array.isArray(items)) return `\`${name}\` is not a list`
  if (items.length > LIST_MAX) return `\`${name}\` has more than ${LIST_MAX} items`
  for (const item of items) {
    const wrong =
      member.shape === undefined
        ? literalMismatch(member, item, place)
        : objectMismatch({ members: member.shape, called }, item, `${name}.`)
    if (wrong !== undefined) return wrong
  }
  return undefined
}

function literalMismatch({ type }: Member, value: unknown, { name }: Place): string | undefined {
  const checked = checkLiteral(type, value)
  return 'wrong' in checked ? `\`${name}\` ${checked.wrong}` : undefined
}
