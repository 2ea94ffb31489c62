import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packageRoot } from '../../../src/package.ts'
import { TIME_TYPES } from '../../../src/spec/field/types.ts'
import { parseDescription } from '../../../src/spec/parse.ts'
import { zodText } from '../../../src/spec/print/zod.ts'
import type { FieldSpec, Spec } from '../../../src/spec/spec.ts'
import { plainDescription } from '../../../src/zod/plain-description.ts'
import type { Refused } from '../../../src/zod/refused.ts'
import { description } from '../../schema/descriptions.ts'
import { asciiJson } from '../../schema/structure.ts'
import { installedFolder } from '../../setup/tree.ts'

/** Each is a module to compile; ASHLAR_PRINT_CASES=5000 looks longer. */
const numRuns = Number(process.env.ASHLAR_PRINT_CASES ?? 400)

test('any description that is printed in the Zod form reads as it was', async () => {
  const folder = installedFolder()
  let at = 0
  await fc.assert(
    fc.asyncProperty(description, async (value) => {
      const spec = specOf(asciiJson(value))
      fc.pre(fieldsIn(spec).every(isSayable))
      at += 1
      expect(await loaded(join(folder, `spec${at}.ts`), zodText(spec))).toEqual(spec)
    }),
    { numRuns },
  )
})

test('the values of an enum keep their order, also where they are digits', async () => {
  const spec = specOf('ashlar: 1\nname: a\nresources: { note: { fields: { size: "enum(b, 10, 9) = 10" } } }')
  const code = zodText(spec)
  expect(code).toContain("size: z.literal(['b', '10', '9']).default('10')")
  expect(await loaded(join(installedFolder(), 'digits.ts'), code)).toEqual(spec)
})

/** What a module describes, without a process of its own: a thousand of those would take minutes. */
async function loaded(path: string, code: string): Promise<Spec> {
  const own = pathToFileURL(join(packageRoot, 'src/define/index.ts')).href
  writeFileSync(path, code.replace("'create-ashlar/spec'", JSON.stringify(own)))
  const { default: made } = await import(path)
  const refused: Refused[] = []
  const plain = plainDescription(made.spec, (part) => void refused.push(part))
  expect(refused, code).toEqual([])
  return specOf(asciiJson(plain))
}

function specOf(text: string): Spec {
  const { spec, problems } = parseDescription({ file: 'ashlar.spec.ts', text })
  expect(problems, text).toEqual([])
  return spec
}

/** The model refuses what only the short form can say: a length in two places, and `now` as a text. */
function isSayable({ type, min, max, default: fallback, backfill }: FieldSpec): boolean {
  const isNow = [fallback, backfill].some((each) => each !== undefined && 'value' in each && each.value === 'now')
  if (type.kind === 'string') return min === undefined && max === undefined
  return !isNow || !TIME_TYPES.has(type.kind)
}

function fieldsIn(value: unknown): FieldSpec[] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.values(value).flatMap(fieldsIn)
  return 'type' in value && 'symmetric' in value ? [value as FieldSpec, ...inner] : inner
}
