import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { removeResource } from '../../../src/spec/remove-resource.ts'
import { writeTimes } from '../../setup/tree.ts'
import { newNotes } from './project.ts'

test('the description is as it was before the resource; code and table go, and what was edited stays', async () => {
  const project = await newNotes({ installed: true })
  const at = (path: string): string => join(project.root, path)
  const before = readFileSync(at('ashlar.yaml'), 'utf8')
  expect(await project.run('add-resource', 'review', 'rating:int', 'note:ref')).toMatchObject({ exitCode: 0 })
  appendFileSync(at('src/resources/reviews/reviews.policy.ts'), '// mine\n')

  const times = writeTimes(project.root)
  const refused = await project.run('remove-resource', 'review')
  expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('--allow-drop reviews') })
  expect(writeTimes(project.root)).toEqual(times)

  const removed = await project.run('remove-resource', 'review', '--allow-drop', 'reviews')
  expect(removed).toMatchObject({ exitCode: 0, stderr: '' })
  expect(removed.stdout).toContain('  orphan    src/resources/reviews/reviews.policy.ts')
  expect(removed.stdout).toMatch(/^ {2}migrate {3}migrations\/0002_\w+\.sql {2}\(drops table reviews\)$/m)
  expect(readFileSync(at('ashlar.yaml'), 'utf8')).toBe(before)
  expect(existsSync(at('src/resources/reviews/reviews.routes.ts'))).toBe(false)
  expect(await project.run('check')).toMatchObject({ exitCode: 0 })
})

const TEXT = `ashlar: 1
name: notes
resources:
  # What people write.
  note:
    fields:
      text: text

  # What they think of it,
  # from 1 to 5.
  review: # counted
    fields:
      note: ref note
      # deep
      rating: int

  # Words.
  tag:
    fields: { word: string(..9) }
# the end
`

test.each([
  ['review', TEXT.slice(0, TEXT.indexOf('  # What they')) + TEXT.slice(TEXT.indexOf('  # Words'))],
  ['tag', TEXT.slice(0, TEXT.indexOf('  # Words')) + TEXT.slice(TEXT.indexOf('# the end'))],
])('takes %s out with the comments above it, and no others', (name, expected) => {
  expect(removeResource({ file: 'a.yaml', text: TEXT }, name)).toBe(expected)
})

test('in a map on one line', () => {
  const text = '{ ashlar: 1, name: n, resources: { a: { fields: { x: int } }, b: { fields: { y: int } } } }'
  const of = (name: string): string => removeResource({ file: 'a.yaml', text }, name)
  expect(of('a')).toBe('{ ashlar: 1, name: n, resources: { b: { fields: { y: int } } } }')
  expect(of('b')).toBe('{ ashlar: 1, name: n, resources: { a: { fields: { x: int } } } }')
})

test.each([
  ['note', '`review.note` refers to `note`'],
  ['reveiw', 'there is no resource `reveiw`'],
])('refuses %s', (name, message) => {
  expect(() => removeResource({ file: 'a.yaml', text: TEXT }, name)).toThrow(message)
})
