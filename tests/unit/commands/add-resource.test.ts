import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withSchemaLine } from '../../../src/spec/schema-line.ts'
import { writeTimes } from '../../setup/tree.ts'
import { NOTES, newNotes } from './project.ts'

const project = await newNotes({ installed: true })

test('the description keeps its comments and gets the resource; code and migration follow', async () => {
  const { exitCode, stdout, stderr } = await project.run(
    'add-resource',
    'review',
    'rating:int min(1) max(5)',
    'note:ref',
  )
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  expect(readFileSync(join(project.root, 'ashlar.yaml'), 'utf8')).toBe(
    withSchemaLine(`${NOTES}  review:\n    fields:\n      rating: int min(1) max(5)\n      note: ref note\n`),
  )
  expect(existsSync(join(project.root, 'src/resources/reviews/reviews.table.ts'))).toBe(true)
  expect(stdout).toMatch(/^ {2}migrate {3}migrations\/0001_add_reviews\.sql$/m)
  expect((await project.run('check')).exitCode).toBe(0)
})

test('what is wrong in an argument is said at its place in it, and nothing is written', async () => {
  const before = writeTimes(project.root)
  const { exitCode, stderr } = await project.run('add-resource', 'tag', 'label:strng(1..20)')
  expect(exitCode).toBe(2)
  expect(stderr).toMatch(/^add-resource label:strng\(1\.\.20\):1:7: .*`strng`/)
  expect(stderr).toContain('string')
  expect(writeTimes(project.root)).toEqual(before)
})

test('a resource that is there already is refused', async () => {
  const { exitCode, stderr } = await project.run('add-resource', 'note', 'label:text')
  expect(exitCode).toBe(2)
  expect(stderr).toContain('`note`')
})
