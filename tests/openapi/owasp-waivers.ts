/** A rule of the OWASP ruleset that our documents do not follow, and why. */
export interface Waiver {
  readonly rule: string
  readonly reason: string
}

/** Every one has to be needed by some golden: whoever implements what a reason waits for takes the row out. */
export const OWASP_WAIVERS: readonly Waiver[] = [
  {
    rule: 'owasp:api1:2023-no-numeric-ids',
    reason:
      'Only where the description names a numeric key, for a schema that exists; the key that ashlar makes is a UUID.',
  },
  {
    rule: 'owasp:api2:2023-read-restricted',
    reason: '`auth:` is not generated yet. Until then an API is public, and the document says so: `security: []`.',
  },
  {
    rule: 'owasp:api2:2023-write-restricted',
    reason: 'As for reading.',
  },
  {
    rule: 'owasp:api8:2023-define-error-responses-401',
    reason: 'Nobody is asked who they are, so there is no 401.',
  },
  {
    rule: 'owasp:api4:2023-rate-limit',
    reason:
      'Headers of a limit are promised where every answer has them: not by problems that may come before it, nor where `rateLimit:` is not asked for.',
  },
  {
    rule: 'owasp:api4:2023-rate-limit-responses-429',
    reason: 'Where `rateLimit:` is not asked for nobody is answered so.',
  },
  {
    rule: 'owasp:api8:2023-define-cors-origin',
    reason: 'Which origins may read the answers is said by CORS_ORIGINS where the service runs; by default none may.',
  },
  {
    rule: 'owasp:api9:2023-inventory-access',
    reason: 'Whether the API is internal is for its owners to say, in docs/openapi.fragment.json.',
  },
]

/** The waiver of a finding, if there is one. */
export function waiverOf(finding: { readonly rule: string }): Waiver | undefined {
  return OWASP_WAIVERS.find(({ rule }) => rule === finding.rule)
}
