import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { packageRoot } from '../../src/package.ts'
import { TYPE_NAMES } from '../../src/spec/field/types.ts'
import { KEYS } from '../../src/spec/grammar/keys.ts'
import { MEANINGS } from '../../src/spec/grammar/meanings.ts'
import { TYPE_MEANINGS } from '../../src/spec/grammar/type-meanings.ts'
import { descriptionSchema } from '../../src/spec/json-schema.ts'
import { parseDescription } from '../../src/spec/parse.ts'
import { description } from './descriptions.ts'
import { mutated } from './mutations.ts'
import { asciiJson, hasTooMany, structureProblems } from './structure.ts'

/** `npm test` takes a thousand; ASHLAR_SCHEMA_CASES=50000 looks longer. */
const numRuns = Number(process.env.ASHLAR_SCHEMA_CASES ?? 1000)

const ajv = new Ajv({ strict: true, strictRequired: false, allErrors: true })
const accepts = ajv.compile(descriptionSchema())

test('the schema that the package ships is the one of the grammar', () => {
  const shipped = readFileSync(join(packageRoot, 'schema/ashlar.schema.json'), 'utf8')
  expect(JSON.parse(shipped), 'run npm run schema:update').toEqual(descriptionSchema())
})

test('every key and every type has a sentence, and nothing else has', () => {
  const sentences = Object.entries(MEANINGS).map(([map, keys]) => [map, Object.keys(keys).sort()])
  expect(Object.fromEntries(sentences)).toEqual(
    Object.fromEntries(Object.entries(KEYS).map(([map, keys]) => [map, keys.toSorted()])),
  )
  expect(Object.keys(TYPE_MEANINGS)).toEqual([...TYPE_NAMES])
})

test.each(['shop', 'northwind'])('the schema accepts starters/%s.yaml', (name) => {
  const text = readFileSync(join(packageRoot, `starters/${name}.yaml`), 'utf8')
  expect(accepts(parse(text)), JSON.stringify(accepts.errors, undefined, 2)).toBe(true)
})

test('what the grammar takes, the schema accepts', () => {
  fc.assert(
    fc.property(description, (value) => {
      const { problems } = parseDescription({ file: 'ashlar.yaml', text: asciiJson(value) })
      expect(problems).toEqual([])
      expect(accepts(value), JSON.stringify(accepts.errors, undefined, 2)).toBe(true)
    }),
    { numRuns: numRuns / 4 },
  )
})

test('the schema accepts exactly the structure that the parser accepts', () => {
  const verdicts = { accepted: 0, refused: 0 }
  fc.assert(
    fc.property(mutated, (value) => {
      fc.pre(!hasTooMany(value))
      const accepted = accepts(value)
      verdicts[accepted ? 'accepted' : 'refused'] += 1
      const issues = structureProblems(value).map(({ path, message }) => `${path.join('.')}: ${message}`)
      if (accepted) expect(issues).toEqual([])
      else expect(issues, JSON.stringify(accepts.errors?.slice(0, 4), undefined, 2)).not.toEqual([])
    }),
    { numRuns },
  )
  // Cases that are all wrong, or all right, would prove nothing.
  expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(numRuns / 10)
})
