import { expect, test } from 'vitest'
import { problemsOf } from '../spec/problems-of.ts'
import { modelOf } from './model-of.ts'

const of = (fields: string) => problemsOf(() => modelOf(`  note: { fields: { ${fields} } }\n  user: { fields: {} }`))

test('a reference that is called like its column is told what it would be', () => {
  expect(of('userId: ref user')).toEqual([
    '4:21 ASH2053 `userId` would be `userIdId` in the API: a reference is named after what it leads to -> type `user: ref user`',
  ])
  expect(of('createdById: "ref user? column(created_by)"')).toEqual([
    expect.stringContaining('type `createdBy: ref user`'),
  ])
})

test('other names that end like that are left alone', () => {
  expect(of('user: ref user, stripeId: string, paid: ref user, id2: int')).toEqual([])
})
