import { createConfig, lintFromString } from '@redocly/openapi-core'
import { type RulesetDefinition, Spectral } from '@stoplight/spectral-core'
import owasp from '@stoplight/spectral-owasp-ruleset'
import { oas } from '@stoplight/spectral-rulesets'

/** What a linter has against a document. */
export interface LintFinding {
  readonly rule: string
  /** JSON Pointer of the place. */
  readonly at: string
  readonly message: string
}

const strict = await createConfig({ extends: ['recommended-strict'] })

/** Redocly's `recommended-strict`. */
export async function redoclyFindings(document: object): Promise<LintFinding[]> {
  const source = JSON.stringify(document)
  const found = await lintFromString({ source, absoluteRef: 'openapi.json', config: strict })
  return found.map(({ ruleId, message, location }) => {
    return { rule: ruleId, at: location[0]?.pointer ?? '', message }
  })
}

/**
 * Spectral's `oas`: every rule, also those that it does not recommend, but for three. Tags stand in the order of the
 * description, and neither an address of the maintainers nor one of a licence is known to it.
 */
export function spectralFindings(document: object): Promise<LintFinding[]> {
  const rules = { 'openapi-tags-alphabetical': 'off', 'contact-properties': 'off', 'license-url': 'off' } as const
  return runSpectral(document, { extends: [[oas as RulesetDefinition, 'all']], rules })
}

/** Every rule of Spectral's OWASP ruleset. */
export function owaspFindings(document: object): Promise<LintFinding[]> {
  return runSpectral(document, { extends: [[owasp as unknown as RulesetDefinition, 'all']], rules: {} })
}

async function runSpectral(document: object, ruleset: RulesetDefinition): Promise<LintFinding[]> {
  const spectral = new Spectral()
  spectral.setRuleset(ruleset)
  const found = await spectral.run(JSON.parse(JSON.stringify(document)))
  return found.map(({ code, path, message }) => ({ rule: String(code), at: `#/${path.join('/')}`, message }))
}
