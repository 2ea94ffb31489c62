import type { Weakness } from '../audit/weakness.ts'
import { stateLine } from './drift.ts'
import { count } from './duration.ts'
import type { Paint } from './terminal.ts'

/** Those that nobody has said to be meant. */
export function openWeaknesses(weaknesses: readonly Weakness[]): readonly Weakness[] {
  return weaknesses.filter(({ waiver }) => waiver === undefined)
}

/** One line for each, with its place and its route; those that are meant with the reason. */
export function weaknessLines(weaknesses: readonly Weakness[], paint: Paint): string[] {
  return weaknesses.map((weakness) => {
    const { path, line, column, route, waiver } = weakness
    const subject = `${path}:${line}:${column}${route === undefined ? '' : ` ${route}`}`
    if (waiver !== undefined) return stateLine({ state: 'allowed', subject, repair: waiver }, paint)
    return stateLine({ state: 'access', subject, repair: weaknessSentence(weakness) }, paint)
  })
}

/** What is wrong, and what to do. */
export function weaknessSentence({ message, hint }: Weakness): string {
  return `${message}: ${hint}`
}

/** `2 places where somebody may get past the rules.` */
export function weaknessVerdict(weaknesses: readonly Weakness[]): string {
  const open = openWeaknesses(weaknesses).length
  const waived = weaknesses.length - open
  const allowed =
    waived === 0 ? '' : ` ${count(waived, 'exception')} ${waived === 1 ? 'is' : 'are'} allowed with a reason.`
  if (open === 0) return `Every route goes through its policy.${allowed}`
  return `${count(open, 'place')} where somebody may get past the rules.${allowed}`
}
