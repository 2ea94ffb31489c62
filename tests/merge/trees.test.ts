import { expect, test } from 'vitest'
import { touchesFile } from '../../src/merge/change.ts'
import { identityKey } from '../../src/merge/lock.ts'
import { keepFailure } from './failures.ts'
import { EMPTY, generated, type Run, type Tree, type TreeCase, treeCaseOf, wantedOf } from './trees.ts'
import { codeWords } from './words.ts'

// `npm run test:merge` tries 2,000. `TREE_SEED=7 TREE_CASES=1` runs one alone.
const CASES = Number(process.env.TREE_CASES ?? 150)
const FIRST = Number(process.env.TREE_SEED ?? 1)

test(`the laws hold for ${CASES} whole projects, their descriptions, edits and changes at random`, () => {
  const failed: string[] = []
  const counted = { cases: 0, edits: 0, touching: 0, conflicts: 0, steps: 0 }
  for (let seed = FIRST; seed < FIRST + CASES; seed += 1) {
    const one = treeCaseOf(seed)
    if (one === undefined) continue
    counted.cases += 1
    counted.edits += one.edits
    counted.touching += one.touching
    const second = generated(one.tree, one.descriptions[1])
    if (hasConflict(second)) counted.conflicts += 1
    const wrong = [
      ...unedited(one),
      ...unchanged(one),
      ...kept(one, second),
      ...again(one, second),
      ...pristine(one, second),
    ]
    const steps = twoSteps(one, second)
    if (steps !== undefined) counted.steps += 1
    const all = [...wrong, ...(steps ?? [])]
    failed.push(...all.map((what) => `seed ${seed}: ${what}`))
    if (all.length > 0) keep(seed, one, all)
  }
  console.log('trees:', JSON.stringify(counted))
  expect(failed.slice(0, 20)).toEqual([])
  // A few alone say nothing of all.
  if (CASES < 100) return
  expect(counted.cases).toBeGreaterThan(CASES * 0.8)
  expect(counted.touching).toBeGreaterThan(counted.edits / 2)
  expect(counted.steps).toBeGreaterThan(counted.cases / 3)
}, 3_600_000)

/** Keeps a case that went wrong: its descriptions, and each file that was edited, as it was generated and as it is asked for. */
function keep(seed: number, { descriptions, tree }: TreeCase, wrong: readonly string[]): void {
  const wanted = descriptions.map((text) => new Map(wantedOf(text).map((file) => [file.path, file.text])))
  const edited = [...tree.files].filter(([path, text]) => wanted[0]?.get(path) !== text)
  const texts = edited.flatMap(([path, text]) => [
    [`${path}.yours`, text],
    ...wanted.map((files, at) => [`${path}.${at + 1}`, files.get(path) ?? '']),
  ])
  keepFailure({
    ...{ name: `trees-${seed}`, wrong },
    command: `TREE_SEED=${seed} TREE_CASES=1 npx vitest run tests/merge/trees.test.ts`,
    texts: Object.fromEntries([...texts, ...descriptions.map((text, at) => [`ashlar.${at + 1}.json`, text])]),
  })
}

/** Without edits the tree of a change is that of a new project. */
function unedited({ descriptions: [first, second] }: TreeCase): string[] {
  const { tree } = generated(generated(EMPTY, first).tree, second)
  return differences('unedited', tree, generated(EMPTY, second).tree)
}

/** Without a change every byte of the user's stays, and nothing is written. */
function unchanged({ descriptions: [first], tree }: TreeCase): string[] {
  const same = generated(tree, first)
  return [
    ...differences('unchanged', same.tree, tree),
    ...same.changes.filter(touchesFile).map(({ path }) => `writes ${path}`),
  ]
}

/** Every word of the user's is somewhere, and what nobody edited is as in a new project. */
function kept({ tree, marks, descriptions: [first, second] }: TreeCase, run: Run): string[] {
  const texts = [...run.tree.files.values()]
  const lost = marks.filter((mark) => !texts.some((text) => text.includes(mark))).map((mark) => `${mark} is lost`)
  const before = new Map(wantedOf(first).map((file) => [identityKey(file.identity), file]))
  // What an edited file that is no longer generated stands in the way of has to wait, and says so.
  const waits = new Set(
    run.changes.filter(({ kind }) => kind === 'conflict').map(({ identity }) => identityKey(identity)),
  )
  const stale = wantedOf(second)
    .filter(({ identity }) => !waits.has(identityKey(identity)))
    .filter(({ identity }) => {
      const file = before.get(identityKey(identity))
      return file === undefined || tree.files.get(file.path) === file.text
    })
    .filter(({ path, text }) => run.tree.files.get(path) !== text)
    .map(({ path }) => `${path} was not edited, and is not new`)
  return [...lost, ...stale]
}

/** Once more, and nothing changes: neither what is merged nor what is in conflict. */
function again({ descriptions }: TreeCase, run: Run): string[] {
  const { tree, changes } = generated(run.tree, descriptions[1])
  return [
    ...differences('again', tree, run.tree),
    ...changes.filter(touchesFile).map(({ path }) => `writes ${path} again`),
  ]
}

/** What ashlar takes for written last is what it generates, never what a merge made. */
function pristine({ descriptions }: TreeCase, { tree, changes }: Run): string[] {
  const wanted = new Map(wantedOf(descriptions[1]).map((file) => [identityKey(file.identity), file.text]))
  return changes
    .filter(({ kind, wanted: file }) => file?.owner === 'merged' && kind !== 'conflict' && kind !== 'stayDeleted')
    .filter(({ identity, entry }) => tree.objects.get(entry?.hash ?? '') !== wanted.get(identityKey(identity)))
    .map(({ path }) => `the base of ${path} is not what was generated`)
}

/** Two changes one after the other are as one, where neither way has a conflict; nothing where one has. */
function twoSteps({ descriptions: [, , third], tree }: TreeCase, second: Run): string[] | undefined {
  const [step, leap] = [generated(second.tree, third), generated(tree, third)]
  if ([second, step, leap].some(hasConflict)) return undefined
  // What the third no longer asks for stays as the step before left it.
  const paths = wantedOf(third).map(({ path }) => path)
  const said = ({ files }: Tree, path: string): string => saidIn(files.get(path) ?? '')
  return paths
    .filter((path) => said(step.tree, path) !== said(leap.tree, path))
    .map((path) => `two steps: ${path} differs`)
}

/**
 * What a text says, whatever its format. Something new stands behind what is before it and still there, which may be
 * something else after two steps: then the imports are in another order.
 */
function saidIn(text: string): string {
  const imports = codeWords((text.match(IMPORT) ?? []).join('\n')).toSorted()
  return [...imports, ...codeWords(text.replaceAll(IMPORT, ''))].join(' ')
}

const IMPORT = /^(?:import|export \*)\b[^;]*?from .*$/gm

function hasConflict({ changes }: Run): boolean {
  return changes.some(({ kind }) => kind === 'conflict')
}

function differences(law: string, a: Tree, b: Tree): string[] {
  const paths = new Set([...a.files.keys(), ...b.files.keys()])
  return [...paths].filter((path) => a.files.get(path) !== b.files.get(path)).map((path) => `${law}: ${path} differs`)
}
