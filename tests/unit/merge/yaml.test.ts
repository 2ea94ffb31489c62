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
      'is all that is left, and goes with what is generated',
      'k:\n  a: 1\n  b: 1\nc: 1\n',
      'k:\n  a: 1\nc: 1\n',
      'k:\n  b: 1\nc: 1\n',
      'conflict: nothing would be left of `k`: the rest of it is no longer generated',
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

describe('what stands in place of a step is not that step', () => {
  const lint = ['- name: Lint', '  run: npm run lint'] as const
  const checkout = '- uses: actions/checkout@v4'
  const cache = ['- uses: actions/cache@v4', '  with:', '    path: ~/.npm'] as const

  test.each<Case>([
    [
      'a command for another one',
      steps('- run: npm ci', '- run: npm run lint', '- run: npm test'),
      steps('- run: npm ci', '- run: make deploy', '- run: npm test'),
      steps('- run: npm ci', '- run: npm run lint', '  env:', '    TOKEN: secret', '- run: npm test'),
      'conflict: you took out `steps, run: npm run lint` or made it `run: make deploy`, and what is generated of it changed',
    ],
    [
      'a command for one that is nearly the same',
      steps('- run: npm ci', '- run: npm run lint', '- run: npm test'),
      steps('- run: npm ci', '- run: npm run deploy', '- run: npm test'),
      steps('- run: npm ci', '- run: npm run lint', '  env:', '    TOKEN: secret', '- run: npm test'),
      'conflict: you took out `steps, run: npm run lint` or made it `run: npm run deploy`, and what is generated of it changed',
    ],
    [
      'a long command for one with another word in it',
      steps('- run: npm ci', '- run: docker compose -f compose.yaml run --rm tests'),
      steps('- run: npm ci', '- run: docker compose -f compose.yaml run --rm deploy'),
      steps('- run: npm ci', '- run: docker compose -f compose.yaml run --rm tests', '  env: { TOKEN: secret }'),
      'conflict: you took out `steps, run: docker compose -f compose.yaml run --rm tests` or made it `run: docker compose -f compose.yaml run --rm deploy`, and what is generated of it changed',
    ],
    [
      'a command with an option of yours is the same',
      steps('- run: npm ci', '- run: npm test'),
      steps('- run: npm ci', '- run: npm test -- --coverage'),
      steps('- run: npm ci', '- run: npm test', '  if: c'),
      steps('- run: npm ci', '- run: npm test -- --coverage', '  if: c'),
    ],
    [
      'another name',
      steps('- run: npm ci', ...lint),
      steps('- run: npm ci', '- name: Deploy', '  uses: me/deploy@v1'),
      steps('- run: npm ci', '- name: Lint', '  if: failure()', '  run: npm run lint'),
      'conflict: you took out `steps, name: Lint` or made it `name: Deploy`, and what is generated of it changed',
    ],
    [
      'another action of the same name',
      steps('- name: Deploy', '  uses: a/deploy@v1', '- run: t'),
      steps('- name: Deploy', '  uses: me/deploy@v1', '- run: t'),
      steps('- name: Deploy', '  uses: a/deploy@v1', '  env: { TOKEN: secret }', '- run: t'),
      'conflict: you took out `steps, name: Deploy` or made it another `name: Deploy`, and what is generated of it changed',
    ],
    [
      'the same action before it, and it is edited',
      steps(checkout, '- run: t'),
      steps(checkout, '  with:', '    repository: o/r', checkout, '  with:', '    fetch-depth: 0', '- run: t'),
      steps('- uses: actions/checkout@v5', '- run: t'),
      'conflict: you took out `steps, uses: actions/checkout` or made it another `uses: actions/checkout`, and what is generated of it changed',
    ],
    [
      'the same action before it, and it has a name now',
      steps(checkout, '- run: t'),
      steps(checkout, '  with:', '    repository: o/r', '- name: Code', '  uses: actions/checkout@v4', '- run: t'),
      steps('- uses: actions/checkout@v5', '- run: t'),
      'conflict: you took out `steps, uses: actions/checkout` or made it another `uses: actions/checkout`, and what is generated of it changed',
    ],
    [
      'the same action before it, and it is as it was',
      steps(checkout, '- run: t'),
      steps(checkout, '  with:', '    repository: o/r', checkout, '- run: t'),
      steps('- uses: actions/checkout@v5', '- run: t'),
      steps(checkout, '  with:', '    repository: o/r', '- uses: actions/checkout@v5', '- run: t'),
    ],
    [
      'another action',
      steps('- run: a', ...cache, '- run: b'),
      steps('- run: a', ...cache.map((line) => line.replace('cache', 'stale')), '- run: b'),
      steps('- run: a', ...cache, '    key: k', '- run: b'),
      'conflict: you took out `steps, uses: actions/cache` or made it `uses: actions/stale`, and what is generated of it changed',
    ],
    [
      'the same action, added by both',
      steps('- run: t'),
      steps(checkout, '  with:', '    repository: o/r', '- run: t'),
      steps(checkout, '  with:', '    fetch-depth: 0', '- run: t'),
      'conflict: both added `steps, uses: actions/checkout`, each in its own way',
    ],
    [
      'the same name, added by both',
      steps('- run: t'),
      steps('- name: Build', '  run: b', '- run: t'),
      steps('- name: Build', '  if: c', '  run: b', '- run: t'),
      steps('- name: Build', '  if: c', '  run: b', '- run: t'),
    ],
    [
      'a single value that both replaced',
      steps('- a', '- b'),
      steps('- mine', '- b'),
      steps('- c', '- b'),
      'conflict: both changed `steps, mine`',
    ],
  ])('%s', (_, base, yours, next, expected) => {
    expect(outcome(base, yours, next)).toBe(expected)
  })
})

