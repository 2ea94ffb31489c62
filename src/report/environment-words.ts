import type { Variable, VariableChange } from '../contract/environment.ts'

/** What becomes of a variable of the environment, in a word, and what to know of it. */
export interface VariableNews {
  readonly verb: 'new' | 'gone' | 'changed'
  readonly name: string
  /** What to know: `url; the service does not start without it`; empty for one that is gone. */
  readonly note: string
  /** Whether somebody has to set it before the service starts. */
  readonly isUrgent: boolean
}

/** Each change of the environment in words. */
export function variableNews({ name, before, after }: VariableChange): VariableNews {
  if (after === undefined) return { verb: 'gone', name, note: '', isUrgent: false }
  if (before === undefined) return { verb: 'new', name, note: aboutNew(after), isUrgent: after.required }
  return { verb: 'changed', name, note: differences(before, after), isUrgent: after.required && !before.required }
}

function aboutNew({ type, required, default: given }: Variable): string {
  return joined([
    type === undefined ? '' : `\`${type}\``,
    required ? STOPS : given === undefined ? 'may be left out' : `\`${given}\` without it`,
  ])
}

const STOPS = 'the service does not start without it'

function differences(before: Variable, after: Variable): string {
  const isTyped = before.type !== undefined && after.type !== undefined
  const [was, is] = [before, after].map(({ default: given }) => (given === undefined ? 'nothing' : `\`${given}\``))
  return joined([
    isTyped && before.type !== after.type ? `\`${after.type}\` instead of \`${before.type}\`` : '',
    before.required === after.required ? '' : after.required ? STOPS : 'may be left out now',
    was === is || after.required ? '' : `${is} without it, instead of ${was}`,
  ])
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('; ')
}
