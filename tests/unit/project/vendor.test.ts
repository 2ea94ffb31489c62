import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { packageRoot, packageVersion } from '../../../src/package.ts'
import { toolDependency, vendor } from '../../../src/project/vendor.ts'

describe('a project depends on ashlar', () => {
  let root: string

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'vendor-'))
  })

  afterEach(() => rm(root, { recursive: true }))

  it('by version when the registry has it, and then brings no copy', async () => {
    expect(toolDependency('1.2.3')).toBe('^1.2.3')
    await vendor(root, packageRoot, '1.2.3')
    expect(await readdir(root)).toEqual([])
  })

  it('by its own tarball when the registry cannot have it', async () => {
    const version = `${(await packageVersion()).replace(/-dev$/, '')}-dev`
    await vendor(root, packageRoot, version)
    const [tarball] = await readdir(join(root, 'vendor'))
    expect(`file:vendor/${tarball}`).toBe(toolDependency(version))
  })
})
