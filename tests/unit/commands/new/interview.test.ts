import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { beforeEach, describe, expect, test } from 'vitest'
import { packageRoot } from '../../../../src/package.ts'
import { hasPseudoTerminal, KEY, PseudoTerminal } from '../../../setup/pseudo-terminal.ts'
import { temporaryFolder } from '../../../setup/tree.ts'
import { NOTES } from '../project.ts'

const MAIN = pathToFileURL(`${packageRoot}dist/main.js`).href

let cwd = ''

beforeEach(() => {
  cwd = temporaryFolder()
})

function ashlarNew(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): PseudoTerminal {
  const script = `import(${JSON.stringify(MAIN)}).then((built) => built.main(process.argv.slice(2)))`
  const words = [process.execPath, '-e', script, '--', 'ashlar', 'new', ...args]
  const command = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
  return new PseudoTerminal(command, {
    cwd,
    env: { CI: undefined, npm_config_user_agent: 'pnpm/10.0.0 npm/? node/v24', ...env },
  })
}

const QUESTIONS = {
  dir: 'Which folder shall it go to?',
  origin: 'What does it begin with?',
  file: 'Which file?',
  manager: 'Which package manager?',
  install: 'Install its dependencies',
  git: 'Make a git repository',
  go: 'Make it?',
}

describe.skipIf(!hasPseudoTerminal)('in a terminal', () => {
  test('the defaults are a return key each, and the summary says what they make', async () => {
    const terminal = ashlarNew()
    await terminal.answer(QUESTIONS.dir, KEY.enter)
    await terminal.answer(QUESTIONS.origin, KEY.enter)
    await terminal.answer(QUESTIONS.manager, KEY.enter)
    // Without an install, which would take a minute.
    await terminal.answer(`${QUESTIONS.install} with pnpm?`, 'n')
    await terminal.answer(QUESTIONS.git, KEY.enter)
    await terminal.shows('my-api, with notes')
    await terminal.answer(QUESTIONS.go, KEY.enter)
    expect(await terminal.ended()).toBe(0)
    const root = join(cwd, 'my-api')
    expect(readFileSync(join(root, 'ashlar.yaml'), 'utf8')).toContain('\nname: my-api\n')
    expect(existsSync(join(root, 'pnpm-workspace.yaml'))).toBe(true)
    expect(execFileSync('git', ['log', '--format=%s'], { cwd: root, encoding: 'utf8' })).toContain('Generate the')
    expect(terminal.screen).toMatch(/Next:\s+cd my-api\s+pnpm install\s+pnpm exec ashlar generate/)
  })

  test('what is given is not asked; what is there is not committed', async () => {
    execFileSync('git', ['init', '-q'], { cwd })
    const terminal = ashlarNew(['api', '--starter', 'shop', '--no-install', '--pm', 'npm'])
    await terminal.answer(QUESTIONS.go, KEY.enter)
    expect(await terminal.ended()).toBe(0)
    for (const question of [QUESTIONS.dir, QUESTIONS.origin, QUESTIONS.manager, QUESTIONS.install, QUESTIONS.git])
      expect(terminal.screen).not.toContain(question)
    expect(existsSync(join(cwd, 'api', 'src', 'app.ts'))).toBe(true)
  })

  test('a description of one’s own is checked before the next question', async () => {
    writeFileSync(join(cwd, 'mine.yaml'), NOTES.replace('string', 'strin'))
    const terminal = ashlarNew(['api'])
    await terminal.answer(QUESTIONS.origin, KEY.down, KEY.down, KEY.down, KEY.enter)
    await terminal.answer(QUESTIONS.file, 'mine.yaml', KEY.enter)
    expect(await terminal.ended()).toBe(2)
    expect(terminal.screen).toContain('mine.yaml:')
    expect(terminal.screen).not.toContain(QUESTIONS.manager)
    expect(readdirSync(cwd)).toEqual(['mine.yaml'])
  })

  test('a folder that holds something is refused where it is typed', async () => {
    mkdirSync(join(cwd, 'full'))
    writeFileSync(join(cwd, 'full', 'mine.txt'), 'mine')
    const terminal = ashlarNew(['--starter', 'minimal'])
    await terminal.answer(QUESTIONS.dir, 'full', KEY.enter)
    await terminal.shows('It is not empty.')
    terminal.type(KEY.controlC)
    expect(await terminal.ended()).toBe(0)
  })

  test.each(['dir', 'origin', 'manager', 'install', 'git', 'go'] as const)(
    'Ctrl-C at %s leaves nothing behind',
    async (last) => {
      const terminal = ashlarNew()
      for (const name of ['dir', 'origin', 'manager', 'install', 'git', 'go'] as const) {
        await terminal.answer(QUESTIONS[name], name === last ? KEY.controlC : KEY.enter)
        if (name === last) break
      }
      expect(await terminal.ended()).toBe(0)
      expect(terminal.screen).toContain('Nothing was written.')
      expect(readdirSync(cwd)).toEqual([])
    },
  )

  test('Ctrl-C while it is made takes back what there is', async () => {
    const terminal = ashlarNew(['deep/er/api', '--starter', 'minimal', '--install', '--git', '--pm', 'pnpm'], {
      PATH: [folderWithPnpm(), process.env.PATH].join(delimiter),
    })
    await terminal.answer(QUESTIONS.go, KEY.enter)
    await terminal.shows('installing with pnpm')
    while (!existsSync(join(cwd, 'deep/er/api/node_modules/a/b'))) await setTimeout(20)
    terminal.type(KEY.controlC)
    expect(await terminal.ended()).toBe(0)
    expect(terminal.screen).toContain('nothing is left behind')
    expect(readdirSync(cwd)).toEqual([])
  })
})

/** A pnpm that writes into the folder and never ends. */
function folderWithPnpm(): string {
  const folder = temporaryFolder()
  const lines = ['#!/bin/sh', 'mkdir -p node_modules/a', 'while :; do date > node_modules/a/b; sleep 0.05; done', '']
  writeFileSync(join(folder, 'pnpm'), lines.join('\n'), { mode: 0o755 })
  return folder
}
