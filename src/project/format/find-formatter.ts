import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Lock } from '../../merge/lock.ts'
import { digest, sha256 } from '../../merge/text.ts'

/** A formatter that somebody has set up for the project. */
export interface Formatter {
  readonly tool: 'biome' | 'prettier'
  /** The same while the settings are. */
  readonly fingerprint: string
}

const BIOME = /^\.?biome\.jsonc?$/
const PRETTIER = /^(?:\.prettierrc(?:\.\w+)?|prettier\.config\.\w+)$/

/**
 * The formatter of a project, set up in its folder or in one above it, up to the top of its repository. The `biome.json`
 * that ashlar wrote is none: what is generated has that format already.
 */
export function findFormatter(root: string, lock: Lock): Formatter | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    const found = formatterIn(folder, folder === root ? lock : undefined)
    if (found !== undefined) return found
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return undefined
  }
}

function formatterIn(folder: string, lock: Lock | undefined): Formatter | undefined {
  const names = existsSync(folder) ? readdirSync(folder).toSorted() : []
  const settings = (pattern: RegExp) => names.filter((name) => pattern.test(name)).map((name) => textOf(folder, name))
  const prettier = settings(PRETTIER)
  if (prettier.length > 0)
    return { tool: 'prettier', fingerprint: fingerprintOf([...prettier, textOf(folder, '.editorconfig')]) }
  const inManifest = prettierIn(textOf(folder, 'package.json'))
  if (inManifest !== undefined) return { tool: 'prettier', fingerprint: fingerprintOf([inManifest]) }
  const written = lock?.entries.find(({ identity }) => identity.template === 'biome')?.hash
  const biome = settings(BIOME).filter((text) => digest(text) !== written)
  return biome.length > 0 ? { tool: 'biome', fingerprint: fingerprintOf(biome) } : undefined
}

function prettierIn(manifest: string): string | undefined {
  try {
    const value: unknown = JSON.parse(manifest)
    return typeof value === 'object' && value !== null && 'prettier' in value
      ? JSON.stringify(value.prettier)
      : undefined
  } catch {
    return undefined
  }
}

function textOf(folder: string, name: string): string {
  const path = join(folder, name)
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

function fingerprintOf(settings: readonly string[]): string {
  return sha256(JSON.stringify(settings))
}
