import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../../src/package.ts'
import { ashlar } from '../../setup/cli.ts'
import { installedFolder, writeTimes } from '../../setup/tree.ts'
import { edit } from './adopt/edits.ts'
import { newNotes } from './project.ts'

const QUERIES = 'src/resources/notes/notes.queries.ts'
const TABLE = 'src/resources/notes/notes.table.ts'

describe('a project that compiles', async () => {
  const { root, run } = await newNotes({ installed: true })

  test('has no type errors, and gets no file of the compiler, whatever its configuration asks for', async () => {
    edit(root, 'tsconfig.json', '"noEmit": true', '"composite": true, "incremental": true, "outDir": "built"')
    const before = writeTimes(root)
    const { exitCode, stdout, stderr } = await run('check', '--types')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatch(/all in step with the description\.\nNo type errors\.\n$/)
    expect(writeTimes(root)).toEqual(before)
    expect(JSON.parse((await run('check', '--types', '--json')).stdout)).toMatchObject({
      exitCode: 0,
      types: { edited: 0, generated: 0, yours: 0, errors: [] },
    })
  })

  test('is not type-checked unasked', async () => {
    writeFileSync(join(root, 'src/wrong.ts'), 'export const wrong: number = "no"\n')
    const { exitCode, stdout } = await run('check')
    expect(exitCode).toBe(0)
    expect(stdout).not.toContain('type')
    rmSync(join(root, 'src/wrong.ts'))
  })
})

describe('a project that does not', async () => {
  const { root, run } = await newNotes({ installed: true })
  // What an edit breaks shows where it is used, in files that nobody edited, too.
  edit(root, TABLE, "  title: varchar('title'", "  heading: varchar('title'")
  writeFileSync(join(root, 'src/wrong.ts'), 'export const one = 1\n\n  export const two: number = { of: one }\n')
  const table = readFileSync(join(root, TABLE), 'utf8')
  writeFileSync(join(root, TABLE), `${table}\nexport const half: string = 0.5\n`)
  const line = table.split('\n').length + 1

  test('counts errors in edited files, in files as generated, and in others apart; the files are in step', async () => {
    const { exitCode, stdout } = await run('check', '--types')
    expect(exitCode).toBe(1)
    expect(stdout).toContain(
      `  types     ${TABLE}:${line}:14  TS2322: Type 'number' is not assignable to type 'string'.\n`,
    )
    expect(stdout).toMatch(/^ {2}types {5}src\/resources\/notes\/notes\.queries\.ts:\d+:\d+ {2}TS\d+: .*title/m)
    expect(stdout).toContain('  types     src/wrong.ts:3:16  TS2322: ')
    expect(stdout).toMatch(
      /all in step with the description\.\n\d+ type errors: 1 in files that you edited, \d+ in files as generated, 1 in files of your own\.\n$/,
    )
  })

  test('--json has them with their places, and what the compiler says more', async () => {
    const { types, exitCode, files } = JSON.parse((await run('check', '--types', '--json')).stdout)
    expect({ exitCode, files }).toEqual({ exitCode: 1, files: [] })
    expect(types).toMatchObject({ edited: 1, yours: 1 })
    expect(types.generated).toBe(types.errors.length - 2)
    expect(types.errors).toContainEqual({
      path: 'src/wrong.ts',
      line: 3,
      column: 16,
      code: 'TS2322',
      message: "Type '{ of: number; }' is not assignable to type 'number'.",
      owner: 'yours',
    })
    expect(types.errors.filter(({ path }: { path: string }) => path === QUERIES)).not.toEqual([])
    expect(types.errors.some(({ message }: { message: string }) => /\n {2}\S/.test(message))).toBe(true)
  })

  test('--format github and sarif show each at its line', async () => {
    const env = { GITHUB_WORKSPACE: join(root, '..') }
    const github = await ashlar(['check', '--types', '--format', 'github'], { cwd: root, env })
    expect(github.exitCode).toBe(1)
    expect(github.stdout).toContain(
      "\n::error file=notes/src/wrong.ts,line=3,col=16,title=ashlar%3A types::TS2322: Type '{ of: number; }' is not",
    )
    const { runs } = JSON.parse((await run('check', '--types', '--format', 'sarif')).stdout)
    expect(runs[0].tool.driver.rules).toEqual([{ id: 'types' }])
    expect(runs[0].results).toContainEqual({
      ruleId: 'types',
      level: 'error',
      message: { text: "types: TS2322: Type '{ of: number; }' is not assignable to type 'number'." },
      locations: [
        { physicalLocation: { artifactLocation: { uri: 'src/wrong.ts' }, region: { startLine: 3, startColumn: 16 } } },
      ],
    })
  })

  test('what is wrong with the configuration is an error of it', async () => {
    edit(root, 'tsconfig.json', '"strict": true', '"strickt": true')
    expect((await run('check', '--types')).stdout).toMatch(/^ {2}types {5}tsconfig\.json:\d+:\d+ {2}TS5\d+: .*strickt/m)
    edit(root, 'tsconfig.json', '"strickt": true', '"strict": true')
  })
})

