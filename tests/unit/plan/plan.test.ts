import { describe, expect, it } from 'vitest'
import { buildModel } from '../../../src/model/build.ts'
import { readTemplates } from '../../../src/package.ts'
import { generateFiles } from '../../../src/pipeline.ts'
import { planFiles } from '../../../src/plan/plan.ts'
import type { Setup } from '../../../src/plan/setup.ts'
import { openapiDocument } from '../../../src/plan/views/openapi.ts'
import { parseDescription } from '../../../src/spec/parse.ts'

const model = (text: string) =>
  buildModel(parseDescription({ file: 'ashlar.yaml', text: `ashlar: 1\nname: x\n${text}` }))
const paths = (text: string) => planFiles(model(text), SETTINGS).map((file) => file.path)

const SETTINGS = { descriptionFile: 'ashlar.yaml', setup: {} }

const templates = await readTemplates()
const generated = (setup: Setup) =>
  generateFiles({ file: 'ashlar.yaml', text: `ashlar: 1\nname: x\n${NOTE}` }, templates, setup)
const textOf = (path: string, setup: Setup) => generated(setup).find((file) => file.path === path)?.text ?? ''
const manifest = (setup: Setup) => JSON.parse(textOf('package.json', setup))

const NOTE = 'resources:\n  note:\n    fields:\n      text: string(1..80)\n'
const TWO = `${NOTE}  comment:\n    fields:\n      note: ref note\n      number: bigint generated\n`

describe('planFiles', () => {
  it('writes only what the description needs', () => {
    expect(paths(NOTE)).not.toContain('src/db/relations.ts')
    expect(paths(NOTE)).not.toContain('src/db/columns.ts')
    expect(paths(TWO)).toEqual(expect.arrayContaining(['src/db/relations.ts', 'src/db/columns.ts']))
    expect(paths(`${NOTE}    operations: [get]\n`)).not.toContain('src/http/cursor.ts')
  })

  it('gives each file one path and one identity', () => {
    const files = planFiles(model(TWO), SETTINGS)
    expect(new Set(files.map((file) => file.path)).size).toBe(files.length)
    expect(new Set(files.map(({ identity }) => `${identity.template}#${identity.subject}`)).size).toBe(files.length)
  })

  it('keeps the identity of a file when its path changes', () => {
    const identityOf = (text: string, path: string) =>
      planFiles(model(text), SETTINGS).find((file) => file.path === path)?.identity
    const renamed = NOTE.replace('  note:\n', '  note:\n    plural: memos\n')
    expect(identityOf(renamed, 'src/resources/memos/memos.routes.ts')).toEqual(
      identityOf(NOTE, 'src/resources/notes/notes.routes.ts'),
    )
  })

  it('depends on ashlar where it is told to', () => {
    expect(manifest({ dependency: '^1.2.3' }).devDependencies).toMatchObject({ 'create-ashlar': '^1.2.3' })
    expect(manifest({}).devDependencies).not.toHaveProperty('create-ashlar')
  })

  it('brings a Node along where the machine has an old one, whose installer each package manager may run', () => {
    const node = '^24.0.0'
    expect(manifest({ node })).toMatchObject({ devDependencies: { node }, allowScripts: { node: true } })
    expect(manifest({ node, manager: 'bun' })).toMatchObject({ trustedDependencies: ['node'] })
    expect(manifest({ node, manager: 'yarn' })).toMatchObject({ dependenciesMeta: { node: { built: true } } })
    expect(textOf('pnpm-workspace.yaml', { node, manager: 'pnpm' })).toContain('  node: true\n')
    expect(textOf('pnpm-workspace.yaml', { manager: 'pnpm' })).not.toContain('node')
  })

  it('types commands as the package manager of the project has them', () => {
    expect(textOf('README.md', { manager: 'pnpm' })).toContain('pnpm install\npnpm run dev')
    expect(textOf('AGENTS.md', { manager: 'bun' })).toContain('bun run lint && bun run test')
    expect(textOf('AGENTS.md', {})).toContain('npx --no ashlar check')
  })

  it('leaves the settings of the package manager to the root of a repository with several packages', () => {
    expect(textOf('.yarnrc.yml', { manager: 'yarn' })).toContain('nodeLinker: node-modules')
    for (const manager of ['pnpm', 'yarn'] as const) {
      const files = generated({ manager, member: true }).map(({ path }) => path)
      expect(files.filter((path) => /^(\.yarnrc|pnpm-workspace)/.test(path))).toEqual([])
    }
  })
})

describe('openapiDocument', () => {
  it('has the routes of the operations, and no others', () => {
    const document = openapiDocument(model(`${TWO}    operations: [list, delete]\n`))
    const described = Object.entries(document.paths as Record<string, object>).map(([path, item]) => [
      path,
      Object.keys(item).filter((key) => key !== 'parameters'),
    ])
    expect(Object.fromEntries(described)).toEqual({
      '/health': ['get'],
      '/ready': ['get'],
      '/startup': ['get'],
      '/notes': ['get', 'post'],
      '/notes/{id}': ['get', 'patch', 'delete'],
      '/comments': ['get'],
      '/comments/{id}': ['delete'],
    })
  })
})
