import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { AshlarError } from '../../src/errors.ts'
import { readTemplates } from '../../src/package.ts'
import { generateFiles } from '../../src/pipeline.ts'
import { readTree } from '../setup/tree.ts'
import { codeIn } from './checkers.ts'
import { codeOf } from './code-text.ts'
import { defaultRow, typeCheck, writeProject } from './generated-project.ts'
import { DEFAULTS, HOSTILE, hostileDescription, PAYLOADS, TOKEN } from './hostile-description.ts'
import { markdownCode } from './markdown-code.ts'

/** Descriptions are prose, in which a line end is a line end. */
const DESCRIBED = HOSTILE.replaceAll('\r\n', '\n')

const templates = await readTemplates()
const files = generateFiles({ file: 'ashlar.yaml', text: hostileDescription() }, templates)
const filesOf = (...endings: string[]) => files.filter(({ path }) => endings.some((ending) => path.endsWith(ending)))

describe('a description with hostile text in every place', () => {
  test('reaches TypeScript, JSON, Markdown and shell at all', () => {
    const touched = files.filter(({ text }) => text.includes(TOKEN)).map(({ path }) => path)
    const places = [
      'README.md',
      'docs/api.md',
      'docs/openapi.json',
      'package.json',
      'src/resources/things/things.table.ts',
    ]
    expect(touched).toEqual(expect.arrayContaining(places))
  })

  test.each(files)('$path has it in data and comments only', ({ path, text }) => {
    expect(codeIn(path, text)).not.toContain(TOKEN)
  })

  test('the check sees what gets out', () => {
    expect(codeOf('a.ts', `const a = '${TOKEN}' // ${TOKEN}\n/* ${TOKEN} */ f(\`${TOKEN}\${1}\`)`)).not.toContain(TOKEN)
    expect(codeOf('a.ts', `const a = '' + ${TOKEN}() + ''`)).toContain(TOKEN)
    expect(codeOf('a.ts', `const a = \`\${${TOKEN}}\``)).toContain(TOKEN)
    expect(codeOf('a.ts', `/* */ ${TOKEN}() /* */`)).toContain(TOKEN)
  })

  test.each(filesOf('.ts', '.js', '.sh', '.md'))('$path has no mark that hides or reorders text', ({ text }) => {
    expect(text).not.toMatch(/[\u200b-\u200f\u2028-\u202e\u2066-\u2069]/)
  })

  test.each(filesOf('.json'))('$path is JSON', ({ text }) => {
    expect(JSON.parse(text)).toBeTypeOf('object')
  })

  test('the package has the text unchanged but for its line ends, the OpenAPI document also without tags and links', () => {
    const parsed = (path: string) => JSON.parse(files.find((file) => file.path === path)?.text ?? '')
    expect(parsed('package.json').description).toBe(DESCRIBED)
    const description: string = parsed('docs/openapi.json').info.description
    expect(description.replaceAll('&lt;', '<').replaceAll(/\]\\(?=[(:])/g, ']')).toBe(DESCRIBED)
    expect(markdownCode(description)).not.toContain(TOKEN)
  })

  test.each(filesOf('.md'))('$path has no tag of it', ({ text }) => {
    expect(text).not.toMatch(/(?<!\\)<(script|\/script|!--)/)
  })

  test.each(filesOf('.sh'))('$path is a shell script, and none of it is run', ({ text }) => {
    expect(spawnSync('sh', ['-n'], { input: text, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
  })

  test('type-checks, and its migration gives every default back as it was described', async () => {
    const root = await writeProject(files)
    expect(typeCheck(root)).toEqual({ exitCode: 0, stdout: '' })
    expect(await defaultRow(root)).toMatchObject(DEFAULTS)
    // Also what ashlar does not generate itself: migrations, and what they are planned from.
    const written = Object.entries(readTree(root))
    const sql = written.filter(([path]) => path.endsWith('.sql'))
    expect(sql.map(([, text]) => text.includes(TOKEN))).toEqual([true])
    expect(written.filter(([path, text]) => codeIn(path, text).includes(TOKEN)).map(([path]) => path)).toEqual([])
  })
})

test('an enum takes none of it', () => {
  const refused = () =>
    generateFiles({ file: 'ashlar.yaml', text: hostileDescription({ states: [...PAYLOADS] }) }, templates)
  expect(refused).toThrow(AshlarError)
  try {
    refused()
  } catch (error) {
    const codes = error instanceof AshlarError ? error.problems.map(({ code }) => code) : []
    expect(codes).toEqual(PAYLOADS.map(() => 'ASH1035'))
  }
})
