import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packageRoot } from '../../../../src/package.ts'
import { parseDescription } from '../../../../src/spec/parse.ts'
import { plainSpec } from '../../../../src/spec/print/plain.ts'
import { yamlText } from '../../../../src/spec/print/yaml.ts'
import type { Spec } from '../../../../src/spec/spec.ts'
import { description } from '../../../schema/descriptions.ts'
import { asciiJson } from '../../../schema/structure.ts'

const numRuns = Number(process.env.ASHLAR_PRINT_CASES ?? 1000)

function specOf(text: string): Spec {
  const { spec, problems } = parseDescription({ file: 'ashlar.yaml', text })
  expect(problems, text).toEqual([])
  return spec
}

const starter = (name: string) => specOf(readFileSync(join(packageRoot, `starters/${name}.yaml`), 'utf8'))

test.each(['shop', 'northwind', 'minimal'])('%s reads back from YAML and from plain data as it was', (name) => {
  const spec = starter(name)
  expect(specOf(yamlText(spec))).toEqual(spec)
  expect(specOf(JSON.stringify(plainSpec(spec)))).toEqual(spec)
})

test('so does any description', () => {
  fc.assert(
    fc.property(description, (value) => {
      const spec = specOf(asciiJson(value))
      expect(specOf(yamlText(spec))).toEqual(spec)
      expect(specOf(asciiJson(plainSpec(spec)))).toEqual(spec)
    }),
    { numRuns },
  )
})

test('no line of a list or a map in flow style is longer than 110 columns', () => {
  fc.assert(
    fc.property(description, (value) => {
      const lines = yamlText(specOf(asciiJson(value))).split('\n')
      expect(lines.filter((line) => line.length > 110 && /^\s*[\w$-]+: [[{]/.test(line))).toEqual([])
    }),
    { numRuns: numRuns / 10 },
  )
})

test('shop.yaml is printed as it was written, but for its comments and the order of some keys', async () => {
  await expect(yamlText(starter('shop'))).toMatchFileSnapshot('shop.yaml.txt')
})