describe('where something new goes', () => {
  const run = (...names: readonly string[]): string => steps(...names.map((name) => `- run: ${name}`))
  const list = (...items: readonly string[]): string => steps(...items.map((item) => `- ${item}`))

  test.each<Case>([
    [
      'not behind a step that you moved',
      run('a', 'b', 'c'),
      run('a', 'c', 'b'),
      run('a', 'b', 'new', 'c'),
      'conflict: `steps, run: new` has no place: you moved what stands there, and the order matters',
    ],
    [
      'not before a step that you moved',
      run('a', 'b', 'c'),
      run('b', 'a', 'c'),
      run('a', 'b', 'new', 'c'),
      'conflict: `steps, run: new` has no place: you moved what stands there, and the order matters',
    ],
    [
      'behind a step, where you moved others',
      run('a', 'b', 'c', 'd'),
      run('a', 'b', 'd', 'c'),
      run('a', 'new', 'b', 'c', 'd'),
      run('a', 'new', 'b', 'd', 'c'),
    ],
    [
      'not where you added a step',
      run('a', 'b'),
      run('a', 'mine', 'b'),
      run('a', 'new', 'b'),
      'conflict: `steps, run: new` has no place: you added something there, and the order matters',
    ],
    [
      'not where steps have another order now',
      run('a', 'b'),
      run('a', 'b', 'mine'),
      run('b', 'a'),
      'conflict: what is generated of `steps` has another order now, and the order matters',
    ],
    [
      'not where both added a step, each in another place',
      run('a', 'b'),
      run('a', 'b', 'c'),
      run('a', 'c', 'b'),
      'conflict: what is generated of `steps` has another order now, and the order matters',
    ],
    ['where you have the new order', run('a', 'b'), run('b', 'a', 'mine'), run('b', 'a'), run('b', 'a', 'mine')],
    [
      'where keys have another order, that is yours',
      'a: 1\nb: 1\n',
      'a: 1\nb: 1\nmine: 1\n',
      'b: 2\na: 1\n',
      'a: 1\nb: 2\nmine: 1\n',
    ],
    [
      'several, each behind its own',
      run('a', 'b'),
      run('a', 'b', 'mine'),
      run('one', 'two', 'a', 'three', 'four', 'b'),
      run('one', 'two', 'a', 'three', 'four', 'b', 'mine'),
    ],
    [
      'into a list whose items begin with a dash',
      list('-v', '--all'),
      list('-v', '--all', '--mine'),
      list('-v', '-x', '--all'),
      list('-v', '-x', '--all', '--mine'),
    ],
  ])('%s', (_, base, yours, next, expected) => {
    expect(outcome(base, yours, next)).toBe(expected)
  })
})

describe('what a text says, however it is written', () => {
  test.each<Case>([
    ['quotes of yours', "a: 'x' # why\n", 'a: "x" # why\nm: 1\n', "a: 'y' # why\n", "a: 'y' # why\nm: 1\n"],
    ['quotes that are no longer generated', "a: 'x'\n", "a: 'mine'\n", 'a: x\n', "a: 'mine'\n"],
    ['the same in other quotes', 'a: x\n', 'a: "y"\nm: 1\n', "a: 'y'\n", 'a: "y"\nm: 1\n'],
    ['a number in quotes', 'a: 1\n', "a: '1'\n", 'a: 2\n', 'conflict: both changed `a`'],
    ['a value with an anchor', "a: &x 'x'\n", 'a: &x "x"\n', "a: &x 'y'\n", 'conflict: both changed `a`'],
    ['indented otherwise', "k:\n  a: 'x'\n", 'k:\n    a: "x"\n', "k:\n  a: 'y'\n", 'conflict: both changed `k, a`'],
    [
      'a comment behind a sign',
      'a: |\n  x\nb: 1\n',
      'a: |\n  x\nb: 2\n',
      'a: | # why\n  x\nb: 1\n',
      'a: | # why\n  x\nb: 2\n',
    ],
    ['an item in quotes', "l:\n- 'x'\n- b\n", 'l:\n- "x"\n- b\n', "l:\n- 'x'\n- c\n", 'l:\n- "x"\n- c\n'],
    ['a byte order mark', 'a: 1\nb: 1\n', '\uFEFFa: 1\nb: mine\n', 'a: 2\nb: 1\n', '\uFEFFa: 2\nb: mine\n'],
    ['a byte order mark of all', '\uFEFFa: 1\n', '\uFEFFa: 1\nb: mine\n', '\uFEFFa: 2\n', '\uFEFFa: 2\nb: mine\n'],
    ['a file of one value', 'a\n', 'b\n', 'c\n', 'conflict: both changed the file'],
    [
      'an anchor of both',
      'a: 1\nb: 1\n',
      'a: 1\nmine: &x 1\nb: *x\n',
      'new: &x 2\na: *x\nb: 1\n',
      'conflict: merged, it would define the anchor `&x` twice',
    ],
    [
      'an anchor that you have twice',
      'a: 1\nb: 1\n',
      'a: &x 1\nb: &x 1\n',
      'a: 1\nb: 1\nc: 1\n',
      'a: &x 1\nb: &x 1\nc: 1\n',
    ],
  ])('%s', (_, base, yours, next, expected) => {
    expect(outcome(base, yours, next)).toBe(expected)
  })
})

