import { describe, expect, it } from 'vitest'
import { buildModel } from '../../../src/model/build.ts'
import { readTemplates } from '../../../src/package.ts'
import { PACKAGE_MANAGERS, type PackageManagerName, packageManagerOf } from '../../../src/plan/package-managers.ts'
import { planFiles } from '../../../src/plan/plan.ts'
import type { Settings } from '../../../src/plan/views/service.ts'
import { renderFiles } from '../../../src/render/render.ts'
import { parseDescription } from '../../../src/spec/parse.ts'

const text = 'ashlar: 1\nname: 1.0-shop\nresources:\n  note:\n    fields:\n      text: string\n'
const service = buildModel(parseDescription({ file: 'ashlar.yaml', text }))
const templates = await readTemplates()

function generated(path: string, settings: Omit<Settings, 'descriptionFile'> = {}): string {
  const files = planFiles(service, { descriptionFile: 'ashlar.yaml', ...settings })
  return renderFiles(files, templates).find((file) => file.path === path)?.text ?? ''
}

describe('the package manager', () => {
  it.each<[string[], PackageManagerName]>([
    [[], 'npm'],
    [['package.json', 'package-lock.json'], 'npm'],
    [['pnpm-lock.yaml', 'pnpm-workspace.yaml'], 'pnpm'],
    [['yarn.lock'], 'yarn'],
    [['bun.lock'], 'bun'],
  ])('is told by the lock file: %j', (files, manager) => {
    expect(packageManagerOf(files)).toBe(manager)
  })

  it.each(['pnpm', 'yarn', 'bun'] as const)('%s installs in the image and in the workflow', (packageManager) => {
    const { files, install } = PACKAGE_MANAGERS[packageManager]
    expect(generated('Dockerfile', { packageManager })).toContain(`RUN ${install}\n`)
    expect(generated('Dockerfile', { packageManager })).toContain(`COPY package.json ${files.join('* ')}* ./\n`)
    expect(generated('.dockerignore', { packageManager })).toContain(`!${files[0]}\n`)
    expect(generated('.github/workflows/ci.yml', { packageManager })).toContain(`run: ${install}\n`)
  })
})

it('the tarball of an ashlar that is not published goes into the build, and nothing else of that folder', () => {
  const vendored = { toolDependency: 'file:vendor/create-ashlar-0.1.0-dev.tgz' }
  expect(generated('Dockerfile', vendored)).toContain('COPY vendor ./vendor\n')
  expect(generated('.dockerignore', vendored)).toContain('!vendor/*.tgz\n')
  expect(generated('Dockerfile', { toolDependency: '^1.0.0' })).not.toContain('vendor')
})

it('the workflow asks ashlar where the project depends on it, and never fetches it', () => {
  const path = '.github/workflows/ci.yml'
  expect(generated(path, { toolDependency: '^1.0.0' })).toContain('run: npx --no ashlar check\n')
  expect(generated(path)).not.toContain('ashlar check')
})

it('a name that Compose or YAML would take for something else is one all the same', () => {
  expect(generated('compose.yaml')).toContain('name: "1-0-shop"\n')
  expect(generated('compose.yaml')).toContain('POSTGRES_DB: "1_0_shop"\n')
})
