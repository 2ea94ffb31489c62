import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../../src/package.ts'
import { ashlar } from '../../setup/cli.ts'
import { readTree, temporaryFolder, writeTimes } from '../../setup/tree.ts'
import { NOTES, newNotes } from './project.ts'

const TABLE = 'src/resources/notes/notes.table.ts'
const ROUTES = 'src/resources/notes/notes.routes.ts'
const PRETTIER = '{ "semi": true, "tabWidth": 4, "singleQuote": false, "printWidth": 100 }\n'

/** A project whose people set a formatter up, and let it write every file. */
async function formatted(tool: 'prettier' | 'biome') {
  const project = await newNotes({ installed: true })
  const { root } = project
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  const write = (path: string, text: string) => writeFileSync(join(root, path), text)
  const run = (...args: string[]) =>
    execFileSync(
      process.execPath,
      [join(packageRoot, 'node_modules', ...(args[0]?.split('/') ?? [])), ...args.slice(1)],
      { cwd: root },
    )
  const format = () =>
    tool === 'prettier'
      ? run('prettier/bin/prettier.cjs', '--write', 'src', '--log-level', 'error')
      : run('@biomejs/biome/bin/biome', 'format', '--write', 'src')
  expect(await project.run('generate')).toMatchObject({ exitCode: 0 })
  if (tool === 'prettier') write('.prettierrc', PRETTIER)
  else
    write(
      'biome.json',
      read('biome.json')
        .replace('"single"', '"double"')
        .replace('"asNeeded"', '"always"')
        .replace('"indentWidth": 2', '"indentWidth": 4'),
    )
  format()
  return { ...project, read, write, format }
}

describe.each(['prettier', 'biome'] as const)('a project that is formatted with %s', (tool) => {
  test('what is only formatted is no edit, and what is generated has the format', async () => {
    const { run, read, describe: describeAs, format, root } = await formatted(tool)
    expect(read(ROUTES)).toContain('import { Hono } from "hono";')
    expect((await run('generate')).stdout).not.toMatch(/^ {2}(keep|conflict) {2,}src/m)
    expect(await run('check')).toMatchObject({ exitCode: 0 })
    describeAs(`${NOTES}      color: string(1..9)?\n`)
    const { exitCode, stdout } = await run('generate')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(new RegExp(`^ {2}update {4}${TABLE}$`, 'm'))
    expect(read(TABLE)).toContain('    color: varchar("color", { length: 9 }),')
    const before = readTree(join(root, 'src'))
    format()
    expect(readTree(join(root, 'src'))).toEqual(before)
  })

  test('formatted, edited and described at once: the edit is kept, and nothing is in conflict', async () => {
    const { run, read, write, describe: describeAs } = await formatted(tool)
    write(TABLE, read(TABLE).replace('    body: text("body"),\n', '$&    mine: text("mine"),\n'))
    describeAs(`${NOTES}      color: string(1..9)?\n`)
    expect(await run('generate')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(read(TABLE)).toMatch(
      /mine: text\("mine"\)[\s\S]*color: varchar\("color"|color: varchar\("color"[\s\S]*mine: text\("mine"\)/,
    )
  })
})

test('a run with nothing to do writes nothing, and needs no formatter', async () => {
  const { run, root } = await formatted('prettier')
  await run('generate')
  const before = writeTimes(root)
  expect(await run('generate')).toMatchObject({ exitCode: 0 })
  expect(writeTimes(root)).toEqual(before)
  const copy = join(temporaryFolder(), 'notes')
  cpSync(root, copy, { recursive: true })
  expect(await ashlar(['check'], { cwd: copy })).toMatchObject({ exitCode: 0, stderr: '' })
})

test('plugins of the settings are not loaded, and files that are ignored stay as they are', async () => {
  const { run, read, write, describe: describeAs, root } = await formatted('prettier')
  write('.prettierrc', PRETTIER.replace('{', '{ "plugins": ["./evil.mjs"],'))
  write('evil.mjs', "import { writeFileSync } from 'node:fs'\nwriteFileSync('evil', 'was here')\n")
  write('.prettierignore', 'src/resources/notes/notes.routes.ts\n')
  describeAs(`${NOTES}  tag:\n    fields:\n      label: text\n`)
  expect(await run('generate')).toMatchObject({ exitCode: 0 })
  expect(existsSync(join(root, 'evil'))).toBe(false)
  expect(read('src/resources/tags/tags.routes.ts')).toContain('import { Hono } from "hono";')
})

test('a conflict in the run that takes over new settings keeps its base', async () => {
  const { run, read, write, describe: describeAs, root } = await formatted('prettier')
  write(TABLE, read(TABLE).replace('    body: text("body"),\n', '$&    color: text("mine"),\n'))
  const objects = readTree(join(root, '.ashlar/objects'))
  describeAs(`${NOTES}      color: string(1..9)?\n`)
  for (let time = 0; time < 2; time += 1) {
    const { exitCode, stdout, stderr } = await run('generate')
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' })
    expect(stdout).toContain(`  conflict  ${TABLE}`)
  }
  expect(readTree(join(root, '.ashlar/objects'))).toMatchObject(objects)
})

test.each([
  ['.prettierrc', '{ bad json', 'Prettier does not take the settings of this project'],
  ['biome.json', '{ "formatter": 7 }', 'Biome does not take the settings of this project'],
])('a %s that is wrong is said in a sentence, and nothing is written', async (file, text, sentence) => {
  const { run, root, describe: describeAs } = await newNotes({ installed: true })
  writeFileSync(join(root, file), text)
  describeAs(`${NOTES}      color: text?\n`)
  const before = readTree(root)
  const { exitCode, stderr } = await run('generate')
  expect(exitCode).toBe(3)
  expect(stderr).toMatch(new RegExp(`^${sentence}: .*\\[ASH3155\\]$`, 'm'))
  expect(stderr).not.toMatch(/^\s*at /m)
  expect(readTree(root)).toEqual(before)
})

test('settings of a folder above count, up to the top of the repository', async () => {
  const { root, run, describe: describeAs } = await newNotes({ installed: true })
  writeFileSync(join(root, '..', '.prettierrc'), PRETTIER)
  describeAs(`${NOTES}      color: text?\n`)
  expect(await run('generate')).toMatchObject({ exitCode: 0 })
  expect(readFileSync(join(root, TABLE), 'utf8')).toContain('color: text("color"),')
  mkdirSync(join(root, '.git'))
  describeAs(NOTES)
  expect(await run('generate', '--allow-drop', 'notes.color')).toMatchObject({ exitCode: 0 })
  expect(readFileSync(join(root, TABLE), 'utf8')).toContain("body: text('body'),")
})
