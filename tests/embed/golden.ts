import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot, readTemplates } from '../../src/package.ts'
import { generateFiles } from '../../src/pipeline.ts'
import { EMBEDDED } from '../setup/embedded.ts'

/** What the API of the clinic should be, file by file. */
export const EXPECTED = join(packageRoot, 'tests/embed/expected')

/** What ashlar makes of it now, by path. */
export async function embeddedFiles(): Promise<ReadonlyMap<string, string>> {
  const text = readFileSync(join(packageRoot, 'tests/embed/clinic.yaml'), 'utf8')
  const files = generateFiles({ file: 'ashlar.yaml', text }, await readTemplates(), EMBEDDED)
  return new Map(files.map((file) => [file.path, file.text]))
}