test('an API inside of an application is checked with it, as its configuration says', async () => {
  const app = installedFolder()
  cpSync(join(packageRoot, 'tests/embed/application'), app, { recursive: true })
  const made = await ashlar(['init', '--embed', 'src', '--db', './db.ts#db'], { cwd: app })
  expect(made).toMatchObject({ exitCode: 0 })
  expect(await ashlar(['check', '--types', '-C', 'src'], { cwd: app })).toMatchObject({ exitCode: 0, stderr: '' })
  writeFileSync(join(app, 'db/wrong.ts'), 'export const wrong: number = "no"\n')
  const args = ['check', '--types', '--format', 'github', '-C', 'src']
  const { stdout } = await ashlar(args, { cwd: app, env: { GITHUB_WORKSPACE: app } })
  expect(stdout).toContain('  types     ../db/wrong.ts:1:14  TS2322: ')
  expect(stdout).toContain('1 type error: 1 in files of your own.\n')
  expect(stdout).toContain('::error file=db/wrong.ts,line=1,col=14,')
})

test('a configuration that only refers to others is followed, and one that leaves out what is generated refused', async () => {
  const { root, run } = await newNotes({ installed: true })
  const own = readFileSync(join(root, 'tsconfig.json'), 'utf8')
  writeFileSync(join(root, 'tsconfig.service.json'), own)
  writeFileSync(
    join(root, 'tsconfig.json'),
    '{\n  // Only these.\n  "files": [],\n  "references": [{ "path": "./tsconfig.service.json" }]\n}\n',
  )
  expect((await run('check', '--types')).stdout).toContain('No type errors.\n')
  writeFileSync(join(root, 'src/wrong.ts'), 'export const wrong: number = "no"\n')
  expect((await run('check', '--types')).stdout).toContain('  types     src/wrong.ts:1:14  TS2322: ')
  rmSync(join(root, 'src/wrong.ts'))
  writeFileSync(join(root, 'other.ts'), 'export {}\n')
  writeFileSync(join(root, 'tsconfig.json'), '{ "files": ["other.ts"] }')
  expect(await run('check', '--types')).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('[ASH3163]') })
})

describe('what cannot be checked is exit code 3', () => {
  test('nothing is installed, or there is no configuration', async () => {
    const { root, run } = await newNotes({ installed: false })
    const refused = await run('check', '--types')
    expect(refused).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('[ASH3161]') })
    expect(refused.stderr).toContain('npm install')
    rmSync(join(root, 'tsconfig.json'))
    expect(await run('check', '--types')).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('[ASH3160]') })
  })

  test('the checker does not get to the types', async () => {
    const { root, run } = await newNotes({ installed: false })
    const folder = join(root, 'node_modules/typescript')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "type": "module", "bin": { "tsc": "./tsc.js" } }')
    writeFileSync(join(folder, 'tsc.js'), 'console.error("out of memory")\nprocess.exitCode = 134\n')
    const { exitCode, stderr } = await run('check', '--types')
    expect(exitCode).toBe(3)
    expect(stderr).toContain('the type checker stopped: out of memory [ASH3162]')
  })

  test('the preview of the new compiler counts as one', async () => {
    const { root, run } = await newNotes({ installed: false })
    const folder = join(root, 'node_modules/@typescript/native-preview')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "type": "module", "bin": { "tsgo": "./tsgo.js" } }')
    const said = 'src/app.ts(3,7): error TS1: It is wrong.\\n  For a reason.\\nerror TS2: All is.\\n'
    writeFileSync(join(folder, 'tsgo.js'), `process.stdout.write("${said}")\nprocess.exitCode = 2\n`)
    const { types } = JSON.parse((await run('check', '--types', '--json')).stdout)
    expect(types.errors).toEqual([
      {
        path: 'src/app.ts',
        line: 3,
        column: 7,
        code: 'TS1',
        message: 'It is wrong.\n  For a reason.',
        owner: 'generated',
      },
      { path: 'tsconfig.json', line: 1, column: 1, code: 'TS2', message: 'All is.', owner: 'generated' },
    ])
  })
})
