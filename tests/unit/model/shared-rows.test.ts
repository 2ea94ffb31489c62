import { expect, test } from 'vitest'
import { changedForAll } from '../../../src/model/shared-rows.ts'
import { example, modelOf } from './model-of.ts'

test('what all tenants share and an admin of any of them changes', () => {
  expect(namesOf(example('tenants'))).toEqual(['country'])
})

test('nothing without tenants', () => {
  expect(namesOf(example('members'))).toEqual([])
})

test.each([
  ['list: public, get: signedIn', false],
  ['list: signedIn, create: signedIn', true],
  ['list: signedIn, update: admin where open', true],
  ['list: signedIn, delete: [owner, admin]', true],
  ['list: signedIn, create: signedIn, update: owner', true],
  ['list: signedIn, update: owner, delete: owner', false],
])('an access of { %s }: %s', (access, isNamed) => {
  const operations = [...access.matchAll(/(\w+):/g)].map(([, name]) => name)
  const service = modelOf(
    `  club: { operations: [list, update], access: { list: signedIn, update: admin }, fields: { name: string } }
  member:
    access: { list: signedIn, get: signedIn, create: admin, update: admin, delete: admin }
    fields: { club: ref club, email: email unique, password: secret, role: "enum(member, admin) write(admin) = member" }
  fact:
    tenant: false
    operations: [${operations.join(', ')}]
    access: { ${access} }
    owner: maker
    fields: { open: boolean = true, maker: ref member? set(actor) }`,
    'tenant: club\nauth: { user: member, identifier: email, roles: { field: role } }\n',
  )
  expect(namesOf(service)).toEqual(isNamed ? ['fact'] : [])
})

function namesOf(service: Parameters<typeof changedForAll>[0]): string[] {
  return changedForAll(service).map(({ names }) => names.one)
}
