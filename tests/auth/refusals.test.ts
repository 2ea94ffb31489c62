import { describe, expect, test } from 'vitest'
import { AshlarError } from '../../src/errors.ts'
import { describeGenerated } from '../../src/pipeline.ts'

const TEXT = `ashlar: 1
name: club
auth: { user: member, identifier: email }
resources:
  member:
    access: { list: self, get: self, create: public, update: self, delete: self }
    fields:
      email: email unique
      password: secret
`

function problemsOf(text: string, options?: { embedded: boolean }): string[] {
  try {
    describeGenerated({ file: 'ashlar.yaml', text }, options)
    return []
  } catch (error) {
    if (!(error instanceof AshlarError)) throw error
    return error.problems.map(({ code, message }) => `${code} ${message}`)
  }
}

function fieldOf(text: string, wanted: string) {
  const { resources } = describeGenerated({ file: 'ashlar.yaml', text })
  return resources[0]?.fields.find(({ name }) => name === wanted)
}

describe('signing in', () => {
  test('is described by this', () => {
    expect(problemsOf(TEXT)).toEqual([])
  })

  test('is not for an API inside of an application', () => {
    expect(problemsOf(TEXT, { embedded: true })).toEqual([
      expect.stringMatching(/^ASH1091 `auth` is for a whole service/),
    ])
  })

  test('takes providers beside a password, and not yet alone', () => {
    const text = TEXT.replace('identifier: email', 'identifier: email, oidc: { google: { issuer: GOOGLE_ISSUER } }')
    expect(problemsOf(text)).toEqual([])
    expect(problemsOf(text.replace('      password: secret\n', ''))).toEqual([expect.stringMatching(/^ASH1090 `oidc`/)])
  })

  test('keeps refresh tokens in cookies where it says so', () => {
    expect(problemsOf(TEXT.replace('identifier: email', 'identifier: email, cookies: true'))).toEqual([])
  })

  test('needs a user with a key of one field', () => {
    const text = TEXT.replace('    access:', '    key: [email, branch]\n    access:').replace(
      'password: secret',
      'password: secret\n      branch: string(1..9)',
    )
    expect(problemsOf(text)).toContainEqual(expect.stringMatching(/^ASH2080 `member` has a key of several fields/))
  })

  test('has keys for machines where it says so', () => {
    const text = TEXT.replace('identifier: email', 'identifier: email, apiKeys: true')
    expect(problemsOf(text)).toEqual([])
    const taken = text.replace('    access:', '    table: auth_api_keys\n    access:')
    expect(problemsOf(taken)).toEqual([expect.stringMatching(/^ASH2004 in the table `auth_api_keys`/)])
  })

  test('says itself since when an address is verified', () => {
    const text = TEXT.concat('      emailVerifiedAt: datetime?\n')
    expect(problemsOf(text)).toEqual([
      expect.stringMatching(/^ASH2080 `emailVerifiedAt` is what the service says itself/),
    ])
  })

  test('keeps its tables for itself', () => {
    const text = TEXT.replace('    access:', '    table: auth_sessions\n    access:')
    expect(problemsOf(text)).toEqual([expect.stringMatching(/^ASH2004 in the table `auth_sessions`/)])
  })

  test('sets a password at create, and by no update', () => {
    expect(fieldOf(TEXT, 'password')).toMatchObject({ readable: false, writable: { create: true, update: false } })
  })

  test('changes what people sign in with by the password, and by no update', () => {
    expect(fieldOf(TEXT, 'email')).toMatchObject({ proven: true, writable: { create: true, update: false } })
    const byRoles = TEXT.replace('identifier: email', 'identifier: email, roles: { field: role }')
      .replace('update: self', 'update: admin')
      .concat('      role: enum(member, admin) write(admin) = member\n')
    expect(fieldOf(byRoles, 'email')).toMatchObject({ proven: false, writable: { update: true } })
    const written = byRoles.replace('update: admin', 'update: [self, admin]').replace('unique', 'unique write(admin)')
    expect(fieldOf(written, 'email')).toMatchObject({ proven: false, writable: { update: true } })
    const fixed = TEXT.replace('email unique', 'email unique immutable').concat('      name: string(1..9)\n')
    expect(fieldOf(fixed, 'email')).toMatchObject({ proven: false, writable: { update: false } })
  })
})
