import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { packageRoot } from '../../src/package.ts'
import { mutate, spoiled } from './mutate.ts'
import { type Chance, chanceOf } from './random.ts'

const SEEDS = [
  ...['shop', 'northwind', 'kinds', 'names', 'samples', 'minimal', 'long', 'legacy'].map(
    (name) => `golden/${name}/ashlar.yaml`,
  ),
  'unit/spec/whole.yaml',
].map((path) => readFileSync(join(packageRoot, 'tests', path), 'utf8'))

const OTHERS: readonly Parsed[] = SEEDS.map((text) => parse(text))

/** One description of many: real ones, changed by chance; the same for the same number. */
export function fuzzedText(seed: number): string {
  const chance = chanceOf(seed)
  const original = chance.pick(SEEDS)
  if (chance.next() < 0.1) return spoiledOften(original, chance)
  const description = smaller(parse(original), chance)
  mutate(description, { gentle: chance.next() < 0.6, others: OTHERS }, chance)
  return JSON.stringify(description, undefined, 1)
}

function spoiledOften(text: string, chance: Chance): string {
  let spoilt = text
  for (let time = 0; time <= chance.below(5); time += 1) spoilt = spoiled(spoilt, chance)
  return spoilt
}

interface Parsed {
  resources: Record<string, unknown>
  [key: string]: unknown
}

/** A few of the resources, with those that they refer to: small cases show what is wrong, and many fit into a minute. */
function smaller(description: Parsed, chance: Chance): Record<string, unknown> {
  const names = Object.keys(description.resources)
  if (names.length < 4 || chance.next() < 0.02) return description
  const wanted = new Set([chance.pick(names)])
  for (const name of wanted) {
    const text = JSON.stringify(description.resources[name])
    for (const other of names) if (new RegExp(`(?:(?:ref|many)[ ":]+)${other}\\b`).test(text)) wanted.add(other)
  }
  const { auth, upstreams, ...rest } = description
  const kept = Object.fromEntries(
    names.filter((name) => wanted.has(name)).map((name) => [name, description.resources[name]]),
  )
  const whole = names.length < 8 && chance.next() < 0.3
  return { ...rest, ...(whole && { auth, upstreams }), resources: whole ? description.resources : withoutAccess(kept) }
}

/** Without `auth` nobody has a role. */
function withoutAccess(resources: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(resources, (key, value: unknown) =>
    ['access', 'owner', 'actions'].includes(key) ? undefined : value,
  )
  return JSON.parse(text.replace(/ (?:read|write|set)\([^)]*\)/g, ''))
}
