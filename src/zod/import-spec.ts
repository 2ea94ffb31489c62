import nodeModule, { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { SpecRequest } from './child-protocol.ts'
import { notASpec } from './spec-failure.ts'

/** Marks what `defineSpec` has made, also that of another copy. */
const DEFINED = Symbol.for('ashlar.spec')

/** What a description exports, and the local modules that it imports. */
export interface Imported {
  readonly spec: unknown
  readonly modules: readonly string[]
}

/**
 * Imports a description: by Node itself where it reads TypeScript, else by jiti. What its folder does not have, it
 * gets from ashlar, so that a description works before anything is installed.
 */
export async function importSpec(request: SpecRequest): Promise<Imported> {
  const missing = missingFrom(request)
  const loaded = 'typescript' in process.features && process.features.typescript ? byNode : byJiti
  const { exports, modules } = await loaded(request.file, missing)
  return { spec: specIn(exports), modules }
}

interface Loaded {
  readonly exports: unknown
  readonly modules: readonly string[]
}

type Own = Readonly<Record<string, string>>

function missingFrom({ file, own }: SpecRequest): Own {
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
  return Object.fromEntries(Object.entries(own).filter(([name]) => !isThere(name)))
}

async function byNode(file: string, missing: Own): Promise<Loaded> {
  const entry = pathToFileURL(file).href
  // The description and what it imports from its own folders, each by its parent.
  const local = new Set([entry])
  // Not there on Node 20, where the import by name would fail.
  nodeModule.registerHooks({
    resolve(specifier, context, next) {
      const own = missing[specifier]
      if (own !== undefined) return { url: own, shortCircuit: true }
      const found = next(specifier, context)
      if (isLocal(found.url) && local.has(context.parentURL ?? '')) local.add(found.url)
      return found
    },
  })
  const exports: unknown = await import(entry)
  return { exports, modules: [...local].slice(1).map((url) => fileURLToPath(url)) }
}

function isLocal(url: string): boolean {
  return url.startsWith('file:') && !url.includes('/node_modules/')
}

async function byJiti(file: string, missing: Own): Promise<Loaded> {
  const { createJiti } = await import('jiti')
  const alias = Object.fromEntries(Object.entries(missing).map(([name, url]) => [name, fileURLToPath(url)]))
  const jiti = createJiti(pathToFileURL(file).href, { alias, moduleCache: true, fsCache: false })
  const exports: unknown = await jiti.import(file)
  const folder = dirname(file)
  const loaded = Object.keys(jiti.cache).filter((path) => path !== file && isLocal(pathToFileURL(path).href))
  return { exports, modules: loaded.filter((path) => !isIn(path, OURS) || isIn(path, folder)) }
}

/** Where ashlar's own modules are. */
const OURS = fileURLToPath(new URL('..', import.meta.url))

function isIn(path: string, folder: string): boolean {
  return path.startsWith(folder)
}

function specIn(exports: unknown): unknown {
  const made: unknown =
    typeof exports === 'object' && exports !== null && 'default' in exports ? exports.default : undefined
  if (made === undefined) throw notASpec('it has no default export')
  if (typeof made !== 'object' || made === null || !(DEFINED in made) || !('spec' in made)) {
    throw notASpec('its default export was not made by `defineSpec`')
  }
  if (typeof made.spec !== 'object' || made.spec === null) throw notASpec('`defineSpec` was given nothing')
  return made.spec
}
