import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of ashlar's own package: one up from `src/` in a clone, one up from `dist/` when built. */
export const packageRoot = fileURLToPath(new URL('../', import.meta.url))

/** This version of ashlar: `0.1.0`. */
export async function packageVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8'))
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : ''
  return String(version)
}

/** Every template that ships with ashlar by its name: its path under `templates/` without `.hbs`, as `src/app.ts`. */
export async function readTemplates(): Promise<ReadonlyMap<string, string>> {
  const folder = join(packageRoot, 'templates')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.hbs'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const texts = files.map(async (file) => [templateName(relative(folder, file)), await readFile(file, 'utf8')] as const)
  return new Map(await Promise.all(texts))
}

function templateName(path: string): string {
  return path.slice(0, -'.hbs'.length).split(sep).join('/')
}