describe('comments that a key alone does not tell the place of', () => {
  const tasks = (...lines: readonly string[]): string => ['# All.', '# Of it.', '', ...lines, ''].join('\n')
  const [start, clean] = [['start:', '  run: a'] as const, ['', '# Then.', 'clean:', '  run: b'] as const]

  test.each<Case>([
    [
      'you put a key below one, and another one is generated above it',
      tasks(...start, ...clean),
      tasks(...start, '', '# Then.', 'mine: 1', 'clean:', '  run: b'),
      tasks(...start, '', 'new: 1', '# Then.', 'clean:', '  run: b'),
      tasks(...start, '', 'new: 1', '# Then.', 'mine: 1', 'clean:', '  run: b'),
    ],
    [
      'you put a key below one, and another comment is generated above it',
      tasks(...start, ...clean),
      tasks(...start, '', '# Then.', 'mine: 1', 'clean:', '  run: b'),
      tasks(...start, '', '# New.', '# Then.', 'clean:', '  run: b'),
      tasks(...start, '', '# New.', '# Then.', 'mine: 1', 'clean:', '  run: b'),
    ],
    [
      'you put a key above the first one of the file, which changes',
      tasks(...start),
      `mine: 1\n${tasks(...start)}`,
      tasks(...start).replace('Of it.', 'New.'),
      `mine: 1\n${tasks(...start).replace('Of it.', 'New.')}`,
    ],
    [
      'you took out a key between empty lines, and another one is generated in front of the second',
      tasks('a: 1', '', 'b: 1', '', ...start),
      tasks('a: 1', '', '', ...start),
      tasks('a: 1', '', 'b: 1', '', 'new: 1', ...start),
      tasks('a: 1', '', '', 'new: 1', ...start),
    ],
    [
      'you took out the first key of the file, and another one is generated above its comment',
      tasks('a: 1', ...start),
      tasks(...start),
      `new: 1\n${tasks('a: 1', ...start)}`,
      `new: 1\n${tasks(...start)}`,
    ],
    [
      'the same, and lines are no help',
      tasks('a: 1', 'b: 1', 'c: 1'),
      tasks('b: 2', 'c: 1'),
      `new: 1\n${tasks('a: 1', 'b: 1', 'c: 2')}`,
      'conflict: merged, it would lose the comment `# All.`',
    ],
    [
      'both changed one',
      tasks(...start, ...clean),
      tasks(...start, ...clean).replace('Then', 'Later'),
      tasks(...start, ...clean).replace('Then', 'At last'),
      'conflict: both changed `clean`',
    ],
    [
      'a value is unclear too',
      tasks(...start, ...clean),
      tasks(...start, '', '# Then.', 'mine: 1', 'clean:', '  run: mine'),
      tasks(...start, '', 'new: 1', '# Then.', 'clean:', '  run: new'),
      'conflict: both changed `clean, run`; both changed `clean`',
    ],
    [
      'lines would have a key twice that both added',
      tasks(...clean, ...start),
      tasks('', '# Then.', 'mine: 1', 'clean:', '  run: b', 'x: 1', ...start),
      tasks('', 'new: 1', '# Then.', 'clean:', '  run: b', ...start, 'x: 1'),
      'conflict: both changed `clean`',
    ],
  ])('%s', (_, base, yours, next, expected) => {
    expect(outcome(base, yours, next)).toBe(expected)
  })
})

test('large maps and lists take no long time', () => {
  const lines = (line: (at: number) => string): string => Array.from({ length: 2_000 }, (_, at) => line(at)).join('')
  const map = lines((at) => `key${at}: value number ${at} of the list of them all\n`)
  const mine = lines((at) => `mine${at}: quite another ${at * 7} thing, said at length here\n`)
  expect(outcome(map, mine, map.replaceAll('value', 'figure'))).toMatch(/^conflict: you took out `key0`/)
  const list = lines((at) => `- run: do ${at} of the list of them all\n`)
  const own = lines((at) => `- uses: quite/another${at}@v1\n`)
  expect(outcome(list, own, list.replaceAll('list', 'row'))).toMatch(/^conflict: you took out `run: do 0/)
  const both = outcome('a: 1\n', `a: 1\n${mine}`, `a: 1\n${map}`)
  expect(both).toBe(`a: 1\n${map}${mine}`)
}, 20_000)
