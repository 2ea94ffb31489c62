import { readTemplates } from '../../src/package.ts'
import { generateFiles } from '../../src/pipeline.ts'
import { hostileDescription } from '../e2e/hostile-description.ts'
import { goldenCases } from '../golden/cases.ts'
import { generatedPart } from '../setup/generated-part.ts'

/** An OpenAPI document, as far as the tests look into it. */
export interface OpenapiDocument {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components: Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>>
}

const templates = await readTemplates()

/** The document of every golden, and of the description with hostile text in every place. */
export const documents: readonly { readonly name: string; readonly document: OpenapiDocument }[] = [
  ...goldenCases().map(({ name, text }) => ({ name, document: documentOf(generatedPart(text)) })),
  { name: 'hostile', document: documentOf(hostileDescription()) },
]

function documentOf(text: string): OpenapiDocument {
  const files = generateFiles({ file: 'ashlar.yaml', text }, templates)
  return JSON.parse(files.find(({ path }) => path === 'docs/openapi.json')?.text ?? '')
}
