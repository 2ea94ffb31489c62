import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { mergeStructure } from '../../src/merge/merge-structure.ts'
import { parseSide, parses } from '../../src/merge/structure/lists.ts'
import { tokensOf } from '../../src/merge/structure/tokens.ts'
import { packageRoot, readTemplates } from '../../src/package.ts'
import { generateFiles } from '../../src/pipeline.ts'
import { type Chance, chanceOf } from '../fuzz/random.ts'
import { generatedPart } from '../setup/generated-part.ts'
import { temporaryFolder } from '../setup/tree.ts'
import { edited } from './edits.ts'

// `npm run test:merge` tries 20,000. `MERGE_SEED=123 MERGE_CASES=1` runs one alone.
const CASES = Number(process.env.MERGE_CASES ?? 500)
const FIRST = Number(process.env.MERGE_SEED ?? 1)

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

interface Case {
  readonly path: string
  readonly base: string
  readonly yours: string
  readonly next: string
  readonly marks: readonly string[]
}

/** A file that the description changes, with edits in it. */
function caseOf(seed: number): Case | undefined {
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
  const { text: yours, marks } = edited(path, base, 1 + chance.below(4), chance)
  return { path, base, yours, next: after.get(path) ?? '', marks }
}

/** What is wrong with what became of a case; nothing when it is as it should be. */
function wrongWith({ path, base, yours, next, marks }: Case): string[] {
  const result = mergeStructure({ path, base, yours, next })
  if ('conflict' in result) return result.conflict === '' ? ['a conflict without a reason'] : []
  const { text, notes = [] } = result
  const lost = marks.filter((mark) => !text.includes(mark)).map((mark) => `${mark} is lost`)
  const tokens = (of: string) => new Set(tokensOf(of))
  const [old, wanted, merged] = [tokens(base), tokens(next), tokens(text)]
  // What the user took out may hold what is new.
  const missing = [...wanted].filter((token) => !old.has(token) && !merged.has(token))
  const kept = notes.length > 0 ? [] : missing.map((token) => `${token} is missing`)
  return [
    ...lost,
    ...kept,
    ...(parses(parseSide(path, text)) ? [] : ['it does not parse']),
    ...(again(path, next, text) === text ? [] : ['it is not the same when it is generated again']),
  ]
}

function again(path: string, next: string, text: string): string {
  const result = mergeStructure({ path, base: next, yours: text, next })
  return 'text' in result ? result.text : ''
}

test(`${CASES} edits of generated files are kept when the description changes`, () => {
  const folder = temporaryFolder()
  const failed: string[] = []
  let cases = 0
  let clean = 0
  let cleanByGit = 0
  for (let seed = FIRST; seed < FIRST + CASES; seed += 1) {
    const one = caseOf(seed)
    if (one === undefined) continue
    cases += 1
    if ('text' in mergeStructure(one)) clean += 1
    if (mergesByGit(folder, one)) cleanByGit += 1
    const wrong = wrongWith(one)
    if (wrong.length > 0) failed.push(`seed ${seed} ${one.path}: ${wrong.join('; ')}`)
  }
  console.log(`merge: ${clean} of ${cases} without help, git merge-file ${cleanByGit}; ${failed.length} wrong`)
  expect(failed.slice(0, 20)).toEqual([])
  expect(cases).toBeGreaterThan(CASES / 2)
}, 3_600_000)

/** What the same three texts give where nothing but their lines is known. */
function mergesByGit(folder: string, { yours, base, next }: Case): boolean {
  for (const [name, text] of Object.entries({ yours, base, next })) writeFileSync(join(folder, name), text)
  return spawnSync('git', ['merge-file', '-p', 'yours', 'base', 'next'], { cwd: folder }).status === 0
}

test('where nothing is generated anew, every byte stays', () => {
  for (let seed = FIRST; seed < FIRST + CASES / 5; seed += 1) {
    const one = caseOf(seed)
    if (one === undefined) continue
    expect(mergeStructure({ ...one, next: one.base })).toMatchObject({ text: one.yours })
    expect(mergeStructure({ ...one, yours: one.base })).toMatchObject({ text: expect.anything() })
  }
})

test('where nothing was edited, the result says what is generated', () => {
  for (let seed = FIRST; seed < FIRST + CASES / 5; seed += 1) {
    const one = caseOf(seed)
    if (one === undefined) continue
    const result = mergeStructure({ ...one, yours: one.base })
    expect('text' in result && tokensOf(result.text).toSorted()).toEqual(tokensOf(one.next).toSorted())
  }
})
