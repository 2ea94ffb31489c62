import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import type { MergeText } from '../../src/merge/merge-text.ts'
import { mapThree } from '../../src/merge/three.ts'
import { packageRoot, readTemplates } from '../../src/package.ts'
import { generateFiles } from '../../src/pipeline.ts'
import { type Chance, chanceOf } from '../fuzz/random.ts'
import { temporaryFolder } from '../setup/tree.ts'
import { edited } from './edits.ts'
import { standsElsewhere } from './json-places.ts'
import { mergedByWords } from './merged-by-words.ts'
import { isWhole } from './places.ts'
import { targetedEdit } from './targeted-edits.ts'
import { counted, miscounted, codeWords as wordsOf } from './words.ts'

const templates = await readTemplates()
const SHOP = readFileSync(join(packageRoot, 'tests/merge/shop.yaml'), 'utf8')

type Resources = Record<string, { fields: Record<string, unknown>; [key: string]: unknown }>

/** The shop with something added, taken out or changed. */
function changedShop(chance: Chance): string {
  const description: { resources: Resources } = parse(SHOP)
  const names = Object.keys(description.resources)
  for (let times = 0; times <= chance.below(3); times += 1) {
    const resource = description.resources[chance.pick(names)]
    if (resource === undefined) continue
    const fields = Object.keys(resource.fields).filter(
      (name) => !/^(customer|category|order|product|parent)$/.test(name),
    )
    const field = chance.pick(fields)
    const types = ['int', 'text?', 'string(1..9)?', 'boolean = false', 'datetime?', 'decimal(8, 3) = "1"', 'bigint?']
    switch (chance.pick(['add', 'add', 'change', 'remove', 'operations', 'resource'] as const)) {
      case 'add':
        resource.fields[`added${chance.below(99)}`] = chance.pick(types)
        break
      case 'change':
        resource.fields[field] = chance.pick(types)
        break
      case 'remove':
        if (fields.length > 1) delete resource.fields[field]
        break
      case 'operations':
        resource.operations = ['list', 'get', 'create', 'update', 'delete'].filter(() => chance.next() < 0.7)
        break
      default:
        description.resources[`extra${chance.below(9)}`] = { fields: { label: chance.pick(types) } }
    }
  }
  return stringify(description)
}

const filesOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    generateFiles({ file: 'ashlar.yaml', text }, templates)
      .filter(({ path }) => /\.(ts|json)$/.test(path))
      .map((file) => [file.path, file.text]),
  )

const shop = filesOf(SHOP)

/** A file in three texts, and the edits that are in one of them. */
export interface Case {
  readonly path: string
  readonly base: string
  readonly yours: string
  readonly next: string
  readonly marks: readonly string[]
  /** What was taken out, where it stood only once. */
  readonly removed: readonly string[]
  /** How many edits there are, and how many of them are in what is generated otherwise. */
  readonly amount: number
  readonly touching: number
}

/** A file that the description changes, as it was generated and as it is asked for. */
export type ChangedFile = Pick<Case, 'path' | 'base' | 'next'>

/** A file that the description changes, with edits in it: anywhere, or most of them where it changes. */
export function caseOf(seed: number, isAimed = false): Case | undefined {
  const chance = chanceOf(seed)
  const file = changedFile(chance)
  if (file === undefined) return undefined
  const { path, base, next } = file
  const { text, ...edits } = edited({ path, original: base, next, amount: 1 + chance.below(4), isAimed }, chance)
  return { ...file, yours: text, ...edits }
}

/** A file with an edit in the one place where a mistake in the merge would show. */
export function targetedCaseOf(seed: number): Case | undefined {
  const chance = chanceOf(seed)
  const file = changedFile(chance)
  const edit = file && targetedEdit(file, chance)
  return file && edit && { ...file, yours: edit.text, marks: [edit.mark], removed: [], amount: 1, touching: 1 }
}

