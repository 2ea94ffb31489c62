import { secretsOf } from '../../model/lookup.ts'
import type { Resource } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { value } from '../code.ts'
import { PATHS } from '../paths.ts'

/** How a write hashes what is a secret before it stores it: `plain` is what came, `input` or `patch` what is stored. */
export function secretsView(resource: Resource) {
  const [create, update] = [secretsIn(resource, 'create'), secretsIn(resource, 'update')]
  return {
    create: create.length > 0 && `await withHashes(plain, ${literal(create)})`,
    update: update.length > 0 && `await withHashes(plain, ${literal(update)})`,
    input: create.length > 0 ? 'plain' : 'input',
    patch: update.length > 0 ? 'plain' : 'patch',
  }
}

/** What the queries of a resource import for that. */
export function secretImports(resource: Resource): ImportSymbol[] {
  const writes = (['create', 'update'] as const).filter((operation) => resource.operations.includes(operation))
  const hashes = writes.some((operation) => secretsIn(resource, operation).length > 0)
  return hashes ? [value('withHashes', PATHS.passwords)] : []
}

function secretsIn(resource: Resource, operation: 'create' | 'update'): string[] {
  return secretsOf(resource)
    .filter(({ writable }) => writable[operation])
    .map(({ property }) => property)
}
