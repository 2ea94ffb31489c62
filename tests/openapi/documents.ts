import { readTemplates } from '../../src/package.ts'
import { generateFiles } from '../../src/pipeline.ts'
import type { Setup } from '../../src/plan/setup.ts'
import { parseDescription } from '../../src/spec/parse.ts'
import { yamlText } from '../../src/spec/print/yaml.ts'
import { hostileDescription } from '../e2e/hostile-description.ts'
import { goldenCases } from '../golden/cases.ts'
import { EMBEDDED } from '../setup/embedded.ts'

/** An OpenAPI document, as far as the tests look into it. */
export interface OpenapiDocument {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components: Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>>
}

/** What a description gives to those who build on the service. */
export interface Described {
  readonly name: string
  /** `docs/openapi.json` */
  readonly document: OpenapiDocument
  /** `docs/api.md` */
  readonly apiDocs: string
  /** `README.md` */
  readonly readme: string
}

const templates = await readTemplates()

const texts = [
  ...goldenCases().map(({ name, text }) => ({ name, text: text })),
  { name: 'hostile', text: hostileDescription() },
]

/** The documents of every golden, of the description with hostile text in every place, and of an API in an application. */
export const documents: readonly Described[] = [
  ...texts.map(({ name, text }) => described(name, text)),
  ...texts
    .filter(({ name }) => name === 'northwind')
    .map(({ text }) => described('northwind, embedded', text, EMBEDDED)),
]

/** The same for OpenAPI 3.0, of those that have every type, every form of key, and every text. */
export const olderDocuments: readonly Described[] = texts
  .filter(({ name }) => ['hostile', 'kinds', 'northwind'].includes(name))
  .map(({ name, text }) => described(`${name} in 3.0`, withOpenapi30(text)))

/** The documents that a description gives. */
export function described(name: string, text: string, setup: Setup = {}): Described {
  const files = generateFiles({ file: 'ashlar.yaml', text }, templates, setup)
  const textOf = (path: string) => files.find((file) => file.path === path)?.text ?? ''
  return {
    name,
    document: JSON.parse(textOf('docs/openapi.json')),
    apiDocs: textOf('docs/api.md'),
    readme: textOf('README.md'),
  }
}

function withOpenapi30(text: string): string {
  const { spec } = parseDescription({ file: 'ashlar.yaml', text })
  return yamlText({ ...spec, api: { ...spec.api, openapi: '3.0' } })
}
