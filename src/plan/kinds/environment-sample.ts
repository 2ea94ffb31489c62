import type { Member } from '../../model/model.ts'
import { boundsOf } from './body.ts'

/** A value that a key of the configuration takes, where only a test of the service needs one. */
export function environmentSample({ type, secret }: Member): string {
  if (secret) return 'not-a-secret'
  switch (type.kind) {
    case 'string':
      return 'x'.repeat(Math.max(type.min, 1))
    case 'slug':
      return 'sample'
    case 'email':
      return 'sample@example.org'
    case 'url':
      return 'https://example.org'
    case 'uuid':
      return '00000000-0000-7000-8000-000000000000'
    case 'boolean':
      return 'false'
    case 'enum':
      return type.values[0] ?? ''
    default: {
      const { min, max } = boundsOf(type)
      return String(min ?? Math.min(max ?? 1, 1))
    }
  }
}
