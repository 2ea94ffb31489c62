import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { typeCheck } from '../../e2e/generated-project.ts'
import { newNotes } from './project.ts'

const PRESS = `ashlar: 1
name: notes

resources:
  article:
    fields:
      title: string(1..200)
      slug: string(..200) readonly = ""
    hooks: [beforeCreate, afterCommit]
`

const FORM = 'src/resources/articles/articles.hooks.ts'

/** The project of that description, with its hook before a create filled in. */
async function press() {
  const project = await newNotes({ installed: true })
  project.describe(PRESS)
  expect(await project.run('generate', '--allow-drop', 'notes')).toMatchObject({ exitCode: 0 })
  const read = (path: string) => readFileSync(join(project.root, path), 'utf8')
  const edit = (path: string, from: string, to: string) => {
    expect(read(path)).toContain(from)
    writeFileSync(join(project.root, path), read(path).replace(from, to))
  }
  const filled = `async ({ input }) => ({ slug: input.title.toLowerCase() })`
  edit(
    FORM,
    'export const beforeCreate: BeforeCreate = async () => undefined',
    `export const beforeCreate: BeforeCreate = ${filled}`,
  )
  return { ...project, read, edit, filled }
}

test('a hook that is filled in stays as it is when others come, and when nothing changes', async () => {
  const { root, run, read, edit, filled } = await press()
  expect(await run('check')).toMatchObject({ exitCode: 0 })
  const before = read(FORM)
  expect(await run('generate')).toMatchObject({ exitCode: 0 })
  expect(read(FORM)).toBe(before)
  edit('ashlar.yaml', '[beforeCreate, afterCommit]', '[beforeCreate, afterCommit, beforeUpdate, afterDelete]')
  expect(await run('generate')).toMatchObject({ exitCode: 0 })
  expect(read(FORM)).toContain(`export const beforeCreate: BeforeCreate = ${filled}`)
  expect(read(FORM)).toContain('export const beforeUpdate: BeforeUpdate = async () => undefined')
  expect(typeCheck(root)).toEqual({ exitCode: 0, stdout: '' })
})

test('a hook that goes from the description leaves the file', async () => {
  const { root, run, read, edit, filled } = await press()
  edit('ashlar.yaml', '[beforeCreate, afterCommit]', '[beforeCreate]')
  expect(await run('generate')).toMatchObject({ exitCode: 0 })
  expect(read(FORM)).not.toContain('afterCommit')
  expect(typeCheck(root)).toEqual({ exitCode: 0, stdout: '' })
  // One that is filled in stays beside another one in its place.
  edit('ashlar.yaml', '[beforeCreate]', '[afterCommit]')
  const said = await run('generate')
  expect(said).toMatchObject({ exitCode: 0, stderr: '' })
  expect(said.stdout).toContain('`beforeCreate` stays')
  expect(read(FORM)).toContain(filled)
  expect(read(FORM)).toContain('export const afterCommit: AfterCommit')
})

test('a hook that is filled in and goes from the description is yours to take out', async () => {
  const { root, run, read, edit, filled } = await press()
  edit('ashlar.yaml', '[beforeCreate, afterCommit]', '[afterCommit]')
  const said = await run('generate')
  expect(said).toMatchObject({ exitCode: 0, stderr: '' })
  expect(said.stdout).toContain('`beforeCreate` stays, because you edited it; it is no longer generated')
  expect(read(FORM)).toContain(filled)
  expect(typeCheck(root).stdout).toContain("has no exported member 'BeforeCreate'")
  edit(FORM, `\nexport const beforeCreate: BeforeCreate = ${filled}\n`, '')
  edit(FORM, ', BeforeCreate', '')
  expect(await run('generate')).toMatchObject({ exitCode: 0 })
  expect(typeCheck(root)).toEqual({ exitCode: 0, stdout: '' })
})

test('a hook that is filled in goes along with a field and a resource that get other names', async () => {
  const { root, run, read, filled } = await press()
  expect(await run('rename', 'article.title', 'heading')).toMatchObject({ exitCode: 0 })
  expect(await run('generate')).toMatchObject({ exitCode: 0 })
  expect(read(FORM)).toContain(filled)
  // A property of what a hook is handed is a word that the rename cannot be sure of: the compiler says where.
  expect(typeCheck(root).stdout).toContain("Property 'title' does not exist")
  expect(await run('rename', 'article', 'story')).toMatchObject({ exitCode: 0 })
  expect(await run('generate')).toMatchObject({ exitCode: 0 })
  const moved = read('src/resources/stories/stories.hooks.ts')
  expect(moved).toContain(filled)
  expect(moved).toContain("from './stories.hook-types.ts'")
})
