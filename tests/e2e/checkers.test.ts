import { expect, test } from 'vitest'
import { codeIn } from './checkers.ts'
import { TOKEN } from './hostile-description.ts'

test.each([
  ['a.ts', `const a = '' + ${TOKEN}() + ''`, `const a = '${TOKEN}' // ${TOKEN}`],
  ['a.js', `/* */ ${TOKEN}() /* */`, `/* ${TOKEN} */ const a = \`${TOKEN}\``],
  ['a.json', `{ "${TOKEN}": 1 }`, `{ "a": "${TOKEN}" }`],
  ['a.sh', `echo 'a'${TOKEN}'b'`, `echo '${TOKEN}' # ${TOKEN}`],
  ['a.sh', `echo 'a'; ${TOKEN}`, `echo 'a; ${TOKEN}'`],
  ['a.sql', `select 'a''b'; drop table ${TOKEN}; --`, `select 'a''; ${TOKEN}', "${TOKEN}" -- ${TOKEN}`],
  ['a.sql', `select E'a\\'' , ${TOKEN}`, `select E'a\\'${TOKEN}' /* ${TOKEN} */`],
  ['README.md', `<script>${TOKEN}</script> <img onerror=${TOKEN}>`, `\\<b> ${TOKEN} \`<i>${TOKEN}\``],
  ['README.md', `[a](javascript:${TOKEN})`, `[${TOKEN}](https://example.org)`],
  ['a.yaml', `${TOKEN}: 1`, `a: "${TOKEN}: 1"`],
  ['a.yml', `run: echo \${{ ${TOKEN} }}`, `run: echo '${TOKEN}'`],
  ['Dockerfile', `FROM a\nRUN ${TOKEN}`, `# ${TOKEN}\nFROM a`],
  ['.env.example', `A=1\n${TOKEN}=2`, `# ${TOKEN}\nA=1`],
  ['.gitignore', `${TOKEN}`, `# ${TOKEN}`],
])('the checker of %s sees what gets out: %s', (path, broken, whole) => {
  expect(codeIn(path, broken)).toContain(TOKEN)
  expect(codeIn(path, whole)).not.toContain(TOKEN)
})

test('a kind of file that nobody checks is no file to generate', () => {
  expect(() => codeIn('a.proto', '')).toThrow('no checker for a.proto')
})
