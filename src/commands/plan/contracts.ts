import { compareApis } from '../../contract/compare-apis.ts'
import { type JsonObject, object } from '../../contract/document.ts'
import { compareEnvironments } from '../../contract/environment.ts'
import { comparePermissions } from '../../contract/permissions.ts'
import { lastWritten, type Unknown } from '../../project/last-written.ts'
import type { Planned } from '../../report/planned.ts'
import type { Inspection } from '../update.ts'

/**
 * What others rely on, before and after: the API, who may call it, and the environment. Pristine texts are compared, so
 * this is what the description changes, whatever the user made of the files.
 */
export function contractsOf(
  inspection: Inspection,
  root: string,
): Pick<Planned, 'api' | 'permissions' | 'environment'> {
  return { ...apiOf(inspection, root), environment: environmentOf(inspection, root) }
}

function apiOf(inspection: Inspection, root: string): Pick<Planned, 'api' | 'permissions'> {
  const versions = versionsOf('openapi', inspection, root)
  if (versions === undefined) throw new Error('the service has no OpenAPI document')
  const { path, after, before, unknown } = versions
  const document = parsed(after)
  if (unknown !== undefined) return { api: { unknown, path }, permissions: comparePermissions(document, document) }
  const known = parsed(before ?? '{}')
  return { api: { changes: compareApis(known, document) }, permissions: comparePermissions(known, document) }
}

function parsed(text: string): JsonObject {
  return object(JSON.parse(text))
}

/** An API in an application has no environment of its own. */
function environmentOf(inspection: Inspection, root: string): Planned['environment'] {
  const versions = versionsOf('envExample', inspection, root)
  if (versions === undefined) return { changes: [] }
  const { path, after, before, unknown } = versions
  if (unknown !== undefined) return { unknown, path }
  const own = inspection.service.config.map(({ name }) => name)
  return { changes: compareEnvironments({ before, after, own }) }
}

/** A file of the whole service as it was written last, and as it is wanted. */
interface Versions {
  readonly path: string
  readonly after: string
  /** `undefined` where ashlar has not written anything yet. */
  readonly before?: string
  readonly unknown?: Unknown
}

function versionsOf(template: string, { changes, lock }: Inspection, root: string): Versions | undefined {
  const change = changes.find(({ identity }) => identity.template === template)
  if (change?.wanted === undefined) return undefined
  const versions = { path: change.path, after: change.wanted.text }
  if (lock.entries.length === 0) return versions
  const last = lastWritten(root, change)
  return 'text' in last ? { ...versions, before: last.text } : { ...versions, unknown: last.unknown }
}
