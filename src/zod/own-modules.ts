import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packageRoot } from '../package.ts'

/** Modules that a description may import though its folder has none, by name: file URLs of ashlar's own. */
export function ownModulesFor(file: string): Readonly<Record<string, string>> {
  const { resolve } = createRequire(file)
  const isThere = (name: string): boolean => {
    try {
      resolve(name)
      return true
    } catch (error) {
      // A package that is there but has no CommonJS entry is there.
      return error instanceof Error && 'code' in error && error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED'
    }
  }
  return Object.fromEntries(Object.entries(ownModules()).filter(([name]) => !isThere(name)))
}

function ownModules(): Readonly<Record<string, string>> {
  const own = import.meta.url.endsWith('.ts') ? 'src/define/index.ts' : 'dist/spec.js'
  const zodRoot = dirname(createRequire(import.meta.url).resolve('zod'))
  return {
    'create-ashlar/spec': pathToFileURL(packageRoot + own).href,
    zod: pathToFileURL(join(zodRoot, 'index.js')).href,
    'zod/v4': pathToFileURL(join(zodRoot, 'v4', 'index.js')).href,
  }
}