function changedFile(chance: Chance): ChangedFile | undefined {
  const [from, to] = chance.next() < 0.5 ? [SHOP, changedShop(chance)] : [changedShop(chance), SHOP]
  let before: ReadonlyMap<string, string>
  let after: ReadonlyMap<string, string>
  try {
    before = from === SHOP ? shop : filesOf(from)
    after = to === SHOP ? shop : filesOf(to)
  } catch {
    return undefined
  }
  const both = [...before].filter(([path, text]) => after.has(path) && after.get(path) !== text)
  if (both.length === 0) return undefined
  const [path, base] = chance.pick(both)
  return { path, base, next: after.get(path) ?? '' }
}

/** What is wrong with what became of a case; nothing when it is as it should be. */
export function wrongWith(merge: MergeText, one: Case): string[] {
  const { path, base, yours, next, marks, removed } = one
  const result = merge({ path, base, yours, next })
  const byLines = mergedByGit(one)
  if ('conflict' in result) {
    const reasons = result.conflict === '' ? ['a conflict without a reason'] : []
    // What got another name and changed is for a person to look at.
    const isDue = byLines === undefined || /you renamed|or made it/.test(result.conflict) || isMistaken(one, byLines)
    return isDue ? reasons : [...reasons, 'a conflict where git merge-file has none']
  }
  const { text, notes = [] } = result
  const back = removed
    .filter((part) => !yours.includes(part) && text.includes(part))
    // Elsewhere it may be generated anew.
    .filter((part) => next.split(part).length <= 2)
    .map((part) => `${part} is back`)
  return [
    ...marks.filter((mark) => !text.includes(mark)).map((mark) => `${mark} is lost`),
    ...back,
    // What stays of what is no longer generated, and what does not come, is said.
    ...(notes.length > 0 ? [] : wrongWords(one, text)),
    ...unlike(one, { text, notes }, byLines),
    ...namesWithoutImport(one, text),
    ...(isWhole(path, text) ? [] : ['it does not parse']),
    ...(again(merge, { path, next, text }) === text ? [] : ['it is not the same when it is generated again']),
  ]
}

/** Whether git has put an edit into something else than the user, who would not find it again. */
function isMistaken({ path, yours, marks }: Case, byLines: string): boolean {
  return path.endsWith('.json') && marks.some((mark) => standsElsewhere(mark, yours, byLines))
}

/**
 * What merges by lines or by words merges to the same, but for imports, which are asked whether they are used. Lines of
 * JSON repeat so much that git mistakes their place. What stays although it is no longer generated is more than that.
 */
function unlike(
  one: Case,
  { text, notes }: { readonly text: string; readonly notes: readonly string[] },
  byLines: string | undefined,
): string[] {
  const byWords = mergedByWords(mapThree(one, (side) => wordsOf(withoutImports(side))))
  const own = withoutOwnLines(one)
  const isInOrder =
    one.path.endsWith('.json') ||
    byLines === undefined ||
    sayTheSame(byLines, text) ||
    // What both add behind one thing has no order of its own.
    sayTheSame(own(byLines), own(text))
  const stays = notes.some((note) => note.endsWith('it is no longer generated'))
  const compare = stays ? hasWordsOf : haveSameWords
  const haveAll = [byLines, byWords].every(
    (other) => other === undefined || compare(withoutImports(text), withoutImports(other)),
  )
  return isInOrder && haveAll ? [] : ['lines, or words, merge to something else']
}

/** Takes the lines out that the user added as a whole. */
function withoutOwnLines({ base, yours }: Case): (text: string) => string {
  const known = new Set(base.split('\n'))
  const own = new Set(yours.split('\n').filter((line) => /mine\d/.test(line) && !known.has(line)))
  return (text) =>
    text
      .split('\n')
      .filter((line) => !own.has(line))
      .join('\n')
}

/** Names that were imported where they are used, and are not any more. */
function namesWithoutImport({ path, yours, next }: Case, merged: string): string[] {
  if (path.endsWith('.json')) return []
  const [mine, generated, now] = [yours, next, merged].map(importedAndUsed)
  if (mine === undefined || generated === undefined || now === undefined) return []
  return [...mine.imported, ...generated.imported]
    .filter((name) => now.used.has(name) && !now.imported.has(name))
    .filter((name) => ![mine, generated].some(({ used, imported }) => used.has(name) && !imported.has(name)))
    .map((name) => `${name} is used and not imported`)
}

