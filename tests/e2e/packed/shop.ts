import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CliResult } from '../../setup/cli.ts'
import { plainShop } from '../../setup/plain-shop.ts'
import { temporaryFolder } from '../../setup/tree.ts'
import { installPacked } from './packed-ashlar.ts'
import { run, succeed } from './programs.ts'

/** The project that all of these tests live in, made once by the packed and installed ashlar. */
export interface Shop {
  /** Holds the project and whatever else a test makes beside it. */
  readonly folder: string
  readonly root: string
  /** The bins of the installed tarball. */
  readonly bins: string
  /** A server's address for `DATABASE_URL`. */
  readonly postgres: { readonly DATABASE_URL: string }
  /** What `create-ashlar` said. */
  readonly created: CliResult
}

/** `create-ashlar shop-api --spec shop.yaml --yes`, from a tarball in a folder away from the repository. */
export async function makeShop(databaseUrl: string): Promise<Shop> {
  const folder = temporaryFolder()
  const bins = await installPacked(folder)
  writeFileSync(join(folder, 'shop.yaml'), plainShop())
  const created = await succeed([join(bins, 'create-ashlar'), 'shop-api', '--spec', 'shop.yaml', '--yes'], {
    cwd: folder,
  })
  return { folder, root: join(folder, 'shop-api'), bins, postgres: { DATABASE_URL: databaseUrl }, created }
}

/** The ashlar that the project itself depends on. */
export function ashlar({ root }: Pick<Shop, 'root'>, ...args: readonly string[]): Promise<CliResult> {
  return run([join(root, 'node_modules/.bin/ashlar'), ...args], { cwd: root })
}

/** Changes the description by replacing a text that must be there. */
export function describeAnew({ root }: Pick<Shop, 'root'>, from: string, to: string): void {
  const file = join(root, 'ashlar.yaml')
  const text = readFileSync(file, 'utf8')
  if (!text.includes(from)) throw new Error(`the description has no ${from}`)
  writeFileSync(
    file,
    text.replace(from, () => to),
  )
}
