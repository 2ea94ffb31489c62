import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import type { Service } from '../../src/model/model.ts'
import { describe } from '../../src/pipeline.ts'
import { parseDescription } from '../../src/spec/parse.ts'
import { yamlText } from '../../src/spec/print/yaml.ts'
import { zodText } from '../../src/spec/print/zod.ts'
import { loadSpec } from '../../src/zod/load-spec.ts'
import { temporaryFolder } from '../setup/tree.ts'
import { codeOf } from './code-text.ts'
import { HOSTILE, PAYLOADS, STATES, TOKEN } from './hostile-description.ts'
import { hostileLanguage, SCOPES } from './hostile-language.ts'

const source = { file: 'ashlar.yaml', text: JSON.stringify(hostileLanguage()) }
const { spec } = parseDescription(source)

/** Every text in a value, wherever it stands. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}

test('the whole language takes it as text, and the model has it unchanged', () => {
  const model: Service = describe(source)
  const [, thing] = model.resources
  expect(thing?.access?.list?.map(({ where }) => where?.value)).toEqual(PAYLOADS)
  // Without quotes a value is a word, but for the one that has quotes of its own.
  const words = PAYLOADS.map((payload) => payload.trim().replace(/^"(.*)"$/, '$1'))
  expect(thing?.access?.get?.map(({ where }) => where?.value)).toEqual(words)
  expect(thing?.access?.update?.map(({ where }) => where?.value)).toEqual([undefined, STATES[0]])
  expect(thing?.indexes.flatMap(({ where }) => (where === undefined ? [] : [where.value]))).toEqual(PAYLOADS)
  const named = thing?.fields.filter(({ name }) => /^word\d/.test(name)) ?? []
  expect(named.map((field) => field.backfill)).toEqual(PAYLOADS.map((value) => ({ kind: 'literal', value })))
  expect(thing?.actions[0]?.request?.map((member) => member.default)).toEqual(
    PAYLOADS.map((value) => ({ kind: 'literal', value })),
  )
  const state = thing?.fields.find(({ name }) => name === 'state')
  expect(state?.renamedValues).toEqual({ [`was ${STATES[0]}`]: STATES[0], [`was ${STATES[1]}`]: STATES[1] })
  expect(state?.backfill).toEqual({ kind: 'literal', value: STATES[1] })
  const replies = Object.fromEntries(PAYLOADS.map((payload, at) => [`m${at}`, payload]))
  expect(model.upstreams[0]?.calls[0]?.fallback).toEqual({ ...replies, made: replies })
  expect(model.auth?.oidc[0]?.scopes).toEqual(SCOPES)
  expect(model.config[0]?.default).toEqual({ kind: 'literal', value: HOSTILE })
  // Prose has one kind of line end.
  expect(model.upstreams[0]?.description).toBe(HOSTILE.replaceAll('\r\n', '\n'))
})

test('as YAML it is the same description, and every text of it a plain value', () => {
  const text = yamlText(spec)
  expect(parseDescription({ file: 'ashlar.yaml', text }).spec).toEqual(spec)
  expect(textsIn(parseYaml(text)).filter((one) => one.includes(TOKEN)).length).toBeGreaterThan(PAYLOADS.length)
})

test('as TypeScript it stands in literals only, and is the same description', async () => {
  const code = zodText(spec)
  expect(codeOf('ashlar.spec.ts', code)).not.toContain(TOKEN)
  const file = join(temporaryFolder(), 'ashlar.spec.ts')
  writeFileSync(file, code)
  expect(parseDescription((await loadSpec(file)).source).spec).toEqual(spec)
})
