import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { NOTES, newNotes } from '../unit/commands/project.ts'
import { owaspFindings, redoclyFindings, spectralFindings } from './lint.ts'
import { waiverOf } from './owasp-waivers.ts'

/** A route of the user's own, who they are, and a licence that is known by its address. */
const FRAGMENT = {
  info: {
    contact: { name: 'Notes team', url: 'https://notes.example/help' },
    license: { identifier: null, name: 'MIT', url: 'https://notes.example/license' },
  },
  servers: [{ url: 'https://api.notes.example', description: 'Production.', 'x-internal': false }],
  paths: {
    '/notes/random': {
      get: {
        operationId: 'getRandomNote',
        summary: 'Get any note',
        description: 'Another one each time.',
        tags: ['notes'],
        responses: {
          200: { $ref: '#/components/responses/Note' },
          400: { $ref: '#/components/responses/Problem400' },
          404: { $ref: '#/components/responses/Problem404' },
          500: { $ref: '#/components/responses/Problem500' },
        },
      },
    },
  },
}

describe('docs/openapi.fragment.json', async () => {
  const project = await newNotes({ installed: false })
  const file = join(project.root, 'docs/openapi.fragment.json')
  const text = `${JSON.stringify(FRAGMENT, null, 2)}\n`
  const served = () =>
    JSON.parse(execFileSync(process.execPath, ['scripts/openapi.ts'], { cwd: project.root, encoding: 'utf8' }))

  test("is the user's: no run touches it, and it is no drift", async () => {
    writeFileSync(file, text)
    project.describe(NOTES.replace('resources:', 'description: Short notes.\nresources:'))
    expect((await project.run('generate')).exitCode).toBe(0)
    expect((await project.run('check')).exitCode).toBe(0)
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  test('is merged into what the service serves, and null takes out', () => {
    const document = served()
    expect(document.info).toEqual({
      title: 'notes',
      version: '0.1.0',
      description: 'Short notes.',
      contact: FRAGMENT.info.contact,
      license: { name: 'MIT', url: 'https://notes.example/license' },
    })
    expect(document.servers).toEqual(FRAGMENT.servers)
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/notes', '/notes/random']))
  })

  test('leaves the whole as clean as it was', async () => {
    const document = served()
    expect(await redoclyFindings(document)).toEqual([])
    expect(await spectralFindings(document)).toEqual([])
    expect((await owaspFindings(document)).filter((finding) => waiverOf(finding) === undefined)).toEqual([])
  })
})
