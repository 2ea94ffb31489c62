import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../../src/package.ts'
import { parseDescription } from '../../../src/spec/parse.ts'
import { zodText } from '../../../src/spec/print/zod.ts'
import { ashlar } from '../../setup/cli.ts'
import { readTree, temporaryFolder } from '../../setup/tree.ts'
import { NOTES } from './project.ts'

const ZOD = zodText(parseDescription({ file: 'ashlar.yaml', text: NOTES }).spec)
const NEW = ['--yes', '--no-install', '--no-git']

/** Two folders with the same service: one described in YAML, the other in TypeScript. */
async function twins(): Promise<{ yaml: string; zod: string }> {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'notes.yaml'), NOTES)
  writeFileSync(join(cwd, 'notes.spec.ts'), ZOD)
  for (const [folder, spec] of [
    ['yaml', 'notes.yaml'],
    ['zod', 'notes.spec.ts'],
  ]) {
    const { exitCode, stderr } = await ashlar(['new', `${folder}`, '--spec', `${spec}`, ...NEW], { cwd })
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
  }
  return { yaml: join(cwd, 'yaml'), zod: join(cwd, 'zod') }
}

test('both forms give the same project but for the name of the description in the headers', async () => {
  const { yaml, zod } = await twins()
  const apart = (folder: string) =>
    Object.fromEntries(
      Object.entries(readTree(folder))
        .filter(([path]) => !path.startsWith('.ashlar/') && !path.startsWith('ashlar.'))
        .map(([path, text]) => [path, text.replaceAll('ashlar.spec.ts', 'ashlar.yaml')]),
    )
  expect(apart(zod)).toEqual(apart(yaml))
})

test('check and generate read it, and say where it is wrong', async () => {
  const { zod: root } = await twins()
  expect((await ashlar(['check'], { cwd: root })).stdout).toContain('all in step')
  writeFileSync(join(root, 'ashlar.spec.ts'), ZOD.replace('z.string().min(1).max(200)', 'z.string().trim()'))
  const { exitCode, stderr } = await ashlar(['generate'], { cwd: root })
  expect(exitCode).toBe(2)
  expect(stderr).toContain('ashlar.spec.ts:10:16: `title` has a change of the text')
})

test('two descriptions are one too many', async () => {
  const { zod: cwd } = await twins()
  writeFileSync(join(cwd, 'ashlar.yaml'), NOTES)
  const { exitCode, stderr } = await ashlar(['check'], { cwd })
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining('[ASH4005]') })
})

describe('a convert that was killed between its two writes', () => {
  async function killed(): Promise<string> {
    const { yaml: root } = await twins()
    const child = new URL('./killed-convert.ts', import.meta.url).pathname
    const { signal } = spawnSync(process.execPath, [child, root, 'ashlar.yaml', 'ashlar.spec.ts', ZOD])
    expect(signal).toBe('SIGKILL')
    expect(descriptionsIn(root)).toEqual(['ashlar.spec.ts', 'ashlar.yaml'])
    return root
  }

  test('is finished by the next command that writes', async () => {
    const cwd = await killed()
    const { exitCode, stderr } = await ashlar(['generate'], { cwd })
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(descriptionsIn(cwd)).toEqual(['ashlar.spec.ts'])
    expect((await ashlar(['check'], { cwd })).stdout).toContain('all in step')
  })

  test('is left to that by commands that only read', async () => {
    const cwd = await killed()
    for (const args of [['check'], ['generate', '--dry-run']]) {
      const { exitCode, stderr } = await ashlar(args, { cwd })
      expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: expect.stringContaining('[ASH3119]') })
      expect(stderr).toContain('run `ashlar generate`')
    }
    expect(descriptionsIn(cwd)).toEqual(['ashlar.spec.ts', 'ashlar.yaml'])
  })
})

test('a command that writes runs the description once, and none makes a lock where there is no project', async () => {
  const { zod: cwd } = await twins()
  writeFileSync(join(cwd, 'ashlar.spec.ts'), `${ZOD}console.log('it runs')\n`)
  const { exitCode, stderr } = await ashlar(['generate'], { cwd })
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: 'it runs\n' })
  const empty = temporaryFolder()
  expect((await ashlar(['generate'], { cwd: empty })).stderr).toContain('[ASH3001]')
  expect(readdirSync(empty)).toEqual([])
})

test('new takes one file only, and leaves its name to it', async () => {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'limits.ts'), 'export const MAX = 80\n')
  writeFileSync(join(cwd, 'a.spec.ts'), `import { MAX } from './limits.ts'\n${ZOD.replace('200', 'MAX')}`)
  const imports = await ashlar(['new', 'x', '--spec', 'a.spec.ts', ...NEW], { cwd })
  expect({ ...imports, stdout: '' }).toEqual({ exitCode: 2, stdout: '', stderr: expect.stringContaining('[ASH4007]') })
  writeFileSync(join(cwd, 'b.spec.ts'), ZOD)
  const named = await ashlar(['new', 'x', '--spec', 'b.spec.ts', '--name', 'memos', ...NEW], { cwd })
  expect(named).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('[ASH4003]') })
})

test("the machine's own Node reads it too, even one that knows no TypeScript", async () => {
  const { zod: root } = await twins()
  const said = execFileSync(systemNode(), [join(packageRoot, 'bin/ashlar.js'), 'check'], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(said).toContain('all in step')
})

function descriptionsIn(root: string): string[] {
  return readdirSync(root).filter((name) => /^ashlar\./.test(name))
}

/** The `node` that a user's shell would find, and not the one that the lock file names. */
function systemNode(): string {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
  const found = folders.map((folder) => join(folder, 'node')).find((path) => existsSync(path))
  return found ?? process.execPath
}
