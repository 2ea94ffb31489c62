import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packageRoot } from '../../../../src/package.ts'
import { parseDescription } from '../../../../src/spec/parse.ts'
import { zodText } from '../../../../src/spec/print/zod.ts'
import { description } from '../../../schema/descriptions.ts'
import { asciiJson } from '../../../schema/structure.ts'
import { readTree, temporaryFolder } from '../../../setup/tree.ts'

/** All are formatted by one call; ASHLAR_PRINT_CASES=5000 looks longer. */
const numRuns = Number(process.env.ASHLAR_PRINT_CASES ?? 200)

test('Biome, as generated projects set it up, changes nothing in what is printed in the Zod form', () => {
  const starters = ['shop', 'northwind', 'minimal'].map((name) =>
    readFileSync(join(packageRoot, 'starters', `${name}.yaml`), 'utf8'),
  )
  const texts = [...starters, ...fc.sample(description, { numRuns }).map(asciiJson)]
  const printed = Object.fromEntries(texts.map((text, at) => [`${at}.spec.ts`, zodOf(text)]))
  expect(formatted(printed)).toEqual(printed)
})

function zodOf(text: string): string {
  const { spec, problems } = parseDescription({ file: 'ashlar.yaml', text })
  expect(problems, text).toEqual([])
  return zodText(spec)
}

/** The files as Biome leaves them. */
function formatted(files: Readonly<Record<string, string>>): Record<string, string> {
  const folder = temporaryFolder()
  copyFileSync(join(packageRoot, 'tests/golden/minimal/expected/biome.json'), join(folder, 'biome.json'))
  const specs = join(folder, 'specs')
  mkdirSync(specs)
  for (const [name, code] of Object.entries(files)) writeFileSync(join(specs, name), code)
  const biome = join(packageRoot, 'node_modules/.bin/biome')
  execFileSync(biome, ['format', '--write', '--config-path', folder, specs], { stdio: 'pipe' })
  return readTree(specs)
}
