import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../src/package.ts'

/** The shop without what needs code of its user, or others around it: actions, services that it calls, a Redis. */
export function plainShop(): string {
  const text = readFileSync(join(packageRoot, 'tests/golden/shop/ashlar.yaml'), 'utf8')
  return withoutActions(text)
    .replace(/^upstreams:.*\n(?: {2}.*\n)+/m, '')
    .replaceAll(/^ +(?:rateLimit|cache): .*\n/gm, '')
}

/** A description in YAML without its actions, as the shop writes them. */
export function withoutActions(text: string): string {
  return text.replaceAll(/^ {4}actions:.*\n(?: {6}.*\n)+/gm, '')
}
