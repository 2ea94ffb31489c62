import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { runTool } from '../tools.ts'
import type { Texts } from './format-texts.ts'
import { unusable } from './unusable.ts'

/** Settings that say how, and what not. */
const SETTINGS = ['biome.json', 'biome.jsonc', '.biome.json', '.biome.jsonc', '.editorconfig']

/**
 * Formats all texts with one run of Biome, in a folder of their own that has the settings where the project has them: a run
 * for each text would take a second for ten.
 *
 * @param program the file that starts Biome
 * @param top the folder above which nothing is set up
 */
export async function formatWithBiome(
  { root, top, program }: { readonly root: string; readonly top: string; readonly program: string },
  texts: Texts,
): Promise<Texts> {
  const mirror = await mkdtemp(join(tmpdir(), 'ashlar-format-'))
  const own = join(mirror, relative(top, root))
  try {
    // The settings are those that stand there, not those that are generated.
    const code = [...texts].filter(([path]) => !SETTINGS.includes(path))
    for (const [path, text] of code) put(join(own, path), text)
    for (let folder = root; ; folder = dirname(folder)) {
      copySettings(folder, join(mirror, relative(top, folder)))
      if (folder === top) break
    }
    const args = [
      program,
      'format',
      '--write',
      '--no-errors-on-unmatched',
      '--vcs-enabled=false',
      '--files-max-size=16777216',
      '.',
    ]
    const { exitCode, stderr } = await runTool({
      program: process.execPath,
      args,
      cwd: own,
      hint: 'install the dependencies of the project',
    })
    const formatted = code.map(([path]) => [path, readFileSync(join(own, path), 'utf8')] as const)
    // A file that it cannot read is no reason; settings that it cannot read leave all as it was.
    if (exitCode !== 0 && formatted.every(([path, text]) => text === texts.get(path)))
      throw unusable('Biome', reasonIn(stderr))
    return new Map([...texts, ...formatted])
  } finally {
    await rm(mirror, { recursive: true, force: true })
  }
}

/** The sentence among the frames. */
function reasonIn(stderr: string): string {
  return /^\s*✖ (.+)$/m.exec(stderr)?.[1] ?? stderr
}

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

/** With the packages that settings may extend. */
function copySettings(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const name of SETTINGS) {
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name))
  }
  const packages = resolve(from, 'node_modules')
  if (existsSync(packages)) symlinkSync(packages, join(to, 'node_modules'), 'junction')
}
