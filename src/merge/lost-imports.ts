import { posix } from 'node:path'
import type { Change, ChangeKind } from './change.ts'

/** The kinds of changes after which a file has something in it that it did not have before. */
const WRITTEN: ReadonlySet<ChangeKind> = new Set(['create', 'update', 'merged', 'move'])

/**
 * The changes, with a note on each file that now imports what the user took out of another one, or gave another name
 * there. A file by itself cannot tell, and the other one may need no merge.
 */
export function noteLostImports(changes: readonly Change[]): readonly Change[] {
  const byPath = new Map(changes.map((change) => [change.path, change]))
  return changes.map((change) => {
    const lost = WRITTEN.has(change.kind) ? lostIn(change, byPath) : []
    return lost.length === 0 ? change : { ...change, notes: [...change.notes, ...lost] }
  })
}

function lostIn({ path, before, after = '' }: Change, byPath: ReadonlyMap<string, Change>): string[] {
  return [...after.matchAll(NAMED_IMPORT)].flatMap(([, names = '', source = '']) => {
    const target = byPath.get(posix.join(posix.dirname(path), source))
    return importedNames(names)
      .filter((name) => isTakenOut(target, name) && !imports(before?.text, name, source))
      .map((name) => `it imports \`${name}\` from ${target?.path ?? source}, where you took it out or renamed it`)
  })
}

const NAMED_IMPORT = /^import (?:type )?\{([^}]*)\} from ['"](\.[^'"]+)['"]/gm

/** `type Order as Purchase` is `Order` where it comes from. */
function importedNames(names: string): string[] {
  return names
    .split(',')
    .map((name) =>
      name
        .trim()
        .replace(/^type\s+/, '')
        .replace(/\s+as\s.*$/s, ''),
    )
    .filter((name) => name !== '')
}

/** Whether a file is generated with a name that is nowhere in what the user made of it. */
function isTakenOut(target: Change | undefined, name: string): boolean {
  if (target?.wanted === undefined || target.after === undefined) return false
  const word = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`)
  return word.test(target.wanted.text) && !word.test(target.after) && !/^export \*/m.test(target.after)
}

/** What was imported before was so already. */
function imports(text: string | undefined, name: string, source: string): boolean {
  return [...(text ?? '').matchAll(NAMED_IMPORT)].some(
    ([, names = '', from]) => from === source && importedNames(names).includes(name),
  )
}
