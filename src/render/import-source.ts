/** In front of a file of a package, which else would be taken for one of the project: `npm:ajv/dist/2020.js`. */
const PACKAGE = 'npm:'

/**
 * What an import of a package or of a file of the project names it in the file at `path`.
 *
 * @param ending what imports of TypeScript end in: `.ts`, `.js` or nothing
 */
export function sourceFrom(path: string, from: string, ending = '.ts'): string {
  if (from.startsWith(PACKAGE)) return from.slice(PACKAGE.length)
  return isProjectPath(from) ? endingIn(ending, relativePath(path, from)) : from
}

/** `.mts` is never left out, because nothing looks for it. */
function endingIn(ending: string, source: string): string {
  return source.replace(/\.([mc]?)ts$/, (all, kind: string) => {
    if (ending === '.ts') return all
    return kind === '' ? ending : `.${kind}js`
  })
}

function isProjectPath(from: string): boolean {
  // No package is called so.
  if (from === 'package.json') return true
  return /\.[mc]?ts$/.test(from) || (/\.([mc]?js|json)$/.test(from) && !from.startsWith('@') && from.includes('/'))
}

function relativePath(from: string, to: string): string {
  const here = from.split('/').slice(0, -1)
  const there = to.split('/')
  let shared = 0
  while (shared < here.length && here[shared] === there[shared]) shared += 1
  const up = here.slice(shared).map(() => '..')
  return [...(up.length > 0 ? up : ['.']), ...there.slice(shared)].join('/')
}
