import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { NOTES, newNotes } from './project.ts'

const TABLE = 'src/resources/notes/notes.table.ts'
const WITH_RATING = `${NOTES}      rating: int? = 3\n`

/** A project whose user has a column of the name that the description gets. */
async function conflicted() {
  const project = await newNotes({ installed: false })
  const table = join(project.root, TABLE)
  const mine = readFileSync(table, 'utf8').replace("  body: text('body'),\n", "$&  rating: text('my_rating'),\n")
  writeFileSync(table, mine)
  project.describe(WITH_RATING)
  expect(await project.run('generate')).toMatchObject({ exitCode: 1 })
  const side = (name: string): string => join(project.root, `.ashlar/conflicts/${TABLE}.${name}`)
  return { project, table, mine, side }
}

describe('a conflict', () => {
  test('leaves the file as it was, and puts the three texts beside the project', async () => {
    const { project, table, mine, side } = await conflicted()
    expect(readFileSync(table, 'utf8')).toBe(mine)
    expect(readFileSync(side('yours'), 'utf8')).toBe(mine)
    expect(readFileSync(side('base'), 'utf8')).not.toContain('rating')
    expect(readFileSync(side('new'), 'utf8')).toContain("rating: integer('rating')")
    const listed = await project.run('resolve')
    expect(listed).toMatchObject({ exitCode: 1, stderr: '' })
    expect(listed.stdout).toMatch(new RegExp(`^ {2}conflict {2}${TABLE} {2}\\(both added .*rating.*\\)$`, 'm'))
    const checked = await project.run('check')
    expect(checked.exitCode).toBe(1)
    expect(checked.stdout).toContain(`\`ashlar resolve ${TABLE} --done\``)
  })

  test.each(['--done', '--ours'])(
    'is settled by %s: the file stays, and later changes are merged into it',
    async (flag) => {
      const { project, table, mine, side } = await conflicted()
      const own = flag === '--done' ? mine.replace("text('my_rating')", "integer('rating').default(3)") : mine
      writeFileSync(table, own)
      expect(await project.run('resolve', TABLE, flag)).toMatchObject({ exitCode: 0, stderr: '' })
      expect(readFileSync(table, 'utf8')).toBe(own)
      for (const name of ['base', 'yours', 'new']) expect(existsSync(side(name)), name).toBe(false)
      expect(await project.run('check')).toMatchObject({ exitCode: 0 })
      project.describe(`${WITH_RATING}      color: string(..9)?\n`)
      const { exitCode, stdout } = await project.run('generate')
      expect(exitCode).toBe(0)
      expect(stdout).toContain(`  merge     ${TABLE}`)
      expect(readFileSync(table, 'utf8')).toContain("color: varchar('color', { length: 9 })")
      expect(readFileSync(table, 'utf8')).toContain(
        flag === '--done' ? "integer('rating').default(3)" : "text('my_rating')",
      )
    },
  )

  test('is settled by --theirs: the new text is there', async () => {
    const { project, table, side } = await conflicted()
    const wanted = readFileSync(side('new'), 'utf8')
    expect(await project.run('resolve', TABLE, '--theirs')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(readFileSync(table, 'utf8')).toBe(wanted)
    expect(await project.run('check')).toMatchObject({ exitCode: 0 })
    expect(await project.run('resolve')).toMatchObject({ exitCode: 0, stdout: 'No conflict is open.\n' })
  })

  test('is gone by itself when the edit that made it is', async () => {
    const { project, table, mine, side } = await conflicted()
    writeFileSync(table, mine.replace("  rating: text('my_rating'),\n", ''))
    expect(await project.run('generate')).toMatchObject({ exitCode: 0 })
    expect(existsSync(side('new'))).toBe(false)
    expect(await project.run('check')).toMatchObject({ exitCode: 0 })
  })
})

describe('refused', async () => {
  const { project } = await conflicted()
  test.each([
    ['no flag', [TABLE], 'nothing says how the file is settled'],
    ['two flags', [TABLE, '--ours', '--theirs'], 'exclude one another'],
    ['a file without a conflict', ['src/app.ts', '--ours'], '`src/app.ts` is in no conflict [ASH4015]'],
    ['a mistyped one', [TABLE.replace('table', 'tabel'), '--ours'], `did you mean \`${TABLE}\`?`],
  ])('%s', async (_, args, message) => {
    const { exitCode, stderr } = await project.run('resolve', ...args)
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(message) })
  })
})
