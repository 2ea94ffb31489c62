import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { packageRoot } from '../../src/package.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder of this run, away from every `node_modules`. */
    temporaryRoot: string
    /** A folder of this run in which ashlar's own dependencies count as installed. */
    installedRoot: string
  }
}

const roots: string[] = []

/** Makes the two folders under which the tests of this run make theirs. */
export function setup(project: TestProject): void {
  const local = join(packageRoot, '.tmp')
  mkdirSync(local, { recursive: true })
  project.provide('temporaryRoot', newRoot(tmpdir()))
  project.provide('installedRoot', newRoot(local))
}

/** Takes them away with everything in them. */
export function teardown(): void {
  for (const root of roots) rmSync(root, { recursive: true, force: true })
}

function newRoot(parent: string): string {
  const root = mkdtempSync(join(parent, 'ashlar-tests-'))
  roots.push(root)
  return root
}
