import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { EXIT } from '../../src/errors.ts'
import { packageRoot, readTemplates } from '../../src/package.ts'
import { generateFiles } from '../../src/pipeline.ts'
import { createProgram } from '../../src/program.ts'
import { codeIn, fencesOf, readDocument, rowsOf, sectionOf } from './markdown.ts'

const README = readDocument('README.md')
const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...pagesIn('docs')]
const program = createProgram('0.0.0', async () => undefined)
const [example] = fencesOf(README).filter(({ language }) => language === 'yaml')
const files = generateFiles({ file: 'ashlar.yaml', text: example?.text ?? '' }, await readTemplates())
const paths = files.map(({ path }) => path)

function pagesIn(folder: string): string[] {
  const names = readdirSync(join(packageRoot, folder)).sort()
  return names.filter((name) => name.endsWith('.md')).map((name) => `${folder}/${name}`)
}

/** The lines of a document that a reader would type: in consoles behind `$`, in sh all of them; comments cut off. */
function commandsIn(document: string): string[] {
  return fencesOf(readDocument(document)).flatMap(({ language, text }) => {
    const lines = text.split('\n')
    const typed =
      language === 'console' ? lines.filter((line) => line.startsWith('$ ')) : language === 'sh' ? lines : []
    return typed.map((line) => line.replace(/^\$ /, '').replace(/\s+#.*$/, ''))
  })
}

/** The npm scripts that a text names: `npm run demo`, `npm test`. */
function scriptsIn(text: string): string[] {
  return [...text.matchAll(/npm (?:run )?([a-z][\w:]*)/g)]
    .map(([, name = '']) => name)
    .filter((name) => !['ci', 'run', 'install'].includes(name))
}

const manifest = JSON.parse(readDocument('package.json'))
const generated = JSON.parse(files.find(({ path }) => path === 'package.json')?.text ?? '{}')

test.each(DOCUMENTS)('%s names npm scripts that exist', (document) => {
  // Only where people sign in is there a script that makes somebody who may do all, and only where others are called are there fakes.
  const known = [...Object.keys({ ...manifest.scripts, ...generated.scripts }), 'user', 'fakes']
  const named = [...commandsIn(document), ...codeIn(readDocument(document))].flatMap(scriptsIn)
  expect(named.filter((name) => !known.includes(name))).toEqual([])
})

test.each(DOCUMENTS)('%s types commands and options that ashlar has', (document) => {
  const typed = commandsIn(document).flatMap(
    (line) => line.match(/^(?:npx ashlar|node bin\/ashlar\.js) (.*)/)?.[1] ?? [],
  )
  for (const line of typed) {
    const [name, ...rest] = line.split(' ')
    const command = program.commands.find((one) => one.name() === name)
    expect(command?.name(), line).toBe(name)
    const options = command?.options.map(({ long }) => long) ?? []
    expect(options, line).toEqual(expect.arrayContaining(rest.filter((word) => word.startsWith('--'))))
  }
})

test('the README shows every command', () => {
  const typed = commandsIn('README.md').join('\n')
  const shown = program.createHelp().visibleCommands(program)
  const missing = shown
    .map((command) => command.name())
    .filter((name) => name !== 'help' && !typed.includes(` ${name}`))
  expect(missing).toEqual([])
})

test('the example of the README gives as many files as its output says', async () => {
  const text = `${example?.text.trimEnd()}\n      published: date?\n`
  const changed = generateFiles({ file: 'ashlar.yaml', text }, await readTemplates())
  const stale = changed.filter((file, index) => file.text !== files[index]?.text).length
  expect(README).toContain(`done  ${files.length + 1} files written`)
  expect(README).toContain(`${stale} of ${files.length} files not in step`)
  expect(README).toContain(`${stale} updated, 1 kept as you edited them`)
})

test('the files that the README lists are generated', () => {
  const listed = rowsOf(sectionOf(README, '## What is generated')).flatMap(([cell = '']) => codeIn(cell))
  const wanted = listed.map((path) => path.replace('…', 'src/resources/books')).filter((path) => path !== 'migrations/')
  expect(wanted.filter((path) => !paths.some((one) => one === path || one.startsWith(path)))).toEqual([])
})

test.each(DOCUMENTS)('the links of %s lead somewhere', (document) => {
  const links = [...readDocument(document).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  const local = links.filter((link) => !link.startsWith('https://'))
  const broken = local.filter((link) => {
    const [path = '', anchor] = link.split('#')
    const target = path === '' ? document : join(dirname(document), path)
    return !existsSync(join(packageRoot, target)) || (anchor !== undefined && !anchorsOf(target).includes(anchor))
  })
  expect(broken).toEqual([])
})

function anchorsOf(document: string): string[] {
  const headings = [...readDocument(document).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading)
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  )
}

test.each(['README.md', 'docs/errors.md'])('%s has the exit codes', (document) => {
  const rows = rowsOf(readDocument(document)).filter(([cell = '']) => /^\d+$/.test(cell))
  expect(rows.map(([cell]) => Number(cell))).toEqual(Object.values(EXIT))
})
