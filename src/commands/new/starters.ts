import { join } from 'node:path'
import { packageRoot } from '../../package.ts'

/** The descriptions that come with ashlar, and what each is good for. */
export const STARTERS = {
  minimal: 'one resource with two fields, to write your own from',
  shop: 'a shop: customers, categories, products, orders and their lines',
  northwind: 'an existing schema: text keys, composite keys, columns of other names',
} as const

/** One of {@link STARTERS}. */
export type Starter = keyof typeof STARTERS

/** Their names, the smallest first. */
export const STARTER_NAMES = ['minimal', 'shop', 'northwind'] as const satisfies readonly Starter[]

/** Where the description of a starter is. */
export function starterPath(starter: Starter): string {
  return join(packageRoot, 'starters', `${starter}.yaml`)
}
