import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../../src/package.ts'
import { succeed } from './programs.ts'

/** What goes into the package or into its build; the rest of the repository is not needed for `npm pack`. */
const SOURCES = [
  'bin',
  'src',
  'templates',
  'starters',
  'package.json',
  'rolldown.config.ts',
  'tsconfig.json',
  'tsconfig.build.json',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
]

/**
 * Packs ashlar as a release would, `prepare` included, and installs the tarball into `folder/tool`; the folder of its
 * bins. The sources are copied first: the build of the repository itself may be in use by other tests.
 */
export async function installPacked(folder: string): Promise<string> {
  const sources = join(folder, 'sources')
  for (const name of SOURCES) {
    if (existsSync(join(packageRoot, name))) cpSync(join(packageRoot, name), join(sources, name), { recursive: true })
  }
  symlinkSync(join(packageRoot, 'node_modules'), join(sources, 'node_modules'))
  const { stdout } = await succeed(['npm', 'pack', '--pack-destination', folder], { cwd: sources })
  const tarball = stdout.trim().split('\n').at(-1) ?? ''
  const tool = join(folder, 'tool')
  mkdirSync(tool)
  writeFileSync(join(tool, 'package.json'), '{}')
  await succeed(['npm', 'install', join(folder, tarball)], { cwd: tool })
  return join(tool, 'node_modules/.bin')
}
