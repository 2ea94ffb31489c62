import { expect, test } from 'vitest'
import { AshlarError } from '../../src/errors.ts'
import { describeGenerated } from '../../src/pipeline.ts'

function problemsOf(rates: { readonly defaults?: string; readonly own: string }): string[] {
  const defaults = rates.defaults === undefined ? '' : `defaults: { rateLimit: ${rates.defaults} }\n`
  const text = `ashlar: 1\nname: jotter\n${defaults}resources:\n  note: { fields: { text: text }, rateLimit: ${rates.own} }\n`
  try {
    describeGenerated({ file: 'ashlar.yaml', text }, { embedded: true })
    return []
  } catch (error) {
    if (!(error instanceof AshlarError)) throw error
    return error.problems.map(({ code, message, where }) => `${where?.line} ${code} ${message}`)
  }
}

test('an API inside of an application counts no requests, and says where it is asked to', () => {
  const refused = expect.stringMatching(/^\d ASH1091 `rateLimit` is for a whole service: here the application/)
  expect(problemsOf({ own: 'false' })).toEqual([])
  expect(problemsOf({ own: '300/1m' })).toEqual([refused])
  expect(problemsOf({ defaults: '300/1m', own: '10/1s' })).toEqual([refused, refused])
})

test('nor does it keep answers, which nobody would tell of what the application writes', () => {
  const text = 'ashlar: 1\nname: jotter\nresources:\n  note: { fields: { text: text }, cache: 5m }\n'
  const generate = () => describeGenerated({ file: 'ashlar.yaml', text }, { embedded: true })
  expect(generate).toThrow('`cache` is for a whole service')
})
