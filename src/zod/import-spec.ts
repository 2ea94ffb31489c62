import { readFileSync } from 'node:fs'
import nodeModule from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { SpecRequest } from './child-protocol.ts'
import { isLocal, MODULES } from './loader-options.ts'
import { notASpec } from './spec-failure.ts'

/** Marks what `defineSpec` has made, also that of another copy. */
const DEFINED = Symbol.for('ashlar.spec')

/** What a description exports, and the local modules that it imports. */
export interface Imported {
  readonly spec: unknown
  readonly modules: readonly string[]
}

/**
 * Imports a description. What its folder does not have, it gets from ashlar, so that a description works before anything
 * is installed. A Node that does not read TypeScript was started with typescript-loader.ts, which does the same.
 */
export async function importSpec({ file, standIn, own }: SpecRequest): Promise<Imported> {
  const entry = pathToFileURL(file).href
  // The description and what it imports from its own folders, each by its parent.
  const local = new Set([entry])
  Object.assign(globalThis, { [Symbol.for(MODULES)]: local })
  if (process.features.typescript) {
    nodeModule.registerHooks({
      resolve(specifier, context, next) {
        const url = own[specifier]
        if (url !== undefined) return { url, shortCircuit: true }
        if (specifier === entry && standIn !== undefined) return { url: entry, shortCircuit: true }
        const found = next(specifier, context)
        if (isLocal(found.url) && local.has(context.parentURL ?? '')) local.add(found.url)
        return found
      },
      load(url, context, next) {
        if (url !== entry || standIn === undefined) return next(url, context)
        return { format: 'module-typescript', source: readFileSync(standIn, 'utf8'), shortCircuit: true }
      },
    })
  }
  const exports: unknown = await import(entry)
  return { spec: specIn(exports), modules: [...local].slice(1).map((url) => fileURLToPath(url)) }
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
