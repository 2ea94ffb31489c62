import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { identityKey } from '../../src/merge/lock.ts'
import { fileMerge } from '../../src/merge/merge-file.ts'
import { renaming } from '../../src/merge/renames.ts'
import { renamesOf } from '../../src/model/renames.ts'
import { packageRoot, readTemplates } from '../../src/package.ts'
import { describeGenerated, filesOf } from '../../src/pipeline.ts'
import type { GeneratedFile } from '../../src/render/generated-file.ts'
import { type Chance, chanceOf } from '../fuzz/random.ts'
import { type Edited, edited } from './edits.ts'
import { keepFailure } from './failures.ts'
import { haveSameWords } from './laws.ts'

// `MERGE_SEED=7 MERGE_CASES=1` runs one alone; `npm run test:merge` tries 2,000.
const CASES = Math.ceil(Number(process.env.MERGE_CASES ?? 500) / 5)
const FIRST = Number(process.env.MERGE_SEED ?? 1)

const SHOP = readFileSync(join(packageRoot, 'tests/merge/shop.yaml'), 'utf8')
const templates = await readTemplates()

/** The shop with something renamed, of which the old word and the new one stand for nothing else in it. */
const RENAMES = [
  ['sku', 'barcode', SHOP.replace('sku: string(3..40)', 'barcode: string(3..40) renamedFrom(sku)')],
  ['stock', 'inventory', SHOP.replace('stock: int', 'inventory: int renamedFrom(stock)')],
  ['phone', 'telephone', SHOP.replace('phone: string(..30)?', 'telephone: string(..30)? renamedFrom(phone)')],
  [
    'product',
    'gadget',
    SHOP.replaceAll(/\bproduct\b/g, 'gadget').replace('  gadget:\n', '  gadget:\n    renamedFrom: product\n'),
  ],
] as const

const before = generatedBy(SHOP).files
const renames = RENAMES.map(([from, to, text]) => ({ from, to, ...generatedBy(text) }))

test('after a rename what people made of generated code is called as that is', () => {
  const failed: string[] = []
  let clean = 0
  for (let seed = FIRST; seed < FIRST + CASES; seed += 1) {
    const one = caseOf(chanceOf(seed))
    const result = one.merge({ path: one.next.path, base: one.base.text, yours: one.text, next: one.next.text })
    if ('text' in result) clean += 1
    const wrong = 'text' in result ? wrongWith(one, result.text) : [result.conflict]
    failed.push(...wrong.map((what) => `seed ${seed} ${one.base.path}: ${what}`))
    if (wrong.length > 0) keep(one, { seed, wrong, merged: 'text' in result ? result.text : result.conflict })
  }
  console.log(`renames: ${clean} of ${CASES} without help`)
  expect(failed.slice(0, 20)).toEqual([])
}, 3_600_000)

/** A file that a rename reaches, and edits of it, most of them where it does. */
interface RenameCase extends Pick<Edited, 'text' | 'marks'> {
  readonly base: GeneratedFile
  readonly next: GeneratedFile
  readonly merge: ReturnType<typeof renaming>
  /** A text as it would be if all that the rename is about were called so in it. */
  readonly renamed: (text: string) => string
}

function caseOf(chance: Chance): RenameCase {
  const { from, to, service, files } = chance.pick(renames)
  const { base, next } = chance.pick(reached(from, to, files))
  const amount = 1 + chance.below(4)
  const { text, marks } = edited(
    { path: base.path, original: base.text, next: next.text, amount, isAimed: true },
    chance,
  )
  const renamed = (written: string): string =>
    written.replaceAll(from, to).replaceAll(capital(from), capital(to)).replaceAll(from.toUpperCase(), to.toUpperCase())
  return { base, next, text, marks, renamed, merge: renaming(fileMerge(new Map()), renamesOf(service)) }
}

/** The code that a rename changes, each file as it was and as it is. */
function reached(from: string, to: string, files: readonly GeneratedFile[]) {
  return before.flatMap((base) => {
    const { subject } = base.identity
    const key = identityKey({ ...base.identity, subject: subject === from ? to : subject })
    const next = files.find(({ identity }) => identityKey(identity) === key)
    return next !== undefined && next.text !== base.text && base.path.endsWith('.ts') ? [{ base, next }] : []
  })
}

/** The order of imports is another matter. */
function wrongWith({ text, marks, renamed }: RenameCase, merged: string): string[] {
  const lost = marks.filter((mark) => !merged.includes(mark)).map((mark) => `${mark} is lost`)
  return haveSameWords(renamed(text), merged) ? lost : [...lost, 'something has its old name, or another one']
}

function keep(
  { base, next, text }: RenameCase,
  { seed, wrong, merged }: { readonly seed: number; readonly wrong: readonly string[]; readonly merged: string },
): void {
  keepFailure({
    ...{ name: `renames-${seed}`, wrong },
    command: `MERGE_SEED=${seed} MERGE_CASES=1 npx vitest run tests/merge/renames.test.ts`,
    texts: { 'base.ts': base.text, 'yours.ts': text, 'next.ts': next.text, 'merged.ts': merged },
  })
}

function generatedBy(text: string) {
  const service = describeGenerated({ file: 'ashlar.yaml', text })
  return { service, files: filesOf(service, { descriptionFile: 'ashlar.yaml', setup: {} }, templates) }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
