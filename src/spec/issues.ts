import type { z } from 'zod'
import { didYouMean, nearest } from '../did-you-mean.ts'
import type { Problem } from '../errors.ts'
import { isOneOf, TYPE_NAMES, typeFromElsewhere } from './field/types.ts'
import { keysAt } from './grammar/keys.ts'
import type { ComplaintParams } from './grammar/pieces.ts'
import { hintAt, isField, missingHint } from './issue-hints.ts'
import { unknownKeyHint } from './key-hints.ts'
import { tooMany } from './limits.ts'
import type { Locator } from './locate.ts'
import { quoted } from './source.ts'
import type { SpecPath } from './spec.ts'
import { strayHome } from './strays.ts'
import type { Tree } from './tree.ts'
import { entriesOf, entryOf, follow } from './tree.ts'

/** What is wrong with a part of a description, as the grammar says it. */
export type Issue = z.core.$ZodIssue

/** The part that an issue is about. */
export function pathOf(issue: Issue): SpecPath {
  return issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
}

/** Makes sentences with places of what the grammar found wrong. */
export function problemsOf(issues: readonly Issue[], root: Tree, locator: Locator): Problem[] {
  const strays = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? straysIn(issue, root) : []))
  const typos = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? meantIn(issue) : []))
  return issues
    .filter((issue) => !followsFromStrays(pathOf(issue), strays))
    .filter((issue) => !isMissing(issue, root) || !typos.includes(pathOf(issue).join('\n')))
    .flatMap((issue) => translated(issue, root, locator))
}

function straysIn(issue: z.core.$ZodIssueUnrecognizedKeys, root: Tree): SpecPath[] {
  return issue.keys.map((key) => strayHome([...pathOf(issue), key], root)).filter((home) => home !== undefined)
}

/** The keys that mistyped ones are meant to be: they are missing only because of that. */
function meantIn(issue: z.core.$ZodIssueUnrecognizedKeys): string[] {
  const around = pathOf(issue)
  const meant = issue.keys.map((key) => nearest(key, keysAt(around)))
  return meant.filter((key) => key !== undefined).map((key) => [...around, key].join('\n'))
}

function isMissing(issue: Issue, root: Tree): boolean {
  const path = pathOf(issue)
  return follow(root, path).taken < path.length
}

/** That `fields` is missing is said by saying which fields are not in there. */
function followsFromStrays(path: SpecPath, homes: readonly SpecPath[]): boolean {
  return homes.some((home) => home.length === path.length + 1 && path.every((part, at) => home[at] === part))
}

function translated(issue: Issue, root: Tree, locator: Locator): Problem[] {
  const path = pathOf(issue)
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue.keys, path, { root, locator })
  if (issue.code === 'custom') {
    const params = issue.params as ComplaintParams | undefined
    const problem = complained(params, path, locator)
    const hint = relationHint(path, root, params)
    return [hint === undefined ? problem : { ...problem, hint }]
  }
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
  const where = locator.locate(path)
  if (issue.origin === 'array' && issue.code === 'too_big') return { ...tooMany(nameOf(path), Number(limit)), where }
  const less = issue.code === 'too_small' ? 'more' : 'less'
  const hint = hintAt(path) ?? (issue.origin === 'array' ? 'add one' : `type ${limit}, or ${less}`)
  return { code: 'ASH1024', message: `${quoted(nameOf(path))} ${what}`, where, hint }
}

function unexpected(issue: Issue, path: SpecPath, root: Tree, locator: Locator): Problem {
  const { node } = follow(root, path).step
  return {
    code: 'ASH1022',
    message: sentence(issue, path, node),
    where: locator.locate(path),
    hint: hintFor(issue, path, node) ?? hintAt(path) ?? `type ${issue.message}`,
  }
}

function sentence(issue: Issue, path: SpecPath, node: Tree): string {
  const value = shown(node)
  if (typeof path.at(-1) === 'number') return `${value} is not ${issue.message}`
  const name = quoted(nameOf(path))
  return isField(path) && value === 'nothing' ? `${name} has no type` : `${name} must be ${issue.message}, not ${value}`
}

function shown(node: Tree): string {
  if (node.kind !== 'scalar') return node.kind === 'map' ? 'a map' : 'a list'
  if (node.value === null) return 'nothing'
  const isText = typeof node.value === 'string' && looksOtherwise(node.value)
  return quoted(isText ? `"${node.value}"` : String(node.value))
}

/** Whether a text would be something else without its quotes. */
function looksOtherwise(text: string): boolean {
  return /^(?:true|false|null|-?\d+(?:\.\d+)?)$/.test(text)
}

function hintFor(issue: Issue, path: SpecPath, node: Tree): string | undefined {
  if (node.kind === 'list' && !node.flow && isMapWanted(issue)) {
    return 'take away the `- ` in front of each entry: `name: value`'
  }
  const value = node.kind === 'scalar' ? node.value : undefined
  if (typeof value === 'number') return unitHint(path, value) ?? textHint(issue, value)
  if (typeof value === 'string' && looksOtherwise(value) && !isTextWanted(issue)) {
    return `take the quotes away: \`${value}\``
  }
  if (issue.code === 'invalid_value' && typeof value === 'string') return closest(value, issue.values.map(String))
  if (isTextWanted(issue) && typeof value === 'boolean') return textHint(issue, value)
  if (typeof value === 'string' && /`true` or `false`/.test(issue.message)) {
    if (/^(?:yes|on|y)$/i.test(value)) return 'type `true`'
    if (/^(?:no|off|n)$/i.test(value)) return 'type `false`'
  }
  return path.at(-2) === 'indexes' && value !== undefined
    ? `put it in brackets of its own: ${quoted(`[${value}]`)}`
    : undefined
}

