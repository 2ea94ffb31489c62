import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { ashlar } from '../setup/cli.ts'

const EXAMPLE = join(packageRoot, 'examples/shop')

/** The example shop as its README makes it: generated, and what a person has written put over it. */
export async function makeExample(folder: string): Promise<string> {
  const root = join(inject('installedRoot'), folder)
  mkdirSync(root, { recursive: true })
  cpSync(join(EXAMPLE, 'ashlar.yaml'), join(root, 'ashlar.yaml'))
  await generate(root)
  cpSync(join(EXAMPLE, 'src'), join(root, 'src'), { recursive: true })
  return root
}

/** What `ashlar generate` says in it; it must find nothing wrong. */
export async function generate(root: string): Promise<string> {
  const { exitCode, stdout, stderr } = await ashlar(['generate'], { cwd: root })
  if (exitCode !== 0) throw new Error(`${stdout}${stderr}`)
  return stdout
}
