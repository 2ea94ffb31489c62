import { expect, test } from 'vitest'
import { codeIn } from './checkers.ts'
import { TOKEN } from './hostile-description.ts'

const D = '$'

test.each([
  ['a.ts', `const a = '' + ${TOKEN}() + ''`, `const a = '${TOKEN}' // ${TOKEN}`],
  ['a.ts', `const a = \`${D}{${TOKEN}}\``, `const a = \`${TOKEN}${D}{1}\``],
  ['a.ts', `const a = { ${TOKEN}: 1 }`, `const a = { '${TOKEN}': 1 }`],
  ['a.js', `/* */ ${TOKEN}() /* */`, `/* ${TOKEN} */ const a = \`${TOKEN}\``],
  ['a.js', `// a\u2028${TOKEN}()`, `// a ${TOKEN}`],
  ['a.json', `{ "${TOKEN}": 1 }`, `{ "a": "${TOKEN}" }`],
  ['a.json', `{ "a": [{ "b": { "${TOKEN}": 1 } }] }`, `{ "a": [{ "b": { "c": "${TOKEN}" } }] }`],
  ['a.sh', `echo 'a'${TOKEN}'b'`, `echo '${TOKEN}' # ${TOKEN}`],
  ['a.sh', `echo 'a'; ${TOKEN}`, `echo 'a; ${TOKEN}'`],
  ['a.sh', `echo 'it'\\''s'; ${TOKEN}`, `echo 'it'\\''s ${TOKEN}'`],
  ['a.sh', `echo "it's $(${TOKEN})"`, `echo "it's" '$(${TOKEN})'`],
  ['a.sh', `echo a#'b' ${TOKEN}`, `echo $# '#'; # '${TOKEN}`],
  ['a.sql', `select 'a''b'; drop table ${TOKEN}; --`, `select 'a''; ${TOKEN}' -- ${TOKEN}`],
  ['a.sql', `select E'a\\'' , ${TOKEN}`, `select E'a\\'${TOKEN}' /* ${TOKEN} */`],
  ['a.sql', `select 'a\\', ${TOKEN}, '`, `select 'a\\', '${TOKEN}', '`],
  ['a.sql', `select "a"" ${TOKEN}"`, `select "a""", '${TOKEN}'`],
  ['a.sql', `do $x$ $y$ $x$ ${TOKEN}`, `do $x$ $y$ ${TOKEN} $x$`],
  ['a.sql', `/* /* */ */ ${TOKEN}`, `/* ' */ select ' -- ${TOKEN}'`],
  ['README.md', `<script>${TOKEN}</script> <img onerror=${TOKEN}>`, `\\<b> ${TOKEN} \`<i>${TOKEN}\``],
  ['README.md', `[a](javascript:${TOKEN})`, `[${TOKEN}](https://example.org)`],
  ['README.md', `[a](&#106;avascript:${TOKEN})`, `\\[a\\]\\(javascript:${TOKEN}\\)`],
  ['README.md', `[a]\n\n[a]: javascript:${TOKEN}`, `[a]\n\n\\[a\\]: javascript:${TOKEN}`],
  ['README.md', `\\\`<b ${TOKEN}>\\\``, `\`\` a\`<b ${TOKEN}> \`\``],
  ['README.md', `\`\`\`\nx\n\`\`\`\n<!-- ${TOKEN} -->`, `\`\`\`\n<!-- ${TOKEN} -->\n\`\`\``],
  ['a.yaml', `${TOKEN}: 1`, `a: "${TOKEN}: 1"`],
  ['a.yaml', `a: &${TOKEN} 1`, `a: "&${TOKEN} 1" # ${TOKEN}`],
  ['a.yaml', `a: !${TOKEN} [1]`, `a: "!${TOKEN}"`],
  ['a.yaml', `a: !${TOKEN} x`, `a: [x, "*${TOKEN}"]`],
  ['a.yaml', `a: 1\n---\n${TOKEN}: 1`, `a: 1\n---\nb: ${TOKEN}`],
  ['compose.yaml', `a: "${D}{${TOKEN}}"`, `a: "${D}${D}{${TOKEN}}"`],
  ['compose.yaml', `image: ${TOKEN}`, `labels: { a: ${TOKEN} }`],
  ['compose.yaml', `command: [sh, -c, "${TOKEN}"]`, `command: [sh, -c, "echo '${TOKEN}'"]`],
  ['a.yml', `run: echo ${D}{{ ${TOKEN} }}`, `run: echo '${TOKEN}'`],
  ['a.yml', `run: |\n  echo 'a'\n  ${TOKEN}`, `name: ${TOKEN}`],
  ['Dockerfile', `FROM a\nRUN ${TOKEN}`, `# ${TOKEN}\nFROM a`],
  ['Dockerfile', `# syntax=${TOKEN}\nFROM a`, `FROM a\n# syntax=${TOKEN}`],
  ['Dockerfile', `FROM a\nLABEL a="x" b="$${TOKEN}"`, `FROM a\nLABEL a="x" b="${TOKEN}"`],
  ['Dockerfile', `FROM a\nLABEL a="x\\\n"\nRUN ${TOKEN}`, `FROM a\nLABEL a="RUN ${TOKEN}"`],
  ['.env.example', `A=1\nB=${TOKEN}`, `# ${TOKEN}\nA=1`],
  ['.gitignore', `${TOKEN}`, `# ${TOKEN}`],
])('the checker of %s sees what gets out: %j', (path, broken, whole) => {
  expect(codeIn(path, broken)).toContain(TOKEN)
  expect(codeIn(path, whole)).not.toContain(TOKEN)
})

test.each([
  ['a.ts', 'const a = `'],
  ['a.json', '{ "a": 1,, }'],
  ['a.yaml', 'a: 1\na: 2'],
  ['.env.example', 'A=1\nexport B=2'],
])('the checker of %s takes nothing else for it: %j', (path, text) => {
  expect(() => codeIn(path, text)).toThrow()
})

test.each(['a.proto', 'a.graphql', 'a.toml', 'Makefile', '.npmrc'])(
  '%s is of a kind that nobody checks: no file to generate',
  (path) => {
    expect(() => codeIn(path, '')).toThrow(`no checker for ${path}`)
  },
)
