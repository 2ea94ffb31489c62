import { type Line, percent, type Scenario, type Verdict } from './scenario.ts'

/** A scenario and what came of it. */
export interface Result extends Verdict {
  readonly scenario: Scenario
}

/** A fault that is held by a test elsewhere, or by nothing. */
export interface Elsewhere {
  readonly id: string
  readonly fault: string
  readonly where: string
}

/** All that was measured, as Markdown: a row for each fault, and below it each pass line that did not hold. */
export function report(results: readonly Result[], elsewhere: readonly Elsewhere[]): string {
  const rows = results.map(({ scenario: { id, fault }, ...verdict }) => [
    id,
    fault,
    shown(verdict.requests, String),
    shown(verdict.availability, percent),
    shown(verdict.p95, (ms) => `${Math.round(ms)} ms`),
    shown(verdict.recoveryMs, (ms) => `${(ms / 1_000).toFixed(1)} s`),
    verdict.lines.map(({ says, measured }) => `${says} (${measured})`).join('; '),
    passed(verdict) ? 'yes' : '**no**',
  ])
  const head = ['', 'fault', 'requests', 'availability', 'p95', 'recovery', 'has to hold (measured)', 'held']
  const failed = results.flatMap(({ scenario, lines }) => lines.filter(isBroken).map((line) => broken(scenario, line)))
  return [
    table(head, rows),
    failed.length === 0 ? 'Everything held.' : `Did not hold:\n\n${failed.join('\n')}`,
    table(
      ['', 'fault', 'held by'],
      elsewhere.map(({ id, fault, where }) => [id, fault, where]),
    ),
  ].join('\n\n')
}

/** Whether every pass line held. */
export function passed({ lines }: Verdict): boolean {
  return !lines.some(isBroken)
}

/** What did not hold, for a person who looks on. */
export function broken({ id, fault }: Scenario, { says, measured }: Line): string {
  return `- ${id}, ${fault}: ${says}, but ${measured}`
}

export function isBroken(line: Line): boolean {
  return !line.passed
}

function shown(measured: number | undefined, show: (measured: number) => string): string {
  return measured === undefined || Number.isNaN(measured) ? '' : show(measured)
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')
}
