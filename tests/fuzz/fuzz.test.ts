import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readTemplates } from '../../src/package.ts'
import { generateFiles } from '../../src/pipeline.ts'
import type { GeneratedFile } from '../../src/render/generated-file.ts'
import { codeIn, readDocument, rowsOf } from '../docs/markdown.ts'
import { generatedPart } from '../setup/generated-part.ts'
import { installedFolder } from '../setup/tree.ts'
import { fuzzedText } from './case.ts'
import { Projects, requireReadable } from './projects.ts'
import { shrunk } from './shrink.ts'
import { verdictOn } from './verdict.ts'

// `npm run test:fuzz` tries 50,000. A case that fails is named by its seed: `FUZZ_SEED=123 FUZZ_CASES=1` runs it alone.
const CASES = Number(process.env.FUZZ_CASES ?? 1_000)
const FIRST = Number(process.env.FUZZ_SEED ?? 1)

/** Every so many accepted descriptions are generated twice. */
const TWICE = 20

const known = new Set(rowsOf(readDocument('docs/errors.md')).flatMap(([cell = '']) => codeIn(cell)))
const templates = await readTemplates()
const generated = (text: string): GeneratedFile[] => generateFiles({ file: 'ashlar.yaml', text }, templates)

/** What became of a description; throws whatever no user may see. */
function outcome(text: string): { readonly files: readonly GeneratedFile[] } | { readonly codes: readonly string[] } {
  const verdict = verdictOn(text, known)
  if (!verdict.accepted) return verdict
  const part = generatedPart(text)
  // Without what nothing generates yet a name may be another, and taken: `order.lines` of a `parent` is then a plural.
  const again = verdictOn(part, known)
  if (!again.accepted) return again
  const files = generated(part)
  requireReadable(files)
  return { files }
}

function failureOf(text: string): string | undefined {
  try {
    outcome(text)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** What went wrong, and the smallest description with which it does. */
function told(seed: number, error: unknown): string {
  const kind = (message: string | undefined): string | undefined => message?.replaceAll(/\W.*/gs, '')
  const message = failureOf(fuzzedText(seed))
  const small = shrunk(fuzzedText(seed), (text) => kind(failureOf(text)) === kind(message))
  return `seed ${seed}: ${error instanceof Error ? error.stack : String(error)}\n${small.slice(0, 3_000)}`
}

test(`${CASES} changed descriptions each give a project that type-checks, or say where they are wrong`, async () => {
  const root = installedFolder()
  const projects = new Projects(
    root,
    generated('{ ashlar: 1, name: model, resources: { note: { fields: { text: text } } } }'),
  )
  const failed: string[] = []
  const codes = new Set<string>()
  let accepted = 0
  for (let seed = FIRST; seed < FIRST + CASES; seed += 1) {
    const text = fuzzedText(seed)
    try {
      const result = outcome(text)
      if ('codes' in result) {
        for (const code of result.codes) codes.add(code)
        continue
      }
      accepted += 1
      if (accepted % TWICE === 0 && JSON.stringify(outcome(text)) !== JSON.stringify(result))
        throw new Error('generated twice, it is not the same')
      await projects.add(seed, result.files)
    } catch (error) {
      failed.push(told(seed, error))
    }
  }
  const compiled = await projects.finish()
  const seeds = new Set(compiled.flatMap((line) => line.match(/^p(\d+)\//)?.[1] ?? []))
  failed.push(...compiled, ...Array.from(seeds, (seed) => `seed ${seed}: ${fuzzedText(Number(seed)).slice(0, 3_000)}`))
  rmSync(root, { recursive: true, force: true })
  console.log(`fuzz: ${accepted} of ${CASES} accepted, ${projects.count} different projects, ${codes.size} codes seen`)
  expect(failed.slice(0, 40)).toEqual([])
  // Neither a fuzzer that is refused all the time nor one that never is would show anything.
  if (CASES >= 2_000) {
    expect(accepted / CASES).toBeGreaterThan(0.25)
    expect(accepted / CASES).toBeLessThan(0.75)
    expect(codes.size).toBeGreaterThan(50)
  }
}, 7_200_000)
