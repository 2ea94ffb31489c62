import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AshlarError } from '../../../src/errors.ts'
import { describe } from '../../../src/pipeline.ts'
import { loadSpec } from '../../../src/zod/load-spec.ts'
import { placedInTypeScript } from '../../../src/zod/places.ts'
import { temporaryFolder } from '../../setup/tree.ts'

const HEAD = `import * as a from 'create-ashlar/spec'\nimport { z } from 'zod'\n`

/** A description in TypeScript in a folder of its own, where nothing is installed; its path. */
export function specFile(code: string): string {
  const path = join(temporaryFolder(), 'ashlar.spec.ts')
  writeFileSync(path, HEAD + code)
  return path
}

/** A description with one resource, whose fields are given as code; the fields begin at line 5, column 35. */
export function withFields(fields: string, more = ''): string {
  return `export default a.defineSpec({
  ashlar: 1, name: 'svc',
  resources: { note: a.resource({ fields: z.object({ ${fields} }), ${more} }) } })\n`
}

/** What is wrong with a description, a line each: `5:35 ASH1070 sentence`. */
export async function problemsIn(code: string): Promise<string[]> {
  const error = await failure(code)
  if (error === undefined) return []
  if (!(error instanceof AshlarError)) throw error
  return error.problems.map(({ code: name, message, where }) => `${where?.line}:${where?.column} ${name} ${message}`)
}

async function failure(code: string): Promise<unknown> {
  try {
    const { source } = await loadSpec(specFile(code), 5_000)
    try {
      describe(source)
    } catch (error) {
      return await placedInTypeScript(error, source, HEAD + code)
    }
  } catch (error) {
    return error
  }
  return undefined
}
