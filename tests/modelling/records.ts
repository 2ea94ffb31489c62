import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot, readTemplates } from '../../src/package.ts'
import { generateFiles } from '../../src/pipeline.ts'
import { writeProject } from '../e2e/generated-project.ts'

/** Generates the service of a golden with its first migration; its folder. */
export async function generateGolden(name: string): Promise<string> {
  return generate(readFileSync(join(packageRoot, `tests/golden/${name}/ashlar.yaml`), 'utf8'))
}

/** Generates the service of a description with its first migration; its folder. */
export async function generate(text: string): Promise<string> {
  return writeProject(generateFiles({ file: 'ashlar.yaml', text }, await readTemplates()))
}
