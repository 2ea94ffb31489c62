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

describe('signing in', () => {
  test('is described by this', () => {
    expect(problemsOf(TEXT)).toEqual([])
  })

  test('is not for an API inside of an application', () => {
    expect(problemsOf(TEXT, { embedded: true })).toEqual([
      expect.stringMatching(/^ASH1091 `auth` is for a whole service/),
    ])
  })

  test.each(['cookies: true', 'apiKeys: true'])('does not take %s yet', (word) => {
    const [name] = word.split(':')
    const text = TEXT.replace('identifier: email', `identifier: email, ${word}`)
    expect(problemsOf(text)).toEqual([expect.stringMatching(new RegExp(`^ASH1090 \`${name}\``))])
  })

  test('needs a user with a key of one field', () => {
    const text = TEXT.replace('    access:', '    key: [email, branch]\n    access:').replace(
      'password: secret',
      'password: secret\n      branch: string(1..9)',
    )
    expect(problemsOf(text)).toContainEqual(expect.stringMatching(/^ASH2080 `member` has a key of several fields/))
  })

  test('keeps its tables for itself', () => {
    const text = TEXT.replace('    access:', '    table: auth_sessions\n    access:')
    expect(problemsOf(text)).toEqual([expect.stringMatching(/^ASH2004 in the table `auth_sessions`/)])
  })

  test('sets a password at create, and by no update', () => {
    const { resources } = describeGenerated({ file: 'ashlar.yaml', text: TEXT })
    const password = resources[0]?.fields.find(({ name }) => name === 'password')
    expect(password).toMatchObject({ readable: false, writable: { create: true, update: false } })
  })
})
