import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readTemplates } from '../../src/package.ts'
import { generateFiles } from '../../src/pipeline.ts'
import { codeIn, readDocument, rowsOf } from '../docs/markdown.ts'
import { generatedPart } from '../setup/generated-part.ts'
import { installedFolder } from '../setup/tree.ts'
import { fuzzedText } from './case.ts'
import { Projects, requireReadable } from './projects.ts'
import { verdictOn } from './verdict.ts'

// `npm run test:fuzz` tries 50,000. A case that fails is named by its seed: `FUZZ_SEED=123 FUZZ_CASES=1` runs it alone.
const CASES = Number(process.env.FUZZ_CASES ?? 2_000)
const FIRST = Number(process.env.FUZZ_SEED ?? 1)

const known = new Set(rowsOf(readDocument('docs/errors.md')).flatMap(([cell = '']) => codeIn(cell)))
const templates = await readTemplates()

test(`${CASES} changed descriptions each give a project that type-checks, or say where they are wrong`, async () => {
  const root = installedFolder()
  const projects = new Projects(root)
  const failed: string[] = []
  const codes = new Set<string>()
  let accepted = 0
  for (let seed = FIRST; seed < FIRST + CASES; seed += 1) {
    const text = fuzzedText(seed)
    try {
      const verdict = verdictOn(text, known)
      if (!verdict.accepted) {
        for (const code of verdict.codes) codes.add(code)
        continue
      }
      accepted += 1
      const files = generateFiles({ file: 'ashlar.yaml', text: generatedPart(text) }, templates)
      requireReadable(files)
      await projects.add(seed, files)
    } catch (error) {
      failed.push(`seed ${seed}: ${error instanceof Error ? error.stack : String(error)}`)
    }
  }
  failed.push(...(await projects.finish()))
  rmSync(root, { recursive: true, force: true })
  console.log(`fuzz: ${accepted} of ${CASES} accepted, ${projects.count} different projects, ${codes.size} codes seen`)
  expect(failed.slice(0, 20)).toEqual([])
  // Neither a fuzzer that is refused all the time nor one that never is would show anything.
  if (CASES >= 2_000) {
    expect(accepted / CASES).toBeGreaterThan(0.25)
    expect(accepted / CASES).toBeLessThan(0.75)
    expect(codes.size).toBeGreaterThan(50)
  }
}, 3_600_000)
