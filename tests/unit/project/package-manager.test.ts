import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runsServices } from '../../../src/project/own-node.ts'
import { callingManager, isInMonorepo } from '../../../src/project/package-manager.ts'
import { folderWith } from './folder.ts'

test.each([
  ['pnpm/10.4.0 npm/? node/v22.18.0 linux x64', 'pnpm'],
  ['yarn/1.22.22 npm/? node/v24.0.0 darwin arm64', 'yarn'],
  ['bun/1.4.5 npm/? node/v24.0.0 linux x64', 'bun'],
  ['npm/11.0.0 node/v24.0.0 linux x64 workspaces/false', 'npm'],
  ['deno/2.0.0', 'npm'],
  [undefined, 'npm'],
])('%s is %s', (userAgent, manager) => {
  expect(callingManager(userAgent)).toBe(manager)
})

test('a repository with several packages is one by its root, however deep the folder is', () => {
  const root = folderWith({
    'npm/package.json': '{ "workspaces": ["apps/*"] }',
    'pnpm/pnpm-workspace.yaml': 'packages: []\n',
    'plain/package.json': '{ "name": "plain" }',
    'broken/package.json': '{',
  })
  expect(isInMonorepo(join(root, 'npm/apps/api'))).toBe(true)
  expect(isInMonorepo(join(root, 'pnpm/api'))).toBe(true)
  expect(isInMonorepo(join(root, 'plain/api'))).toBe(false)
  expect(isInMonorepo(join(root, 'broken/api'))).toBe(false)
})

test.each([
  ['20.20.2', false],
  ['22.17.9', false],
  ['22.18.0', true],
  ['23.0.0', true],
  ['24.11.0', true],
])('Node %s runs services: %s', (version, runs) => {
  expect(runsServices(version)).toBe(runs)
})
