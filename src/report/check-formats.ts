import { posix } from 'node:path'
import { isDrift } from '../merge/change.ts'
import { type Checked, type Finding, otherFindings } from './checked.ts'
import { driftRepair, driftState } from './drift.ts'
import { openWeaknesses, weaknessSentence } from './weaknesses.ts'

function findingsOf(checked: Checked): Finding[] {
  const files = checked.changes
    .filter(isDrift)
    .map((change) => ({ path: change.path, state: driftState(change), repair: driftRepair(change) }))
  const access = openWeaknesses(checked.weaknesses ?? []).map((weakness) => ({
    path: weakness.path,
    state: 'access',
    repair: weaknessSentence(weakness),
    at: { line: weakness.line, column: weakness.column },
  }))
  const types = (checked.types ?? []).map(({ path, line, column, code, message }) => ({
    path,
    state: 'types',
    repair: `${code}: ${message}`,
    at: { line, column },
  }))
  return [...files, ...otherFindings(checked), ...access, ...types]
}

/**
 * Annotations of GitHub Actions, one a finding.
 *
 * @param folder of the project, from that of the repository
 */
export function checkedForGithub(checked: Checked, folder: string): string {
  return findingsOf(checked)
    .map(({ path, state, repair, at }) => {
      const file = property(posix.join(folder, path))
      const place = at === undefined ? '' : `,line=${at.line},col=${at.column}`
      return `::error file=${file}${place},title=${property(`ashlar: ${state}`)}::${data(repair)}`
    })
    .join('\n')
}

/** As the workflow commands of GitHub are read. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/**
 * SARIF 2.1.0, which code scanning takes.
 *
 * @param folder of the project, from that of the repository
 */
export function checkedAsSarif(checked: Checked, { folder, version }: { folder: string; version: string }): object {
  const findings = findingsOf(checked)
  const rules = [...new Set(findings.map(({ state }) => state))].map((state) => ({ id: ruleOf(state) }))
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'ashlar', version, rules } },
        results: findings.map(({ path, state, repair, at }) => ({
          ruleId: ruleOf(state),
          level: 'error',
          message: { text: `${state}: ${repair}` },
          locations: [{ physicalLocation: { ...artifact(posix.join(folder, path)), ...(at && regionOf(at)) } }],
        })),
      },
    ],
  }
}

function artifact(path: string): object {
  return { artifactLocation: { uri: encodeURI(path) } }
}

function regionOf({ line, column }: NonNullable<Finding['at']>): object {
  return { region: { startLine: line, startColumn: column } }
}

function ruleOf(state: string): string {
  return state.replaceAll(' ', '-')
}
