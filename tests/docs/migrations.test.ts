import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { newNotes, type TestProject } from '../unit/commands/project.ts'

const PATH = join(packageRoot, 'docs/migrations.md')
const START = `ashlar: 1
name: notes

resources:
  note:
    fields:
      title: string(1..200)
      body: text?
      state: enum(draft, published, old) = draft
`

let project: TestProject

beforeAll(async () => {
  project = await newNotes({ installed: true })
  project.describe(START)
  await project.run('generate', '--allow-drop', 'notes')
}, 120_000)

/** The part of a plan that is about the database. */
async function plan(...args: readonly string[]): Promise<string> {
  const { stdout } = await project.run('plan', ...args)
  const [, database = ''] = /\n(Database\n[\s\S]*?)\n\n/.exec(stdout) ?? []
  return [`$ npx ashlar plan${args.map((arg) => ` ${arg}`).join('')}`, database, ''].join('\n')
}

function field(name: string, text: string): string {
  return START.replace(new RegExp(`\n {6}${name}: .*`), '').concat(`      ${name}: ${text}\n`)
}

const STORIES: Readonly<Record<string, () => Promise<string>>> = {
  rename: async () => {
    project.describe(START.replace('title: string(1..200)', 'heading: string(1..200) renamedFrom(title)'))
    return plan()
  },
  unfilled: async () => {
    project.describe(field('author', 'string(1..80)'))
    const { exitCode, stderr } = await project.run('generate')
    expect(exitCode).toBe(1)
    return `$ npx ashlar generate        # with \`author: string(1..80)\`\n${stderr}`
  },
  backfill: async () => {
    project.describe(
      `${START}      author: string(1..80) backfill("nobody")\n      label: string(1..200) backfill(title)\n`,
    )
    return plan()
  },
  value: async () => {
    project.describe(field('state', 'enum(draft, published) = draft'))
    const { exitCode, stderr } = await project.run('generate')
    expect(exitCode).toBe(1)
    return `$ npx ashlar generate        # with \`state: enum(draft, published) = draft\`\n${stderr}`
  },
  'renamed-value': async () => {
    const values = '{ enum: [draft, published], default: draft, renamedValues: { old: published } }'
    project.describe(field('state', values))
    return plan()
  },
  type: async () => {
    project.describe(field('body', 'string(..80)?'))
    return plan('--allow-drop', 'notes.body')
  },
  index: async () => {
    project.describe(`${START}    indexes: [[state, title]]\n`)
    return plan()
  },
  key: async () => {
    project.describe(START.replace('  note:\n', '  note:\n    key: title\n'))
    return plan('--allow-drop', 'notes.id')
  },
  branches: branches,
}

/** Git merges a branch with a migration into another one with one. */
async function branches(): Promise<string> {
  project.describe(START)
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: project.root, encoding: 'utf8' })
  git('init', '-q', '-b', 'main')
  git('config', 'user.name', 't')
  git('config', 'user.email', 't@localhost')
  git('config', 'commit.gpgSign', 'false')
  const commit = () => [git('add', '-A'), git('commit', '-q', '-m', 'work')]
  commit()
  git('checkout', '-q', '-b', 'other')
  await project.run('add-resource', 'coupon', 'code:string')
  commit()
  git('checkout', '-q', '-b', 'mine', 'main')
  await project.run('add-resource', 'review', 'rating:int')
  commit()
  spawnSync('git', ['merge', 'other'], { cwd: project.root })
  const { stdout } = await project.run('generate')
  const moved = stdout.split('\n').filter((line) => /^ {2}(?:move|migrate) .*migrations/.test(line))
  return ['$ git merge other', '…', '$ npx ashlar generate', '…', ...moved, '…', ''].join('\n')
}

test('what docs/migrations.md shows is what ashlar says', async () => {
  const text = readFileSync(PATH, 'utf8')
  let wanted = text.replaceAll(/(<!-- story: [\w-]+ -->\n)(?:\n```console\n[\s\S]*?\n```\n)?/g, '$1')
  for (const [name, story] of Object.entries(STORIES)) {
    const told = await story()
    const mark = `<!-- story: ${name} -->\n`
    expect(wanted).toContain(mark)
    wanted = wanted.replace(mark, () => `${mark}\n\`\`\`console\n${told.trimEnd()}\n\`\`\`\n`)
  }
  // `UPDATE_DOCS=1` writes what is told now, to be read as a diff.
  if (process.env.UPDATE_DOCS === '1') writeFileSync(PATH, wanted)
  else expect(text).toBe(wanted)
})
