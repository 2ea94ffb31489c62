import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { NOTES, newNotes } from './project.ts'

const TABLE = 'src/resources/notes/notes.table.ts'
const WITH_RATING = `${NOTES}      rating: int? = 3\n`

/** A project in a folder of its repository, whose user has a column of the name that the description gets. */
async function conflicted({ inGit = true } = {}) {
  const project = await newNotes({ installed: false })
  const git = (...args: string[]) => execFileSync('git', args, { cwd: project.root, encoding: 'utf8' })
  const table = join(project.root, TABLE)
  const mine = readFileSync(table, 'utf8').replace("  body: text('body'),\n", "$&  rating: text('my_rating'),\n")
  writeFileSync(table, mine)
  if (inGit) {
    execFileSync('git', ['init', '-q'], { cwd: join(project.root, '..') })
    git('config', 'user.name', 't')
    git('config', 'user.email', 't@localhost')
    git('add', '-A')
    git('commit', '-qm', 'start')
  }
  project.describe(WITH_RATING)
  expect(await project.run('generate', '--markers')).toMatchObject({ exitCode: 1, stderr: '' })
  const side = (name: string): string => readFileSync(join(project.root, `.ashlar/conflicts/${TABLE}.${name}`), 'utf8')
  const unmerged = () => git('ls-files', '-u', '--', TABLE).split('\n').filter(Boolean)
  return { project, git, table, mine, side, unmerged, text: () => readFileSync(table, 'utf8') }
}

describe('`generate --markers`', () => {
  test('writes the three texts into the file, and into the index of git as they are', async () => {
    const { git, text, mine, side, unmerged } = await conflicted()
    expect(text()).toMatch(
      /^<{7} yours\n {2}rating: text\('my_rating'\),\n\|{7} base\n={7}\n {2}rating: integer\('rating'\)\.default\(3\),\n>{7} generated$/m,
    )
    expect(unmerged()).toHaveLength(3)
    const stages = [1, 2, 3].map((stage) => git('show', `:${stage}:./${TABLE}`))
    expect(stages).toEqual([side('base'), mine, side('new')])
    expect(side('yours')).toBe(mine)
  })

  test('a second run changes nothing, and the conflict stays open', async () => {
    const { project, text, mine, side } = await conflicted()
    const before = text()
    for (const args of [['generate'], ['generate', '--markers'], ['generate']])
      expect(await project.run(...args)).toMatchObject({ exitCode: 1 })
    expect(text()).toBe(before)
    expect(side('yours')).toBe(mine)
    expect((await project.run('check')).exitCode).toBe(1)
  })

  test('what somebody has begun to settle is left alone', async () => {
    const { project, table, text, mine, side } = await conflicted()
    writeFileSync(table, `${text()}// begun\n`)
    const { exitCode, stdout } = await project.run('generate', '--markers')
    expect(exitCode).toBe(1)
    expect(stdout).toContain('conflict markers are still in it')
    expect(text()).toContain('// begun')
    expect(side('yours')).toBe(mine)
  })

  test('a mergetool of git settles it, and `resolve --done` says so', async () => {
    const { project, git, text, side, unmerged } = await conflicted()
    // The tool takes what is generated.
    git('config', 'mergetool.take.cmd', 'cp "$REMOTE" "$MERGED"')
    git('config', 'mergetool.take.trustExitCode', 'true')
    const { status } = spawnSync('git', ['mergetool', '--tool=take', '--no-prompt', TABLE], { cwd: project.root })
    expect(status).toBe(0)
    expect(unmerged()).toEqual([])
    expect(text()).toBe(side('new'))
    expect(await project.run('generate')).toMatchObject({ exitCode: 0 })
    expect(await project.run('check')).toMatchObject({ exitCode: 0 })
  })

  test('by hand, and `resolve --done`: git takes it for settled too', async () => {
    const { project, table, text, unmerged } = await conflicted()
    const refused = await project.run('resolve', TABLE, '--done')
    expect(refused).toMatchObject({ exitCode: 2 })
    expect(refused.stderr).toContain(`conflict markers are still in \`${TABLE}\` [ASH4021]`)
    writeFileSync(table, text().replace(/<{7}[\s\S]*={7}\n([\s\S]*)>{7} generated\n/, '$1'))
    expect(await project.run('resolve', TABLE, '--done')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(unmerged()).toEqual([])
    expect(await project.run('check')).toMatchObject({ exitCode: 0 })
    expect(text()).not.toContain('my_rating')
  })

  test.each([
    ['--ours', 'your text'],
    ['--theirs', 'the new text'],
  ])('%s takes one side whole', async (flag, said) => {
    const { project, text, mine, side, unmerged } = await conflicted()
    const expected = flag === '--ours' ? mine : side('new')
    const { exitCode, stdout } = await project.run('resolve', TABLE, flag)
    expect(exitCode).toBe(0)
    expect(stdout).toContain(said)
    expect(text()).toBe(expected)
    expect(unmerged()).toEqual([])
    expect(existsSync(join(project.root, `.ashlar/conflicts/${TABLE}.yours`))).toBe(false)
  })

  test('goes by itself when the description no longer asks for what is in conflict', async () => {
    const { project, text, mine } = await conflicted()
    project.describe(`${NOTES}      color: text?\n`)
    expect(await project.run('generate')).toMatchObject({ exitCode: 0 })
    expect(text()).toBe(
      mine.replace("  rating: text('my_rating'),\n", "  color: text('color'),\n  rating: text('my_rating'),\n"),
    )
  })

  test('without git the markers are there all the same', async () => {
    const { project, text } = await conflicted({ inGit: false })
    expect(text()).toContain('<<<<<<< yours')
    expect(await project.run('resolve', TABLE, '--ours')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(text()).not.toContain('<<<<<<<')
  })

  test('a dry run writes no markers, and nothing into the index', async () => {
    const { project, git, table, mine, unmerged } = await conflicted()
    await project.run('resolve', TABLE, '--ours')
    writeFileSync(table, mine.replace('my_rating', 'own_rating'))
    git('add', '-A')
    project.describe(NOTES)
    await project.run('generate', '--markers', '--dry-run')
    expect(unmerged()).toEqual([])
    expect(readFileSync(table, 'utf8')).toBe(mine.replace('my_rating', 'own_rating'))
  })
})

test('a text that speaks of conflict markers is a text', async () => {
  const project = await newNotes({ installed: false })
  const readme = join(project.root, 'README.md')
  const mine = `${readFileSync(readme, 'utf8')}\nA conflict looks so:\n\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n`
  writeFileSync(readme, mine)
  expect(await project.run('generate')).toMatchObject({ exitCode: 0 })
  project.describe(`${NOTES}  tag:\n    fields:\n      label: text\n`)
  const { exitCode, stdout } = await project.run('generate')
  expect(exitCode).toBe(0)
  expect(stdout).toContain('  merge     README.md')
  expect(readFileSync(readme, 'utf8')).toContain('<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n')
})
