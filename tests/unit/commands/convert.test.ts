import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DESCRIPTION_FILES } from '../../../src/commands/description.ts'
import { checkReadsBack } from '../../../src/commands/read-back.ts'
import { packageRoot } from '../../../src/package.ts'
import { describe } from '../../../src/pipeline.ts'
import { parseDescription } from '../../../src/spec/parse.ts'
import { yamlText } from '../../../src/spec/print/yaml.ts'
import { zodText } from '../../../src/spec/print/zod.ts'
import { ashlar } from '../../setup/cli.ts'
import { readTree, temporaryFolder } from '../../setup/tree.ts'

const golden = (name: string) => join(packageRoot, 'tests/golden', name, 'ashlar.yaml')

function folderOf(name: string): string {
  const cwd = temporaryFolder()
  copyFileSync(golden(name), join(cwd, 'ashlar.yaml'))
  return cwd
}

const meaning = (path: string) => describe({ file: 'ashlar.yaml', text: readFileSync(path, 'utf8') })

test.each(['shop', 'northwind', 'kinds', 'names', 'long', 'samples', 'minimal'])(
  '%s means the same after the way there and back',
  async (name) => {
    const cwd = folderOf(name)
    const there = await ashlar(['convert', '--to', 'zod'], { cwd })
    expect({ exitCode: there.exitCode, stderr: there.stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(Object.keys(readTree(cwd)).filter((path) => !path.startsWith('.'))).toEqual(['ashlar.spec.ts'])
    const back = await ashlar(['convert', '--to', 'yaml'], { cwd })
    expect({ exitCode: back.exitCode, stderr: back.stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(existsSync(join(cwd, 'ashlar.spec.ts'))).toBe(false)
    expect(meaning(join(cwd, 'ashlar.yaml'))).toEqual(meaning(golden(name)))
  },
)

const described = (field: string) => {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'ashlar.yaml'), `ashlar: 1\nname: a\nresources: { note: { fields: { it: ${field} } } }\n`)
  return cwd
}

test.each(['from', 'value'])('a backfill with a map of only `%s` stays the map that it is', async (key) => {
  const cwd = described(`'json backfill({"${key}": "it"})'`)
  const specOf = () => parseDescription({ file: 'a', text: readFileSync(join(cwd, 'ashlar.yaml'), 'utf8') }).spec
  const before = specOf()
  for (const form of ['zod', 'yaml']) {
    expect(await ashlar(['convert', '--to', form], { cwd })).toMatchObject({ exitCode: 0, stderr: '' })
  }
  expect(specOf()).toEqual(before)
  expect(before.resources.note?.fields.it?.backfill).toEqual({ value: { [key]: 'it' } })
})

test('what does not read back as it was is refused before anything is written', async () => {
  const cwd = temporaryFolder()
  const { spec } = parseDescription({ file: 'a', text: readFileSync(golden('minimal'), 'utf8') })
  const other = { ...spec, description: 'Another one.' }
  const yaml = { root: cwd, file: DESCRIPTION_FILES.yaml, text: yamlText(spec) }
  const zod = { root: cwd, file: DESCRIPTION_FILES.zod, text: zodText(spec) }
  for (const printed of [yaml, zod]) {
    await expect(checkReadsBack(printed, spec)).resolves.toBeUndefined()
    await expect(checkReadsBack(printed, other)).rejects.toThrow(/reads? back from/)
  }
  await expect(checkReadsBack({ ...zod, text: 'throw new Error("no luck")' }, spec)).rejects.toThrow(/no luck/)
  await expect(checkReadsBack({ ...yaml, text: 'ashlar: 1' }, spec)).rejects.toThrow(/`name`/)
  expect(Object.keys(readTree(cwd))).toEqual([])
})

test('--stdout writes nothing', async () => {
  const cwd = folderOf('minimal')
  const { exitCode, stdout } = await ashlar(['convert', '--to', 'zod', '--stdout'], { cwd })
  expect(exitCode).toBe(0)
  expect(stdout).toContain('export default defineSpec({')
  expect(Object.keys(readTree(cwd))).toEqual(['ashlar.yaml'])
})

test('a description that means nothing stays as it is', async () => {
  const cwd = folderOf('minimal')
  writeFileSync(join(cwd, 'ashlar.yaml'), 'ashlar: 1\nname: a\nresources: { note: { fields: { of: ref nothing } } }\n')
  const { exitCode, stderr } = await ashlar(['convert', '--to', 'zod'], { cwd })
  expect(exitCode).toBe(2)
  expect(stderr).toContain('there is no resource `nothing` [ASH2040]')
  expect(Object.keys(readTree(cwd)).filter((path) => !path.startsWith('.'))).toEqual(['ashlar.yaml'])
})

test('the form that it has already', async () => {
  const { exitCode, stderr } = await ashlar(['convert', '--to', 'yaml'], { cwd: folderOf('minimal') })
  expect(exitCode).toBe(2)
  expect(stderr).toBe('the description is `ashlar.yaml` already [ASH4009]\n  type `--to zod`\n')
})
