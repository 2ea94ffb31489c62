import { parse } from 'yaml'
import { mergeYaml } from '../../src/merge/merge-yaml.ts'
import { type Chance, chanceOf } from '../fuzz/random.ts'

/** A step of a workflow by its keys; each value names the step that it belongs to, and what was edited has a mark. */
type Step = Readonly<Record<string, string>>

/** What is wrong with lists of steps that both sides edited, merged; nothing when it is as it should be. */
export function wrongSteps(seed: number): {
  readonly isClean: boolean
  readonly wrong: readonly string[]
  texts: readonly string[]
} {
  const chance = chanceOf(seed)
  const steps = Array.from({ length: 1 + chance.below(4) }, (_, at) => newStep(`s${at}`, chance))
  const edits = (word: string): readonly Step[] =>
    Array.from({ length: 1 + chance.below(2) }).reduce<readonly Step[]>((list) => edited(list, word, chance), steps)
  const [base, yours, next] = [steps, edits('mine'), edits('new')].map(textOf) as [string, string, string]
  const result = mergeYaml({ path: 'a.yaml', base, yours, next })
  if ('conflict' in result) return { isClean: false, wrong: [], texts: [base, yours, next, result.conflict] }
  const { text, notes = [] } = result
  const mixed = (parse(text).steps as Step[]).filter((step) => marks('own', JSON.stringify(step)).size > 1)
  const lost = [...marks('mark', yours), ...(notes.length > 0 ? [] : marks('mark', next))]
  return {
    isClean: true,
    wrong: [
      ...mixed.map((step) => `keys of several steps in one: ${JSON.stringify(step)}`),
      ...outOfOrder({ base, yours, next, text }),
      ...lost.filter((mark) => !text.includes(mark)).map((mark) => `${mark} is lost`),
    ],
    texts: [base, yours, next, text],
  }
}

/** Steps that stand in another order than on the side that says in which they have to. */
function outOfOrder(texts: Record<'base' | 'yours' | 'next' | 'text', string>): string[] {
  const [base, yours, next, merged] = (['base', 'yours', 'next', 'text'] as const).map((side) => [
    ...marks('own', texts[side]),
  ]) as [string[], string[], string[], string[]]
  const has = (list: readonly string[], ...ids: readonly string[]): boolean => ids.every((id) => list.includes(id))
  const isBefore = (list: readonly string[], one: string, other: string): boolean =>
    list.indexOf(one) < list.indexOf(other)
  // What was moved and edited is no longer known: it is another step.
  const isKept = (id: string): boolean => new Set(Object.values(texts).flatMap((text) => stepOf(text, id))).size === 1
  return merged.flatMap((one, at) =>
    merged.slice(at + 1).flatMap((other) => {
      if (!isKept(one) || !isKept(other)) return []
      const said = [yours, next].filter((side) => has(side, one, other))
      const changed = said.filter(
        (side) => !has(base, one, other) || isBefore(side, one, other) !== isBefore(base, one, other),
      )
      const sides = changed.length > 0 ? changed : said
      return sides.length === 0 || sides.some((side) => isBefore(side, one, other))
        ? []
        : [`${one} stands before ${other}`]
    }),
  )
}

function stepOf(text: string, id: string): string[] {
  return text.split(/^ {2}- /m).filter((step) => step.includes(id))
}

function marks(kind: 'own' | 'mark', text: string): ReadonlySet<string> {
  return new Set(text.match(new RegExp(`\\b${kind}_\\w+`, 'g')))
}

function textOf(steps: readonly Step[]): string {
  const lines = steps.flatMap((step) =>
    Object.entries(step).map(([key, value], at) => `  ${at === 0 ? '-' : ' '} ${key}: ${value}\n`),
  )
  return `steps:\n${lines.join('')}`
}

function newStep(id: string, chance: Chance): Step {
  return {
    ...(chance.next() < 0.4 ? { name: `Do own_${id}` } : {}),
    ...(chance.next() < 0.3 ? { if: `own_${id}()` } : {}),
    ...(chance.next() < 0.5 ? { uses: `actions/own_${id}@v1` } : { run: `npm run own_${id}` }),
    ...(chance.next() < 0.3 ? { env: `{ TOKEN: own_${id} }` } : {}),
  }
}

/** One edit of a list of steps. */
function edited(steps: readonly Step[], word: string, chance: Chance): readonly Step[] {
  const at = chance.below(steps.length)
  const step = steps[at]
  if (step === undefined) return steps
  const [keys, id] = [Object.keys(step), [...marks('own', JSON.stringify(step))][0]]
  const mark = `mark_${word}${chance.below(10_000)}`
  const put = (...instead: readonly Step[]): readonly Step[] => steps.toSpliced(at, 1, ...instead)
  const without = (key: string): Step => Object.fromEntries(Object.entries(step).filter(([one]) => one !== key))
  const own = newStep(`${word}${chance.below(10_000)}`, chance)
  const edits = [
    () => put(step, own),
    () => put(own),
    () => put(...(steps.length > 1 ? [] : [step])),
    () => put(keys.length > 1 ? without(chance.pick(keys)) : step),
    () => put(keys.length > 1 ? without(keys[0] ?? '') : step),
    () => put({ name: `Do ${id} ${mark}`, ...step }),
    () => put({ ...step, with: `{ a: ${id}, b: ${mark} }` }),
    () => put({ ...step, if: `${id}(${mark})` }),
    () => put('run' in step ? { ...step, run: `${step.run} ${mark}` } : { ...step, uses: `actions/${id}@v2-${mark}` }),
    () => steps.toSpliced(at, 1).toSpliced(chance.below(steps.length), 0, step),
  ]
  return chance.pick(edits)()
}
