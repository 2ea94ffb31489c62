import { expect, test } from 'vitest'
import { calledHooks, fieldsOfHooks, outcomeHooks } from '../../../src/model/hooks.ts'
import { resourceNamed } from '../../../src/model/lookup.ts'
import { example, modelOf } from './model-of.ts'

const properties = (service: ReturnType<typeof modelOf>, name: string) =>
  fieldsOfHooks(resourceNamed(service, name), service).map(({ property }) => property)

test('hooks give what was not looked at before: no keys, references, kept or copied values, moves, passwords', () => {
  const shop = example('shop')
  expect(properties(shop, 'order')).toEqual(['placedAt', 'note'])
  expect(properties(shop, 'orderLine')).toEqual([])
  expect(properties(shop, 'customer')).not.toContain('password')
  expect(properties(shop, 'product')).not.toContain('categoryId')
})

test('a hook is called where its operation is', () => {
  const service = modelOf(`  note:
    fields: { a: int }
    operations: [get, create, delete]
    hooks: [beforeCreate, afterUpdate, afterCommit]`)
  const note = resourceNamed(service, 'note')
  expect(calledHooks(note, 'create')).toEqual({ before: true, after: false, commit: true })
  expect(calledHooks(note, 'update')).toBeUndefined()
  expect(calledHooks(note, 'delete')).toEqual({ before: false, after: false, commit: true })
  expect(outcomeHooks(note, service)).toBeUndefined()
})
