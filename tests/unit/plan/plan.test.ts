import { describe, expect, it } from 'vitest'
import { buildModel } from '../../../src/model/build.ts'
import { planFiles } from '../../../src/plan/plan.ts'
import { openapiDocument } from '../../../src/plan/views/openapi.ts'
import { parseDescription } from '../../../src/spec/parse.ts'

const model = (text: string) =>
  buildModel(parseDescription({ file: 'ashlar.yaml', text: `ashlar: 1\nname: x\n${text}` }))
const paths = (text: string) => planFiles(model(text), { descriptionFile: 'ashlar.yaml' }).map((file) => file.path)

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
    const files = planFiles(model(TWO), { descriptionFile: 'ashlar.yaml' })
    expect(new Set(files.map((file) => file.path)).size).toBe(files.length)
    expect(new Set(files.map(({ identity }) => `${identity.template}#${identity.subject}`)).size).toBe(files.length)
  })

  it('keeps the identity of a file when its path changes', () => {
    const identityOf = (text: string, path: string) =>
      planFiles(model(text), { descriptionFile: 'ashlar.yaml' }).find((file) => file.path === path)?.identity
    const renamed = NOTE.replace('  note:\n', '  note:\n    plural: memos\n')
    expect(identityOf(renamed, 'src/resources/memos/memos.routes.ts')).toEqual(
      identityOf(NOTE, 'src/resources/notes/notes.routes.ts'),
    )
  })

  it('depends on ashlar where it is told to', () => {
    const view = (toolDependency?: string) =>
      planFiles(model(NOTE), { descriptionFile: 'ashlar.yaml', ...(toolDependency ? { toolDependency } : {}) })[0]?.view
    expect(JSON.stringify(view('^1.2.3'))).toContain('create-ashlar')
    expect(JSON.stringify(view())).not.toContain('create-ashlar')
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
      '/notes': ['get', 'post'],
      '/notes/{id}': ['get', 'patch', 'delete'],
      '/comments': ['get'],
      '/comments/{id}': ['delete'],
    })
  })
})
