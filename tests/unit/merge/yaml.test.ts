import { describe, expect, test } from 'vitest'
import { mergeYaml } from '../../../src/merge/merge-yaml.ts'

const steps = (...lines: readonly string[]): string => ['steps:', ...lines.map((line) => `  ${line}`), ''].join('\n')

const outcome = (base: string, yours: string, next: string): string => {
  const result = mergeYaml({ path: 'a.yaml', base, yours, next })
  return 'text' in result ? result.text : `conflict: ${result.conflict}`
}

/** Three texts, and what they become. */
type Case = readonly [name: string, base: string, yours: string, next: string, expected: string]

describe('the first key of a step', () => {
  const lint = ['- name: Lint', '  run: npm run lint'] as const

  test.each<Case>([
    [
      'goes with you',
      steps(...lint, '- name: Tests', '  run: npm test'),
      steps(...lint, '- run: npm test'),
      steps(...lint, '- name: Tests', "  if: github.ref == 'refs/heads/main'", '  run: npm test'),
      steps(...lint, "- if: github.ref == 'refs/heads/main'", '  run: npm test'),
    ],
    [
      'is no longer generated',
      steps('- name: A', '  uses: x', '- name: T', '  run: t'),
      steps('- name: A', '  uses: x', '- name: T', '  env: { MINE: 1 }', '  run: t'),
      steps('- name: A', '  uses: x', '- run: t'),
      steps('- name: A', '  uses: x', '- env: { MINE: 1 }', '  run: t'),
    ],
    [
      'goes, and the second one with you',
      steps('- name: A', '  uses: u', '- name: N', '  if: c', '  run: x'),
      steps('- name: A', '  uses: u', '- name: N', '  run: x'),
      steps('- name: A', '  uses: u', '- if: c', '  run: x'),
      steps('- name: A', '  uses: u', '- run: x'),
    ],
    [
      'is a name of yours, and the command changed',
      steps('- run: npm ci', '- run: t'),
      steps('- name: Install', '  run: npm ci', '- run: t'),
      steps('- run: npm ci --ignore-scripts', '- run: t'),
      steps('- name: Install', '  run: npm ci --ignore-scripts', '- run: t'),
    ],
    [
      'has a comment above the step',
      steps('- name: A', '  uses: u', '# Why.', '- name: N', '  run: x'),
      steps('- name: A', '  uses: u', '# Why.', '- run: x'),
      steps('- name: A', '  uses: u', '# Why.', '- name: N', '  if: c', '  run: x'),
      steps('- name: A', '  uses: u', '# Why.', '- if: c', '  run: x'),
    ],
    [
      'stands behind two dashes',
      'l:\n  - - a: 1\n      b: 1\n    - c: 1\n      d: 1\n',
      'l:\n  - - b: 1\n    - c: 1\n      d: 1\n',
      'l:\n  - - a: 1\n      b: 2\n    - c: 1\n      d: 2\n',
      'l:\n  - - b: 2\n    - c: 1\n      d: 2\n',
    ],
    [
      'has an anchor',
      steps('- &a name: A', '  run: x', '- run: y'),
      steps('- &a name: A', '  run: mine', '- run: y'),
      steps('- &a name: A', '  run: x', '  if: c', '- run: y'),
      'conflict: both changed `steps, name: A`',
    ],
    [
      'goes with you, and all others with what is generated',
      steps('- name: A', '  uses: u', '- run: y'),
      steps('- uses: u', '- run: y', '- run: mine'),
      steps('- name: A', '- run: y'),
      'conflict: nothing would be left of `steps, uses: u`: the rest of it is no longer generated',
    ],
  ])('%s', (_, base, yours, next, expected) => {
    expect(outcome(base, yours, next)).toBe(expected)
  })
})
