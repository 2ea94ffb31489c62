import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../../src/package.ts'
import { describe } from '../../../src/pipeline.ts'
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
