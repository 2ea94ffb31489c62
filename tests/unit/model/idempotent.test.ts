import { expect, test } from 'vitest'
import { refusalProblems } from '../../../src/model/not-yet.ts'
import { parseDescription } from '../../../src/spec/parse.ts'

test.each([
  ['it is said of it', '', 'idempotent: true, ', ['6:13 for now not for `person`, whose passwords are hashed']],
  ['it is said of all', 'idempotent: true', '', ['4:13 for now not for `person`, whose passwords are hashed']],
  ['it is said of all others', 'idempotent: true', 'idempotent: false, ', []],
  ['nobody creates one', 'idempotent: true', 'operations: [list, get], ', []],
  ['it is not said', '', '', []],
])('what has a password is not created in a transaction with a key: %s', (_, all, own, expected) => {
  const person = `person: { ${own}fields: { name: text, password: secret } }`
  const text = `ashlar: 1\nname: t\n\ndefaults: { ${all} }\nresources:\n  ${person}\n  note: { fields: { text: text } }\n`
  const problems = refusalProblems(parseDescription({ file: 'ashlar.yaml', text }))
  expect(problems.map(({ where, hint }) => `${where?.line}:${where?.column} ${hint?.split(':')[0]}`)).toEqual(expected)
})
