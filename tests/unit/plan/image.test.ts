import { describe, expect, it } from 'vitest'
import { buildModel } from '../../../src/model/build.ts'
import { readTemplates } from '../../../src/package.ts'
import { INSTALLATIONS } from '../../../src/plan/package-managers.ts'
import { planFiles } from '../../../src/plan/plan.ts'
import type { Setup } from '../../../src/plan/setup.ts'
import { renderFiles } from '../../../src/render/render.ts'
import { parseDescription } from '../../../src/spec/parse.ts'

const text = 'ashlar: 1\nname: 1.0-shop\nresources:\n  note:\n    fields:\n      text: string\n'
const service = buildModel(parseDescription({ file: 'ashlar.yaml', text }))
const templates = await readTemplates()

function generated(path: string, setup: Setup = {}): string {
  const files = planFiles(service, { descriptionFile: 'ashlar.yaml', setup })
  return renderFiles(files, templates).find((file) => file.path === path)?.text ?? ''
}

describe('the package manager', () => {
  it.each(['pnpm', 'yarn', 'bun'] as const)('%s installs in the image and in the workflow', (manager) => {
    const { files, install } = INSTALLATIONS[manager]
    expect(generated('Dockerfile', { manager })).toContain(`RUN ${install}\n`)
    expect(generated('Dockerfile', { manager })).toContain(`COPY package.json ${files.join('* ')}* ./\n`)
    expect(generated('.dockerignore', { manager })).toContain(`!${files[0]}\n`)
    expect(generated('.github/workflows/ci.yml', { manager })).toContain(`run: ${install}\n`)
  })
})

it('the tarball of an ashlar that is not published goes into the build, and nothing else of that folder', () => {
  const vendored = { dependency: 'file:vendor/create-ashlar-0.1.0-dev.tgz' }
  expect(generated('Dockerfile', vendored)).toContain('COPY vendor/*.tgz ./vendor/\n')
  expect(generated('.dockerignore', vendored)).toContain('!vendor/*.tgz\n')
  expect(generated('Dockerfile', { dependency: '^1.0.0' })).not.toContain('vendor')
})

it('a package of a repository with several is built by itself, and has no workflow of its own', () => {
  expect(generated('Dockerfile', { manager: 'pnpm', member: true })).toContain('npm install --ignore-scripts')
  expect(generated('.github/workflows/ci.yml', { member: true })).toBe('')
})

it('the workflow asks ashlar where the project depends on it, and never fetches it', () => {
  const path = '.github/workflows/ci.yml'
  expect(generated(path, { dependency: '^1.0.0' })).toContain('run: npx --no ashlar check --format github\n')
  expect(generated(path)).not.toContain('ashlar check')
})

it('a name that Compose or YAML would take for something else is one all the same', () => {
  expect(generated('compose.yaml')).toContain('name: "1-0-shop"\n')
  expect(generated('compose.yaml')).toContain('POSTGRES_DB: "1_0_shop"\n')
})