function isMapWanted(issue: Issue): boolean {
  return issue.code === 'invalid_type' ? ['object', 'record'].includes(issue.expected) : /^a map/.test(issue.message)
}

function isTextWanted(issue: Issue): boolean {
  return issue.code === 'invalid_type' && issue.expected === 'string'
}

function textHint(issue: Issue, value: number | boolean): string | undefined {
  return isTextWanted(issue) ? `put it in quotes: "${value}"` : undefined
}

const TIMES: ReadonlySet<unknown> = new Set(['timeout', 'cache', 'resetAfter', 'accessTokenTtl', 'refreshTokenTtl'])

/** A number where a number and its unit belong. */
function unitHint(path: SpecPath, value: number): string | undefined {
  const key = path.at(-1)
  if (key === 'rateLimit') return `say in which time: \`${value}/1m\``
  if (key === 'errorRate') return `type \`${value}%\``
  return TIMES.has(key) ? `add the unit: \`${value}s\` for seconds, \`${value}m\` for minutes` : undefined
}

function closest(value: string, known: readonly string[]): string | undefined {
  const written = isOneOf(known, 'smallint') ? typeAsMap(value) : undefined
  if (written !== undefined) return `type ${quoted(written)}`
  const type = TYPE_NAMES.find((name) => value.startsWith(`${name}(`))
  if (type !== undefined && isOneOf(known, type)) return argumentsHint(value)
  const elsewhere = isOneOf(known, 'smallint') ? typeFromElsewhere(value) : undefined
  return elsewhere ?? didYouMean(value, known) ?? (known.length > 1 ? `type one of ${known.join(', ')}` : undefined)
}

/** `string[]?` and `ref book` as they are written in the map of a field. */
function typeAsMap(value: string): string | undefined {
  const [, kind, target] = value.match(/^(ref|many)\s+([A-Za-z]\w*)$/) ?? []
  if (kind !== undefined) return `${kind}: ${target}`
  const [, type = '', array, optional] = value.match(/^([a-z]+)\s*(\[\s*\])?\s*(\?)?$/) ?? []
  if (!isOneOf<string>(TYPE_NAMES, type) || (array ?? optional) === undefined) return undefined
  return `type: ${type}${array === undefined ? '' : ', array: true'}${optional === undefined ? '' : ', optional: true'}`
}

/** A type with its arguments in the object form. */
function argumentsHint(value: string): string {
  const [, kind, inside = ''] = value.match(/^(\w+)\(([^()]*)\)$/) ?? []
  const [precision, scale] = inside.split(',').map((part) => part.trim())
  if (kind === 'decimal' && scale !== undefined) {
    return `type \`type: decimal, precision: ${precision}, scale: ${scale}\``
  }
  if (kind === 'enum') return `type ${quoted(`enum: [${inside}]`)} instead`
  return 'the arguments are keys of their own here, such as `min: 1, max: 80`; or write the short form alone'
}

/** Of the keys that stand one level too high only the first is told. */
function unknownKeys(
  keys: readonly string[],
  around: SpecPath,
  { root, locator }: { readonly root: Tree; readonly locator: Locator },
): Problem[] {
  const strays = keys.filter((key) => strayHome([...around, key], root) !== undefined)
  return keys
    .filter((key) => !strays.includes(key) || key === strays[0])
    .filter((key) => key !== 'values' || !isEnumType(follow(root, [...around, 'type']).step.node))
    .map((key) => unknownKey([...around, key], root, locator))
}

/** That an enum is written by its values says what to do about `values`. */
function isEnumType(node: Tree): boolean {
  return node.kind === 'scalar' && node.value === 'enum'
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

/** What a reference is called and how it is written, where a resource is meant. */
function relationHint(path: SpecPath, root: Tree, params: ComplaintParams | undefined): string | undefined {
  const { node } = follow(root, path).step
  if (params === undefined || node.kind !== 'scalar' || typeof node.value !== 'string') return undefined
  const { complaint, aboutKey } = params
  if (aboutKey) {
    const optional = String(path.at(-1)).match(/^([a-z][A-Za-z0-9]*)\?$/)?.[1]
    if (optional !== undefined && isField(path))
      return `type ${quoted(`${optional}: ${node.value.replace(/\?$/, '')}?`)}`
    const name = String(path.at(-1)).match(/^([A-Za-z]+)(?:_id|_ID|Id|ID)$/)?.[1]
    if (name === undefined || !/^ref\s/.test(node.value)) return undefined
    return `type \`${name.charAt(0).toLowerCase()}${name.slice(1)}\`: a reference is called by what it leads to`
  }
  if (complaint.code !== 'ASH1041' || !('span' in complaint)) return undefined
  const word = node.value.slice(complaint.span.start, complaint.span.end)
  const resources = entriesOf(entryOf(root, 'resources')?.value).map(({ key }) => key)
  const meant = resources.find((name) => name.toLowerCase() === word.toLowerCase())
  return meant && `type \`ref ${meant}\``
}

/** The nearest name on a path: the key that a list item belongs to. */
function nameOf(path: SpecPath): string {
  return String(path.findLast((part) => typeof part === 'string') ?? 'the description')
}
