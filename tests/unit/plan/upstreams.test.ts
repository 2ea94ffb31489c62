import { parseAst } from 'rolldown/parseAst'
import { describe, expect, test } from 'vitest'
import { upstreamNames } from '../../../src/model/upstream-names.ts'
import { readTemplates } from '../../../src/package.ts'
import { generateFiles } from '../../../src/pipeline.ts'
import { wireSample } from '../../../src/plan/kinds/wire-sample.ts'
import { hostileLanguage } from '../../e2e/hostile-language.ts'
import { modelOf } from '../model/model-of.ts'

const NOTE = 'resources: { note: { fields: { text: string } } }'
const templates = await readTemplates()

/** The files of a service with these upstreams, by path. */
function generated(upstreams: unknown): ReadonlyMap<string, string> {
  const text = `ashlar: 1\nname: x\n${NOTE}\n${upstreams === undefined ? '' : `upstreams: ${JSON.stringify(upstreams)}\n`}`
  const files = generateFiles({ file: 'ashlar.yaml', text }, templates)
  return new Map(files.map((file) => [file.path, file.text]))
}

const textOf = (upstreams: unknown, path: string): string => generated(upstreams).get(path) ?? ''
const mail = (call: object, more: object = {}) => ({ mail: { url: 'MAIL_URL', ...more, calls: { send: call } } })

describe('the clients of upstreams', () => {
  test('are there where something is called, and bring nothing along elsewhere', () => {
    const without = generated(undefined)
    const of = generated(mail({ post: '/send' }))
    const added = [...of.keys()].filter((path) => !without.has(path))
    expect(added).toContain('src/upstreams/mail.ts')
    const others = added.filter((path) => !/^(?:src\/(?:calls|upstreams)\/|tests\/support\/fake)/.test(path))
    expect(others.sort()).toEqual(['scripts/fakes.ts', 'src/db/transaction.ts'])
    expect(without.get('package.json')).not.toContain('opossum')
    expect([...without.values()].join()).not.toMatch(/upstream/i)
  })

  test.each([
    [{ post: '/send' }, 'retries: 0'],
    [{ patch: '/send', retries: 5 }, 'retries: 0'],
    [{ post: '/send', idempotencyKey: true }, 'retries: 2'],
    [{ get: '/send', retries: 5 }, 'retries: 5'],
    [{ put: '/send' }, 'retries: 2'],
    [{ delete: '/send', retries: 0 }, 'retries: 0'],
    [{ get: '/send', timeout: '3m' }, 'timeoutMs: 180_000'],
  ])('try again only what may be done twice: %o', (call, text) => {
    expect(textOf(mail(call), 'src/upstreams/mail.ts')).toContain(text)
  })

  test('ask for a key where one is sent, and for an input where there is one', () => {
    expect(textOf(mail({ post: '/a', idempotencyKey: true }), 'src/upstreams/mail.ts')).toContain(
      'send(options: KeyedCallOptions): Promise<void>',
    )
    expect(textOf(mail({ post: '/a', request: { to: 'email' } }), 'src/upstreams/mail.ts')).toContain(
      'send(input: z.input<typeof SendRequest>, options?: CallOptions): Promise<void>',
    )
  })

  test('may share their variables', () => {
    const one = { url: 'BOTH_URL', token: 'BOTH_TOKEN', calls: { a: { get: '/a' } } }
    const environment = textOf({ one, other: one }, 'src/calls/environment.ts')
    expect(environment.match(/^ {2}BOTH_URL:/gm)).toHaveLength(1)
    expect(environment.match(/^ {2}BOTH_TOKEN:/gm)).toHaveLength(1)
  })

  test('hold text of every kind without running it', () => {
    const files = generated(hostileLanguage().upstreams)
    const own = [...files].filter(([path]) => /^(?:src\/(?:calls|upstreams)|tests\/support\/fake)/.test(path))
    expect(own.length).toBeGreaterThan(12)
    for (const [, text] of own) expect(() => parseAst(text, { lang: 'ts' })).not.toThrow()
  })
})

test('names that are taken, or that come to the same, give way', () => {
  const names = upstreamNames(['error', 'errorService', 'index', 'chargeRequest', 'caller', 'aB', 'ourBank'])
  expect(names('error')).toEqual({ file: 'error', type: 'ErrorService', calls: 'errorCalls' })
  expect(names('errorService')).toMatchObject({ file: 'error-service', type: 'ErrorService2' })
  expect(names('index')).toMatchObject({ file: 'index2', type: 'Index' })
  expect(names('chargeRequest').type).toBe('ChargeRequestService')
  expect(names('caller').type).toBe('CallerService')
  expect(names('ourBank')).toEqual({ file: 'our-bank', type: 'OurBank', calls: 'ourBankCalls' })
})

test('a sample has every member, also what may be left out', () => {
  const more =
    'upstreams: { m: { url: M_URL, calls: { c: { get: /c, response: { a: "int[]", b: "enum(x, y)?" } } } } }\n'
  const { upstreams } = modelOf('  note: { fields: {} }', more)
  expect(wireSample(upstreams[0]?.calls[0]?.response ?? [])).toEqual({ a: [1], b: 'x' })
})
