import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A tree as paths and texts; a script ends in `*`. */
export type Tree = Readonly<Record<string, string>>

/** A temporary folder that holds the tree, and is gone after the test. */
export function folderWith(tree: Tree = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'ashlar-unit-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  fill(root, tree)
  return root
}

export function fill(root: string, tree: Tree): void {
  for (const [name, text] of Object.entries(tree)) {
    const path = join(root, name.replace(/\*$/, ''))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    if (name.endsWith('*')) chmodSync(path, 0o755)
  }
}

/** Everything below the folder: texts, scripts with `*`, empty folders with `/`, links with `->`. */
export function treeOf(root: string, below = ''): Tree {
  const names = readdirSync(join(root, below)).toSorted()
  if (names.length === 0 && below !== '') return { [`${below}/`]: '' }
  const trees = names.map((name) => {
    const path = below === '' ? name : `${below}/${name}`
    const stat = lstatSync(join(root, path))
    if (stat.isSymbolicLink()) return { [`${path}->`]: readlinkSync(join(root, path)) }
    if (stat.isDirectory()) return treeOf(root, path)
    return { [`${path}${(stat.mode & 0o100) === 0 ? '' : '*'}`]: readFileSync(join(root, path), 'utf8') }
  })
  return Object.assign({}, ...trees)
}
