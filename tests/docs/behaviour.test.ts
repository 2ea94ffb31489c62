import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { withoutThisRun } from '../reach/service.ts'
import { ashlar } from '../setup/cli.ts'
import { fencesOf, readDocument } from './markdown.ts'

const run = promisify(execFile)

/** The blocks of the page that are files: their first line says which. */
const files = fencesOf(readDocument('docs/behaviour.md')).flatMap(({ text }) => {
  const [, path] = /^(?:#|\/\/) ((?:src\/|ashlar\.yaml)\S*)\n/.exec(text) ?? []
  return path === undefined ? [] : [{ path, text: text.slice(text.indexOf('\n') + 1) }]
})

describe('docs/behaviour.md', () => {
  const root = join(inject('installedRoot'), 'behaviour')

  const program = (name: string, ...args: string[]) =>
    run(join(packageRoot, 'node_modules/.bin', name), args, { cwd: root, env: withoutThisRun() })

  beforeAll(async () => {
    mkdirSync(root, { recursive: true })
    for (const { path, text } of files.filter((file) => file.path === 'ashlar.yaml'))
      writeFileSync(join(root, path), text)
  })

  test('says what generate says of its description', async () => {
    const { exitCode, stdout } = await ashlar(['generate'], { cwd: root })
    expect(exitCode).toBe(0)
    const said = stdout.slice(stdout.indexOf('Yours to write'), stdout.lastIndexOf('\n', stdout.length - 2) + 1)
    expect(fencesOf(readDocument('docs/behaviour.md')).map(({ text }) => text)).toContain(said)
  })

  test('has code that compiles, does what it says, and stays', async () => {
    expect(files.length).toBe(5)
    for (const { path, text } of files) writeFileSync(join(root, path), text)
    const { exitCode, stdout } = await ashlar(['generate'], { cwd: root })
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining('nothing to do') })
    await program('tsc', '--noEmit', '--checkers', '1')
    await program('biome', 'check', '--error-on-warnings')
    await program('vitest', 'run', 'src/resources/bookings', 'src/resources/shows', 'src/resources/people')
  })
})
