import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AuditedFile } from '../audit/weakness.ts'
import type { Change } from '../merge/change.ts'

const SOURCE = /^src\/.*(?<!\.test)\.[mc]?[jt]s$/

/** The source of a service as it is after a merge: what was generated, and the user's own files beside it. */
export function auditedFiles(root: string, changes: readonly Change[]): AuditedFile[] {
  const known = changes.filter(({ path }) => SOURCE.test(path))
  const paths = new Set(known.flatMap(({ path, from }) => [path, from ?? path]))
  const generated = known.flatMap(({ path, after, wanted }) =>
    after === undefined ? [] : [{ path, text: after, generated: wanted?.text }],
  )
  const own = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .filter((path) => SOURCE.test(path) && !paths.has(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8'), generated: undefined }))
  return [...generated, ...own]
}
