import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isMap, type Pair, parseDocument, visit } from 'yaml'
import { readTemplates } from '../../src/package.ts'
import { generateFiles } from '../../src/pipeline.ts'
import { ashlar } from '../setup/cli.ts'
import { readTree, temporaryFolder, writeTimes } from '../setup/tree.ts'
import { goldenCases } from './cases.ts'

const cases = goldenCases()

test.each(cases)('$name: the order of keys that have no order changes no byte', async ({ text }) => {
  const source = { file: 'ashlar.yaml', text: text }
  const templates = await readTemplates()
  const shuffled = { ...source, text: withKeysReversed(source.text) }
  expect(shuffled.text).not.toBe(source.text)
  expect(generateFiles(shuffled, templates)).toEqual(generateFiles(source, templates))
})

test('neither time zone, locale, umask nor folder changes a byte', async () => {
  const plain = await newProject({ TZ: 'UTC', LANG: 'C' }, 'here')
  const moved = await newProject({ TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }, 'a/b ü/c')
  expect(Object.keys(plain).length).toBeGreaterThan(20)
  expect(moved).toEqual(plain)
})

test('a second generate writes nothing, not even the same bytes', async () => {
  const folder = temporaryFolder()
  await ashlar(newArgs('kinds', 'project'), { cwd: folder })
  const project = join(folder, 'project')
  const before = writeTimes(project)
  const { exitCode, stderr } = await ashlar(['generate'], { cwd: project })
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
  expect(writeTimes(project)).toEqual(before)
})

/** Makes the `kinds` project in a folder and environment of its own and gives back every byte of it. */
async function newProject(env: NodeJS.ProcessEnv, path: string): Promise<Record<string, string>> {
  const cwd = join(temporaryFolder(), path)
  mkdirSync(cwd, { recursive: true })
  const { exitCode, stderr } = await ashlar(newArgs('kinds', 'project'), {
    cwd,
    env,
    umask: path === 'here' ? 0o022 : 0o077,
  })
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
  return readTree(join(cwd, 'project'))
}

function newArgs(name: string, folder: string): string[] {
  const spec = cases.find((golden) => golden.name === name)?.folder ?? ''
  return ['new', folder, '--spec', join(spec, 'ashlar.yaml'), '--yes', '--no-install', '--no-git']
}

/** The maps whose order is that of what is generated. */
const ORDERED: ReadonlySet<string> = new Set([
  'resources',
  'fields',
  'config',
  'actions',
  'upstreams',
  'calls',
  'response',
])

/** What is carried over as it stands. */
const DATA: ReadonlySet<string> = new Set(['fallback', 'request'])

/** The same description with the pairs of every map reversed whose order means nothing. */
function withKeysReversed(text: string): string {
  const document = parseDocument(text)
  visit(document, {
    Map(_key, node, path) {
      const parents = path.filter((parent): parent is Pair => 'key' in parent).map((pair) => String(pair.key))
      const ordered = ORDERED.has(parents.at(-1) ?? '') || parents.some((key) => DATA.has(key))
      if (!ordered && isMap(node)) node.items.reverse()
    },
  })
  return document.toString()
}
