import { z } from 'zod'
import type { GUARDED_OPERATIONS } from '../field/types.ts'
import type { AccessRule, AccessSpec } from '../spec.ts'
import { ACCESS_RULE } from '../values/access-rule.ts'
import { oneOrMany, valued } from './pieces.ts'

/** One rule, or a list of which one must hold. */
export const rulesGrammar = oneOrMany(valued(ACCESS_RULE), 'an access rule, or a list of them')

const each = z.strictObject(
  {
    list: rulesGrammar.exactOptional(),
    get: rulesGrammar.exactOptional(),
    create: rulesGrammar.exactOptional(),
    update: rulesGrammar.exactOptional(),
    delete: rulesGrammar.exactOptional(),
  } satisfies Record<(typeof GUARDED_OPERATIONS)[number], z.ZodType<readonly AccessRule[]>>,
  { error: 'a map of operations' },
)

/** What `access:` holds: rules for all operations, or for each its own. */
export const accessGrammar: z.ZodType<AccessSpec> = z.union(
  [rulesGrammar.transform((all) => ({ all })), each.transform((rules) => ({ each: rules }))],
  { error: 'access rules, or a map of operations' },
)

/** The operations that `access:` may name. */
export const accessKeys: readonly string[] = Object.keys(each.shape)
