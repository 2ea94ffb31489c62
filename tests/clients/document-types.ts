import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { packageRoot } from '../../src/package.ts'

/**
 * What `npx openapi-typescript` makes of an OpenAPI document. It needs the API of a compiler, which TypeScript 7 does not
 * have; the one that ts-morph brings along does.
 */
export function documentTypes(path: string): string {
  const compiler = new URL('older-compiler.ts', import.meta.url).href
  const generator = join(packageRoot, 'node_modules/openapi-typescript/bin/cli.js')
  const run = spawnSync(process.execPath, ['--import', compiler, generator, path], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(run.stderr)
  return run.stdout
}
