import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Resource } from '../../src/model/model.ts'
import { packageRoot, readTemplates } from '../../src/package.ts'
import { describe, generateFiles } from '../../src/pipeline.ts'
import { writeProject } from '../e2e/generated-project.ts'

const GOLDEN = {
  file: 'ashlar.yaml',
  text: readFileSync(join(packageRoot, 'tests/golden/northwind/ashlar.yaml'), 'utf8'),
}

/** The description of Northwind as far as this version generates it. */
const SOURCE = { ...GOLDEN, text: GOLDEN.text }

/** What the description means. */
export const RESOURCES: readonly Resource[] = describe(SOURCE).resources

/** Generates the service with its first migration where ashlar's own dependencies count as installed; its folder. */
export async function generateNorthwind(): Promise<string> {
  return writeProject(generateFiles(SOURCE, await readTemplates()))
}
