import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../src/package.ts'

/** The shop without what needs code of its user, or others around it: actions, services that it calls, a Redis. */
export function plainShop(): string {
  const text = readFileSync(join(packageRoot, 'tests/golden/shop/ashlar.yaml'), 'utf8')
  return text
    .replaceAll(/^ {4}actions:.*\n(?: {6}.*\n)+/gm, '')
    .replace(/^upstreams:.*\n(?: {2}.*\n)+/m, '')
    .replaceAll(/^ +(?:rateLimit|cache): .*\n/gm, '')
}
