import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { requireTool } from '../tools.ts'
import { formatWithBiome } from './biome.ts'
import type { Formatter } from './find-formatter.ts'
import { unusable } from './unusable.ts'

/** Texts by their paths in the project. */
export type Texts = ReadonlyMap<string, string>

/** Whether the project has the formatter that it is set up for. */
export function isFormatterInstalled(root: string, tool: Formatter['tool']): boolean {
  return packageOf(root, tool) !== undefined
}

/**
 * The texts as the project's own formatter writes them, each as if it stood at its path; what it does not know, or
 * ignores, stays. It runs in a process of its own, without plugins.
 */
export async function formatTexts(root: string, { tool, top }: Formatter, texts: Texts): Promise<Texts> {
  const program = packageOf(root, tool) ?? ''
  return tool === 'biome' ? formatWithBiome({ root, top, program }, texts) : formatWithPrettier(root, texts)
}

function packageOf(root: string, tool: Formatter['tool']): string | undefined {
  try {
    return createRequire(join(root, 'package.json')).resolve(tool === 'biome' ? '@biomejs/biome/bin/biome' : 'prettier')
  } catch {
    return undefined
  }
}

const HINT = 'install the dependencies of the project'

async function formatWithPrettier(root: string, texts: Texts): Promise<Texts> {
  const input = JSON.stringify({ prettier: packageOf(root, 'prettier'), root, texts: [...texts] })
  const answer = await requireTool({
    program: process.execPath,
    args: [childProgram(import.meta.url)],
    cwd: root,
    input,
    hint: HINT,
  })
  const formatted: unknown = JSON.parse(answer)
  if (Array.isArray(formatted)) return new Map(formatted)
  const reason =
    typeof formatted === 'object' && formatted !== null && 'error' in formatted ? String(formatted.error) : ''
  throw unusable('Prettier', reason)
}

/** Beside this module: as source in a clone, as a bundle in the package. */
function childProgram(url: string): string {
  return fileURLToPath(new URL(url.endsWith('.ts') ? './prettier-child.ts' : './prettier-child.js', url))
}
