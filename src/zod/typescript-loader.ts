import { readFile } from 'node:fs/promises'
import type { LoadHook, ResolveHook } from 'node:module'
import { fileURLToPath } from 'node:url'
import { ts } from 'ts-morph'
import { withoutTypes } from './erasable.ts'
import { isLocal, type LoaderOptions, MODULES, NOT_TYPESCRIPT } from './loader-options.ts'

// Hooks for a Node that does not read TypeScript itself: modules are read as a newer Node reads them, so that what is
// accepted does not depend on the Node that runs ashlar. They run in a thread of their own; see loader-options.ts.

const given = new URL(import.meta.url).searchParams.get('options') ?? '{}'
const { entry, standIn, own }: LoaderOptions = JSON.parse(given)
const local = new Set([entry])

/** Finds what the folder of the description does not have, and notes what belongs to it. */
export const resolve: ResolveHook = async (specifier, context, next) => {
  const url = own[specifier]
  if (url !== undefined) return { url, shortCircuit: true }
  if (specifier === entry && standIn !== undefined) return { url: entry, shortCircuit: true }
  const found = await next(specifier, context)
  if (isLocal(found.url) && local.has(context.parentURL ?? '')) local.add(found.url)
  return found
}

/** Takes the types out of TypeScript. */
export const load: LoadHook = async (url, context, next) => {
  if (!/\.[mc]?ts$/.test(url) || !isLocal(url)) return next(url, context)
  const read = withoutTypes(ts, await readFile(textOf(url), 'utf8'), fileURLToPath(url))
  if (!('code' in read)) throw Object.assign(new Error(read.message), { code: NOT_TYPESCRIPT })
  return { format: 'module', source: local.has(url) ? `${noted(url)}${read.code}` : read.code, shortCircuit: true }
}

/** The file that has the text of a module. */
function textOf(url: string): string {
  return url === entry && standIn !== undefined ? standIn : fileURLToPath(url)
}

/** The module says itself that it was loaded: this thread shares nothing with the one that waits for it. */
function noted(url: string): string {
  // On the first line, so that no other moves.
  return url === entry ? '' : `globalThis[Symbol.for('${MODULES}')]?.add(import.meta.url);`
}
