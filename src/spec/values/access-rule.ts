import { quoted } from '../source.ts'
import type { AccessRule } from '../spec.ts'
import { CONDITION, CONDITION_PATTERN, conditionText } from './condition.ts'
import { isComplaint, type TextValue } from './text-value.ts'

/** The words of a rule that are not roles. */
export const WHO = ['public', 'signedIn', 'self', 'owner', 'parent'] as const

const ROLE = '[A-Za-z0-9][A-Za-z0-9_.:/+-]{0,62}'
const PATTERN = new RegExp(`^${ROLE}(?:\\s+where\\s+${CONDITION_PATTERN})?$`)

/**
 * One who may, and on which rows.
 *
 * @example
 * ACCESS_RULE.read('public where published') // { who: 'public', where: { field: 'published' } }
 */
export const ACCESS_RULE: TextValue<AccessRule> = {
  what: 'an access rule',
  pattern: PATTERN,
  read(text) {
    const [, who, written] = text.match(/^(\S+)(?:\s+where\s+(.*))?$/s) ?? []
    if (who === undefined || !PATTERN.test(text)) return wrong(text)
    if (written === undefined) return { who }
    const where = CONDITION.read(written)
    return isComplaint(where) ? wrong(text) : { who, where }
  },
}

function wrong(text: string) {
  return {
    code: 'ASH1038',
    message: `${quoted(text)} is not an access rule`,
    hint: 'a rule is `public`, `signedIn`, `self`, `owner`, `parent` or a role, with `where published` or `where status = draft` behind it',
  }
}

/** `public where published` */
export function accessRuleText({ who, where }: AccessRule): string {
  return where === undefined ? who : `${who} where ${conditionText(where)}`
}
