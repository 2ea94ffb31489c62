import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { field } from '../../../src/define/index.ts'
import { plainDescription } from '../../../src/zod/plain-description.ts'
import type { Refused } from '../../../src/zod/refused.ts'

const note = z.object({ title: z.string() })

function refusedIn(spec: unknown): string[] {
  const refused: Refused[] = []
  plainDescription(spec, (part) => void refused.push(part))
  return refused.map(({ path, message, hint }) => `${path.join('.')}: ${message} (${hint})`)
}

describe('an object of fields says its members and nothing else', () => {
  test.each<[string, unknown, string]>([
    ['a description', note.describe('A note.'), 'a description of its own'],
    ['other metadata', note.meta({ title: 'Note' }), 'the metadata `title`'],
    ['words of its own', z.object({ title: z.string() }, 'A note, please'), 'a message of its own'],
    ['a modifier', field(note, { internal: true }), 'the modifier `internal`'],
    ['a condition', note.refine(() => true), '`.refine()`'],
    ['what it does not name', z.looseObject({ title: z.string() }), '`z.looseObject()` or `.catchall()`'],
  ])('%s', (_name, schema, what) => {
    for (const key of ['fields', 'request', 'response']) {
      const sentence = `\`${key}\` has ${what}, which no column, document or test could keep`
      expect(refusedIn({ [key]: schema })).toEqual([expect.stringContaining(`${key}: ${sentence} (`)])
    }
  })

  test.each<[string, unknown, string]>([
    ['`.optional()`', note.optional(), '`fields` has `.optional()`, and the object stands here by itself'],
    ['`.default()`', note.default({ title: 'x' }), '`fields` has `.default()`, and the object stands here by itself'],
    ['`.readonly()`', note.readonly(), '`fields` has `.readonly()`, and the object stands here by itself'],
    ['a list', z.array(note), '`fields` is a list, and an object belongs here'],
    ['a text', z.string(), '`fields` is no object of fields'],
  ])('%s around it', (_name, fields, sentence) => {
    expect(refusedIn({ fields })).toEqual([expect.stringContaining(`fields: ${sentence} (`)])
  })

  test('an answer may be rows, which are said otherwise', () => {
    const of = (response: unknown) => ({ resources: { note: { actions: { all: { response } } } } })
    expect(refusedIn(of(z.array(note)))[0]).toContain('type `"product[]"` for rows of a resource')
    expect(refusedIn(of(note))).toEqual([])
    expect(refusedIn({ upstreams: { a: { calls: { b: { response: z.array(note) } } } } })[0]).not.toContain('product[]')
  })
})
