import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import type { MergeText } from '../../src/merge/merge-text.ts'
import { parseSide, parses } from '../../src/merge/structure/lists.ts'
import { tokensOf } from '../../src/merge/structure/tokens.ts'
import { packageRoot, readTemplates } from '../../src/package.ts'
import { generateFiles } from '../../src/pipeline.ts'
import { type Chance, chanceOf } from '../fuzz/random.ts'
import { generatedPart } from '../setup/generated-part.ts'
import { edited } from './edits.ts'

const templates = await readTemplates()
const SHOP = generatedPart(readFileSync(join(packageRoot, 'tests/golden/shop/ashlar.yaml'), 'utf8'))

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
}

/** A file that the description changes, with edits in it. */
export function caseOf(seed: number): Case | undefined {
  const chance = chanceOf(seed)
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
  const { text: yours, marks, removed } = edited(path, base, 1 + chance.below(4), chance)
  return { path, base, yours, next: after.get(path) ?? '', marks, removed }
}

/** What is wrong with what became of a case; nothing when it is as it should be. */
export function wrongWith(merge: MergeText, { path, base, yours, next, marks, removed }: Case): string[] {
  const result = merge({ path, base, yours, next })
  if ('conflict' in result) return result.conflict === '' ? ['a conflict without a reason'] : []
  const { text, notes = [] } = result
  const back = removed
    .filter((part) => !yours.includes(part) && text.includes(part))
    // Elsewhere it may be generated anew.
    .filter((part) => next.split(part).length <= 2)
    .map((part) => `${part} is back`)
  const lost = marks.filter((mark) => !text.includes(mark)).map((mark) => `${mark} is lost`)
  const tokens = (of: string) => new Set(tokensOf(of))
  const [old, wanted, merged] = [tokens(base), tokens(next), tokens(text)]
  // What the user took out may hold what is new.
  const missing = [...wanted].filter((token) => !old.has(token) && !merged.has(token))
  const kept = notes.length > 0 ? [] : missing.map((token) => `${token} is missing`)
  return [
    ...lost,
    ...back,
    ...kept,
    ...(parses(parseSide(path, text)) ? [] : ['it does not parse']),
    ...(again(merge, { path, next, text }) === text ? [] : ['it is not the same when it is generated again']),
  ]
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
  const isTheirs = 'text' in theirs && sorted(theirs.text) === sorted(one.next)
  return [
    ...(isMine ? [] : ['nothing is generated anew, and yet bytes changed']),
    ...(isTheirs ? [] : ['nothing was edited, and yet it is not what is generated']),
  ]
}

function sorted(text: string): string {
  return tokensOf(text).toSorted().join('\n')
}
