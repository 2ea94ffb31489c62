/**
 * The words of the language that nothing generates yet. A description that uses one is refused by name, never half
 * obeyed; whoever implements a word takes it out of this table and puts it into the grammar.
 */
export const NOT_YET = {
  /** Keys at the top. */
  top: ['auth', 'tenant', 'upstreams'],
  /** Keys of `api:`. */
  api: ['case', 'envelope', 'openapi', 'rpc'],
  /** Keys of `defaults:`. */
  defaults: ['access', 'cache', 'idempotent', 'rateLimit', 'softDelete', 'timeout', 'versioned'],
  /** Keys of a resource. */
  resource: [
    'access',
    'actions',
    'cache',
    'createWith',
    'external',
    'hooks',
    'idempotent',
    'owner',
    'parent',
    'query',
    'rateLimit',
    'renamedFrom',
    'softDelete',
    'tenant',
    'timeout',
    'versioned',
  ],
  /** Items of `operations:`. */
  operations: ['bulkCreate', 'bulkUpdate'],
  /** Types of fields; as keys they are the object form of the type. */
  types: ['many', 'secret'],
  /** Modifiers of the short form and keys of the object form. */
  modifiers: ['backfill', 'copy', 'count', 'moves', 'read', 'renamedFrom', 'set', 'sum', 'symmetric', 'write'],
  /** Keys of the object form alone: the shape of a json field. */
  shapes: ['json', 'shape'],
} as const satisfies Record<string, readonly string[]>

/** Whether a word stands in a list; for lists that are narrower than the word. */
export function isOneOf(list: readonly string[], word: string): boolean {
  return list.includes(word)
}
