import type { z } from 'zod'
import { didYouMean, nearest } from '../did-you-mean.ts'
import type { Problem } from '../errors.ts'
import {
  apiGrammar,
  defaultsGrammar,
  descriptionGrammar,
  fieldObject,
  LIMITS,
  pageSizeGrammar,
  resourceGrammar,
} from './grammar.ts'
import type { Locator } from './locate.ts'
import { isOneOf, NOT_YET } from './not-yet.ts'
import type { Complaint } from './source.ts'
import { quoted } from './source.ts'
import type { SpecPath } from './spec.ts'
import type { Tree } from './tree.ts'
import { entryOf, follow } from './tree.ts'
import { TYPE_NAMES, typeFromElsewhere } from './types.ts'

type Issue = z.core.$ZodIssue

/** Makes sentences with places of what the grammar found wrong. */
export function problemsOf(issues: readonly Issue[], root: Tree, locator: Locator): Problem[] {
  const problems: Problem[] = []
  for (const issue of issues.flatMap((each) => flattened(each, []))) problems.push(...translated(issue, root, locator))
  return problems
}

/** The issues of the one branch of a union that the value was meant for, with their whole paths. */
function flattened(issue: Issue, prefix: readonly PropertyKey[]): Issue[] {
  const path = [...prefix, ...issue.path]
  if (issue.code !== 'invalid_union') return [{ ...issue, path }]
  const meant = issue.errors.find((branch) =>
    branch.every((inner) => inner.code !== 'invalid_type' || inner.path.length > 0),
  )
  return meant === undefined ? [{ ...issue, path }] : meant.flatMap((inner) => flattened(inner, path))
}

function translated(issue: Issue, root: Tree, locator: Locator): Problem[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key], root, locator))
  const { taken } = follow(root, path)
  if (taken < path.length) return [missing(path, locator)]
  if (issue.code === 'custom') return [{ ...(issue.params?.complaint as Complaint), where: locator.locate(path) }]
  if (issue.code === 'too_small' || issue.code === 'too_big') return [outside(issue, path, locator)]
  return [unexpected(issue, path, root, locator)]
}

const EXAMPLES: Readonly<Record<string, string>> = {
  ashlar: 'ashlar: 1',
  name: 'name: my-api',
  resources: 'resources:',
  fields: 'fields:',
  default: 'default: 20',
  max: 'max: 100',
}

/** How the values of keys are written, for those that are not written as they should be. */
const WRITTEN: Readonly<Record<string, string>> = {
  ashlar: 'type `ashlar: 1`',
  api: 'for example `api: { basePath: /api, pageSize: { default: 20, max: 100 } }`',
  defaults: 'for example `defaults: { timestamps: false }`',
  resources: 'for example `resources: { note: { fields: { text: string(1..200) } } }`',
  fields: 'for example `fields: { text: string(1..200) }`',
  key: 'for example `key: sku`, or `key: [order, product]`',
  indexes: 'for example `indexes: [[status, createdAt]]`',
  operations: 'for example `operations: [list, get]`',
  enum: 'for example `enum: [draft, paid]`',
}

function missing(path: SpecPath, locator: Locator): Problem {
  const key = String(path.at(-1))
  const around = path.length === 1 ? 'the description' : quoted(String(path.at(-2)))
  const example = EXAMPLES[key]
  return {
    code: 'ASH1021',
    message: `${around} has no ${quoted(key)}`,
    where: locator.locateKey(path.slice(0, -1)),
    ...(example !== undefined && { hint: `add \`${example}\`` }),
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
  return elsewhere ?? didYouMean(value, known) ?? `type one of ${known.join(', ')}`
}

function unknownKey(path: SpecPath, root: Tree, locator: Locator): Problem {
  const key = String(path.at(-1))
  const around = path.length === 1 ? 'the description' : quoted(String(path.at(-2)))
  return {
    code: 'ASH1020',
    message: `${around} has no key ${quoted(key)}`,
    where: locator.locateKey(path),
    hint: unknownKeyHint(path, root),
  }
}

function unknownKeyHint(path: SpecPath, root: Tree): string {
  const key = String(path.at(-1))
  const around = path.slice(0, -1)
  const { now, later } = keysAt(around)
  if (/[()=?]|^\d/.test(key)) return 'inside `{ }` a short form that has commas needs quotes around it'
  const meant = nearest(key, [...now, ...later])
  if (meant !== undefined) return `did you mean \`${meant}\`?`
  const { node } = follow(root, path).step
  if (path.length === 1 && entryOf(node, 'fields') !== undefined) return 'a resource is indented under `resources:`'
  if (path.length === 3 && node.kind === 'scalar' && TYPE_NAMES.some((type) => String(node.value).startsWith(type))) {
    return 'a field is indented under `fields:`'
  }
  return `the keys are ${keysAt(around).now.join(', ')}`
}

/** The keys that a map may have, and those that it may have when something generates them. */
function keysAt(path: SpecPath): { readonly now: readonly string[]; readonly later: readonly string[] } {
  const [first, second] = path
  if (path.length === 0) return { now: Object.keys(descriptionGrammar.shape), later: NOT_YET.top }
  if (first === 'api' && second !== undefined) return { now: Object.keys(pageSizeGrammar.shape), later: [] }
  if (first === 'api') return { now: Object.keys(apiGrammar.shape), later: NOT_YET.api }
  if (first === 'defaults') return { now: Object.keys(defaultsGrammar.shape), later: NOT_YET.defaults }
  if (path.length === 2) return { now: Object.keys(resourceGrammar.shape), later: NOT_YET.resource }
  return { now: Object.keys(fieldObject.shape), later: [...NOT_YET.types, ...NOT_YET.modifiers, ...NOT_YET.shapes] }
}

/** How the value at a path is written; nothing when that goes without saying. */
function hintAt(path: SpecPath): string | undefined {
  const [first, , third] = path
  if (first === 'api' && path.length === 3) return `type a number from 1 to ${LIMITS.pageSize}`
  if (first !== 'resources' || path.length === 1) return WRITTEN[String(first)]
  if (path.length === 2) return 'for example `note: { fields: { text: string(1..200) } }`'
  if (third === 'fields' && path.length === 4) {
    return 'type a short form such as `string(1..80)`, or a map such as `{ type: string, max: 80 }`'
  }
  return WRITTEN[nameOf(path)]
}

/** The nearest name on a path: the key that a list item belongs to. */
function nameOf(path: SpecPath): string {
  return String(path.findLast((part) => typeof part === 'string') ?? 'the description')
}
