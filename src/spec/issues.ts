import type { z } from 'zod'
import { didYouMean, nearest } from '../did-you-mean.ts'
import type { Problem } from '../errors.ts'
import { isOneOf, TYPE_NAMES, typeFromElsewhere } from './field/types.ts'
import { keysAt } from './grammar/keys.ts'
import type { ComplaintParams } from './grammar/pieces.ts'
import { hintAt, missingHint } from './issue-hints.ts'
import type { Locator } from './locate.ts'
import { quoted } from './source.ts'
import type { SpecPath } from './spec.ts'
import type { Tree } from './tree.ts'
import { entryOf, follow } from './tree.ts'

/** What is wrong with a part of a description, as the grammar says it. */
export type Issue = z.core.$ZodIssue

/** The part that an issue is about. */
export function pathOf(issue: Issue): SpecPath {
  return issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
}

/** Makes sentences with places of what the grammar found wrong. */
export function problemsOf(issues: readonly Issue[], root: Tree, locator: Locator): Problem[] {
  return issues.flatMap((issue) => translated(issue, root, locator))
}

function translated(issue: Issue, root: Tree, locator: Locator): Problem[] {
  const path = pathOf(issue)
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key], root, locator))
  if (issue.code === 'custom') return [complained(issue.params as ComplaintParams | undefined, path, locator)]
  const { taken } = follow(root, path)
  if (taken < path.length) return [missing(path, locator)]
  if (issue.code === 'too_small' || issue.code === 'too_big') return [outside(issue, path, locator)]
  return [unexpected(issue, path, root, locator)]
}

function complained(params: ComplaintParams | undefined, path: SpecPath, locator: Locator): Problem {
  if (params === undefined) throw new Error('the grammar complains without words')
  const { complaint, aboutKey } = params
  if ('span' in complaint) {
    const { span, ...rest } = complaint
    return { ...rest, where: locator.locateOffset(path, span.start) }
  }
  return { ...complaint, where: aboutKey ? locator.locateKey(path) : locator.locate(path) }
}

function missing(path: SpecPath, locator: Locator): Problem {
  const key = String(path.at(-1))
  const around = path.length === 1 ? 'the description' : quoted(String(path.at(-2)))
  const hint = missingHint(path)
  return {
    code: 'ASH1021',
    message: `${around} has no ${quoted(key)}`,
    where: locator.locateKey(path.slice(0, -1)),
    ...(hint !== undefined && { hint }),
  }
}

function outside(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, path: SpecPath, locator: Locator): Problem {
  const limit = issue.code === 'too_small' ? issue.minimum : issue.maximum
  const word = issue.code === 'too_small' ? 'at least' : 'at most'
  const what =
    issue.origin === 'array'
      ? `must have ${word} ${limit} ${limit === 1 ? 'item' : 'items'}`
      : `must be ${word} ${limit}`
  const hint = hintAt(path) ?? 'add or take away until it fits'
  return { code: 'ASH1024', message: `${quoted(nameOf(path))} ${what}`, where: locator.locate(path), hint }
}

function unexpected(issue: Issue, path: SpecPath, root: Tree, locator: Locator): Problem {
  const { node } = follow(root, path).step
  const value = shown(node)
  const message =
    typeof path.at(-1) === 'number'
      ? `${value} is not ${issue.message}`
      : `${quoted(nameOf(path))} must be ${issue.message}, not ${value}`
  return {
    code: 'ASH1022',
    message,
    where: locator.locate(path),
    hint: hintFor(issue, node) ?? hintAt(path) ?? `type ${issue.message}`,
  }
}

function shown(node: Tree): string {
  if (node.kind !== 'scalar') return node.kind === 'map' ? 'a map' : 'a list'
  return node.value === null ? 'nothing' : quoted(String(node.value))
}

function hintFor(issue: Issue, node: Tree): string | undefined {
  const value = node.kind === 'scalar' ? node.value : undefined
  if (issue.code === 'invalid_value' && typeof value === 'string') return closest(value, issue.values.map(String))
  if (issue.code !== 'invalid_type') return undefined
  if (issue.expected === 'boolean' && typeof value === 'string') {
    if (/^(?:yes|on|y)$/i.test(value)) return 'type `true`'
    if (/^(?:no|off|n)$/i.test(value)) return 'type `false`'
  }
  if (issue.expected === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
    return `put it in quotes: "${value}"`
  return undefined
}

function closest(value: string, known: readonly string[]): string | undefined {
  const type = TYPE_NAMES.find((name) => value.startsWith(`${name}(`))
  if (type !== undefined && isOneOf(known, type))
    return 'the arguments are keys of their own here, such as `min: 1, max: 80`; or write the short form alone'
  const elsewhere = isOneOf(known, 'smallint') ? typeFromElsewhere(value) : undefined
  return elsewhere ?? didYouMean(value, known) ?? (known.length > 1 ? `type one of ${known.join(', ')}` : undefined)
}

function unknownKey(path: SpecPath, root: Tree, locator: Locator): Problem {
  const key = String(path.at(-1))
  const around = path.length === 1 ? 'the description' : quoted(nameOf(path.slice(0, -1)))
  return {
    code: 'ASH1020',
    message: `${around} has no key ${quoted(key)}`,
    where: locator.locateKey(path),
    hint: unknownKeyHint(path, root),
  }
}

function unknownKeyHint(path: SpecPath, root: Tree): string {
  const key = String(path.at(-1))
  const keys = keysAt(path.slice(0, -1))
  if (/[()=?]|^\d/.test(key)) return 'inside `{ }` a short form that has commas needs quotes around it'
  const meant = nearest(key, keys)
  if (meant !== undefined) return `did you mean \`${meant}\`?`
  const { node } = follow(root, path).step
  if (path.length === 1 && entryOf(node, 'fields') !== undefined) return 'a resource is indented under `resources:`'
  if (path.length === 3 && node.kind === 'scalar' && TYPE_NAMES.some((type) => String(node.value).startsWith(type))) {
    return 'a field is indented under `fields:`'
  }
  return `the keys are ${keys.join(', ')}`
}

/** The nearest name on a path: the key that a list item belongs to. */
function nameOf(path: SpecPath): string {
  return String(path.findLast((part) => typeof part === 'string') ?? 'the description')
}
