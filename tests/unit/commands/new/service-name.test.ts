import { expect, test } from 'vitest'
import { withServiceName } from '../../../../src/commands/new/service-name.ts'

test.each([
  ['a plain name', 'ashlar: 1\nname: shop # ours\nresources: {}\n', 'ashlar: 1\nname: store # ours\nresources: {}\n'],
  ['a quoted name', "name: 'shop'\r\nashlar: 1\r\n", 'name: store\r\nashlar: 1\r\n'],
  ['a name in a flow map', '{ ashlar: 1, name: shop }', '{ ashlar: 1, name: store }'],
])('%s is replaced and nothing else', (_what, text, changed) => {
  expect(withServiceName(text, 'store')).toBe(changed)
})

test('a name that YAML would take for something else is quoted', () => {
  expect(withServiceName('name: shop\n', 'null')).toBe('name: "null"\n')
})