function importedAndUsed(text: string) {
  const imports = text.match(IMPORT) ?? []
  const names = imports.flatMap((statement) => wordsOf(statement.replace(/from .*$/, '').replaceAll(/\w+ as /g, '')))
  return {
    imported: new Set(names.filter((name) => /^(?!import$|type$)\w+$/.test(name))),
    used: usedIn(withoutImports(text)),
  }
}

/** Words that stand for what is declared elsewhere: not behind a point, before a colon, or declared here. */
function usedIn(text: string): ReadonlySet<string> {
  const words = wordsOf(text)
  const declared = new Set(
    words.filter((_, at) => /^(?:const|function|type|class|interface)$/.test(words[at - 1] ?? '')),
  )
  return new Set(words.filter((word, at) => words[at - 1] !== '.' && words[at + 1] !== ':' && !declared.has(word)))
}

function wrongWords({ base, yours, next }: Case, merged: string): string[] {
  const { missing, surplus } = miscounted({ base, yours, next, merged })
  // An import is needed, or not, for what is elsewhere.
  const imported = new Set(merged.match(IMPORT)?.flatMap(wordsOf))
  return [
    ...missing.map((word) => `${word} is missing`),
    ...surplus.filter((word) => !imported.has(word)).map((word) => `${word} is there too often`),
  ]
}

/** What the same three texts give where nothing but their lines is known; asked once for a case, for it takes a process. */
export function mergedByGit(one: Pick<Case, 'yours' | 'base' | 'next'>): string | undefined {
  if (!gitMerges.has(one)) gitMerges.set(one, gitMergeFile(one))
  return gitMerges.get(one)
}

const gitMerges = new WeakMap<object, string | undefined>()

function gitMergeFile({ yours, base, next }: Pick<Case, 'yours' | 'base' | 'next'>): string | undefined {
  folder ??= temporaryFolder()
  for (const [name, text] of Object.entries({ yours, base, next })) writeFileSync(join(folder, name), text)
  const { status, stdout } = spawnSync('git', ['merge-file', '-p', 'yours', 'base', 'next'], {
    cwd: folder,
    encoding: 'utf8',
  })
  return status === 0 ? stdout : undefined
}

let folder: string | undefined

function sayTheSame(a: string, b: string): boolean {
  const said = (text: string): string => wordsOf(withoutImports(text)).join('\n')
  return said(a) === said(b)
}

function withoutImports(text: string): string {
  return text.replaceAll(IMPORT, '')
}

const IMPORT = /^(?:\/\*.*?\*\/ )?import [^;]*?from .*$/gm

/** Whether a text has all words of another one, in whatever order. */
function hasWordsOf(text: string, other: string): boolean {
  const [all, some] = [counted(wordsOf(text)), counted(wordsOf(other))]
  return [...some].every(([word, times]) => (all.get(word) ?? 0) >= times)
}

/** Whether two texts have the same words, in whatever order. */
export function haveSameWords(a: string, b: string): boolean {
  const sorted = (text: string): string =>
    wordsOf(text)
      .map((word) => word.replaceAll(/\s+/g, ' '))
      .toSorted()
      .join('\n')
  return sorted(a) === sorted(b)
}

function again(merge: MergeText, { path, next, text }: { path: string; next: string; text: string }): string {
  const result = merge({ path, base: next, yours: text, next })
  return 'text' in result ? result.text : ''
}

/** What is wrong where only one side changed the file. */
export function wrongWithOneSide(merge: MergeText, one: Case): string[] {
  const mine = merge({ ...one, next: one.base })
  const theirs = merge({ ...one, yours: one.base })
  const isMine = 'text' in mine && mine.text === one.yours
  const isTheirs = 'text' in theirs && haveSameWords(theirs.text, one.next)
  return [
    ...(isMine ? [] : ['nothing is generated anew, and yet bytes changed']),
    ...(isTheirs ? [] : ['nothing was edited, and yet it is not what is generated']),
  ]
}
