import { basename } from 'node:path'
import { withTextInFile } from '../project/stand-in.ts'
import type { LoadedSpec } from '../zod/load-spec.ts'

/** Runs a text of TypeScript as if it stood in the file: with the Zod that is installed there. */
export async function loadText(path: string, text: string): Promise<LoadedSpec> {
  const { loadSpec, TIME_LIMIT_MS } = await import('../zod/load-spec.ts')
  return withTextInFile({ name: basename(path), text }, (standIn) => loadSpec(path, TIME_LIMIT_MS, standIn))
}
