import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Lock } from '../../merge/lock.ts'
import { digest, sha256 } from '../../merge/text.ts'
import type { GeneratedFile } from '../../render/generated-file.ts'

/** A formatter that somebody has set up for the project. */
export interface Formatter {
  readonly tool: 'biome' | 'prettier'
  /** The same while the settings are. */
  readonly fingerprint: string
  /** The folder above which nothing is set up. */
  readonly top: string
}

const BIOME = /^\.?biome\.jsonc?$/
const PRETTIER = /^(?:\.prettierrc(?:\.\w+)?|prettier\.config\.\w+)$/

/**
 * The formatter of a project, set up in its folder or in one above it, up to the top of its repository. The `biome.json`
 * that ashlar wrote is none: what is generated has that format already.
 */
export function findFormatter(root: string, lock: Lock, files: readonly GeneratedFile[]): Formatter | undefined {
  const folders = foldersOf(root)
  // It is Biome's nearest settings that count.
  const isOwn = hasBiomeOfAshlar(root, lock, files)
  for (const folder of folders) {
    const found = prettierIn(folder) ?? (isOwn ? undefined : formatterOf('biome', biomeIn(folder)))
    if (found !== undefined) return { ...found, top: folders.at(-1) ?? root }
  }
  return undefined
}

/** The project and the folders above it, up to the top of its repository. */
function foldersOf(root: string): readonly string[] {
  const folders = [root]
  for (let folder = root; !existsSync(join(folder, '.git')) && dirname(folder) !== folder; ) {
    folder = dirname(folder)
    folders.push(folder)
  }
  return folders
}

/** Whether the settings of Biome are those that ashlar wrote, or is about to write. */
function hasBiomeOfAshlar(root: string, { entries }: Lock, files: readonly GeneratedFile[]): boolean {
  const written = entries.find(({ identity }) => identity.template === 'biome')?.hash
  const standing = biomeIn(root)
  if (standing.length > 0) return standing.every((text) => digest(text) === written)
  return written === undefined && files.some(({ identity }) => identity.template === 'biome')
}

type Found = Omit<Formatter, 'top'>

function formatterOf(tool: Formatter['tool'], settings: readonly string[]): Found | undefined {
  return settings.length === 0 ? undefined : { tool, fingerprint: sha256(JSON.stringify(settings)) }
}

function settingsIn(folder: string, pattern: RegExp): readonly string[] {
  const names = existsSync(folder) ? readdirSync(folder).toSorted() : []
  return names.filter((name) => pattern.test(name)).map((name) => textOf(folder, name))
}

function biomeIn(folder: string): readonly string[] {
  return settingsIn(folder, BIOME)
}

function prettierIn(folder: string): Found | undefined {
  const files = settingsIn(folder, PRETTIER)
  const key = prettierKeyOf(textOf(folder, 'package.json'))
  const settings = key === undefined ? files : [...files, key]
  return settings.length === 0 ? undefined : formatterOf('prettier', [...settings, textOf(folder, '.editorconfig')])
}

/** The settings in a `package.json`. */
function prettierKeyOf(manifest: string): string | undefined {
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
