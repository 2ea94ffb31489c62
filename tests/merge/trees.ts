import { parse } from 'yaml'
import { type Change, leftPath, textsAfter, touchesFile } from '../../src/merge/change.ts'
import { EMPTY_LOCK, type Lock, nextLock } from '../../src/merge/lock.ts'
import { fileMerge, remembered } from '../../src/merge/merge-file.ts'
import { renaming, withRenamedSubjects } from '../../src/merge/renames.ts'
import type { DiskFile } from '../../src/merge/snapshot.ts'
import { digest, sha256 } from '../../src/merge/text.ts'
import { renamesOf, subjectsOf } from '../../src/model/renames.ts'
import { readTemplates } from '../../src/package.ts'
import { decideFiles, describeGenerated, filesOf } from '../../src/pipeline.ts'
import type { GeneratedFile } from '../../src/render/generated-file.ts'
import { fuzzedText } from '../fuzz/case.ts'
import { changeGently } from '../fuzz/gentle.ts'
import { type Chance, chanceOf } from '../fuzz/random.ts'
import { edited } from './edits.ts'

const templates = await readTemplates()

/** A project that is on no disk: its files, and what ashlar knows of it. */
export interface Tree {
  readonly files: ReadonlyMap<string, string>
  readonly lock: Lock
  readonly objects: ReadonlyMap<string, string>
}

/** A tree, and what a run made of it. */
export interface Run {
  readonly tree: Tree
  readonly changes: readonly Change[]
}

export const EMPTY: Tree = { files: new Map(), lock: EMPTY_LOCK, objects: new Map() }

/** What a description asks for. */
export function wantedOf(text: string): readonly GeneratedFile[] {
  const source = { file: 'ashlar.yaml', text }
  return filesOf(describeGenerated(source), { descriptionFile: source.file, setup: {} }, templates)
}

/** What `generate` does, from the description to the tree, without a disk. */
export function generated(tree: Tree, text: string): Run {
  const service = describeGenerated({ file: 'ashlar.yaml', text })
  const files = filesOf(service, { descriptionFile: 'ashlar.yaml', setup: {} }, templates)
  const renames = renamesOf(service)
  const lock = withRenamedSubjects(tree.lock, renames.subjects, subjectsOf(service))
  const project = { lock, snapshot: { files: diskOf(tree.files), bases: tree.objects } }
  const first = decideFiles(files, project)
  const merge = remembered(renaming(fileMerge(textsAfter(first)), renames))
  const changes = decideFiles(files, { ...project, merge })
  const next = nextLock(lock, changes, { tool: '1', description: 'ashlar.yaml', schema: undefined, setup: {} })
  const objects = new Map([...tree.objects, ...files.map(({ text }) => [digest(text), text] as const)])
  return { tree: { files: written(tree.files, changes), lock: next, objects }, changes }
}

function diskOf(files: ReadonlyMap<string, string>): ReadonlyMap<string, DiskFile> {
  return new Map([...files].map(([path, text]) => [path, { text, hash: sha256(text), executable: undefined }]))
}

function written(files: ReadonlyMap<string, string>, changes: readonly Change[]): ReadonlyMap<string, string> {
  const result = new Map(files)
  const touching = changes.filter(touchesFile)
  for (const path of touching.flatMap(leftPath)) result.delete(path)
  for (const { path, after } of touching) if (after !== undefined) result.set(path, after)
  return result
}

/** A description that ashlar generates, one after it and one after that, and a tree of the first in which people worked. */
export interface TreeCase {
  readonly descriptions: readonly [string, string, string]
  readonly tree: Tree
  /** Words of the user's that must never get lost. */
  readonly marks: readonly string[]
  readonly edits: number
  /** Edits in a unit that the second description changes too, or directly in one that holds it. */
  readonly touching: number
}

/** A random case; nothing where chance finds no description that ashlar generates. */
export function treeCaseOf(seed: number): TreeCase | undefined {
  const chance = chanceOf(seed)
  const first = firstOf(seed)
  const second = first && changedOf(first, chance)
  const third = second && changedOf(second, chance)
  if (first === undefined || second === undefined || third === undefined) return undefined
  const { tree } = generated(EMPTY, first)
  const now = new Map(wantedOf(second).map(({ path, text }) => [path, text]))
  const editable = [...tree.files].filter(([path]) => /\.(ts|json)$/.test(path))
  const changing = editable.filter(([path, text]) => now.get(path) !== text)
  const files = new Map(tree.files)
  const marks: string[] = []
  let [made, touching] = [0, 0]
  const edits = 1 + chance.below(4)
  for (let time = 0; time < edits; time += 1) {
    const isAimed = changing.length > 0 && chance.next() < 0.7
    const [path] = chance.pick(isAimed ? changing : editable)
    const original = files.get(path) ?? ''
    const editing = { path, original, next: now.get(path) ?? original, amount: 1 + chance.below(2), isAimed }
    const result = edited(editing, chance)
    files.set(path, result.text)
    marks.push(...result.marks)
    made += result.amount
    touching += result.touching
  }
  const kept = marks.filter((mark) => [...files.values()].some((text) => text.includes(mark)))
  return { descriptions: [first, second, third], tree: { ...tree, files }, marks: kept, edits: made, touching }
}

const TRIES = 30

function firstOf(seed: number): string | undefined {
  for (let at = 0; at < TRIES; at += 1) {
    const text = fuzzedText(seed * TRIES + at)
    if (isGenerated(text)) return text
  }
  return undefined
}

function changedOf(text: string, chance: Chance): string | undefined {
  for (let time = 0; time < TRIES; time += 1) {
    const description: Record<string, unknown> = parse(text)
    for (let change = 0; change <= chance.below(3); change += 1) changeGently(description, chance)
    const changed = JSON.stringify(description, undefined, 1)
    if (changed !== text && isGenerated(changed)) return changed
  }
  return undefined
}

function isGenerated(text: string): boolean {
  try {
    describeGenerated({ file: 'ashlar.yaml', text })
    return true
  } catch {
    return false
  }
}
