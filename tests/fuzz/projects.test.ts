import { expect, test } from 'vitest'
import { readTemplates } from '../../src/package.ts'
import { generateFiles } from '../../src/pipeline.ts'
import type { GeneratedFile } from '../../src/render/generated-file.ts'
import { installedFolder } from '../setup/tree.ts'
import { Projects } from './projects.ts'

const templates = await readTemplates()
const generated = (resources: object): GeneratedFile[] =>
  generateFiles({ file: 'ashlar.yaml', text: JSON.stringify({ ashlar: 1, name: 'one', resources }) }, templates)
const model = generated({ note: { fields: { text: 'text' } } })

test('what the compiler has against one project of many is told, by the project', async () => {
  const projects = new Projects(installedFolder(), model)
  const broken = (path: string, text: string): GeneratedFile[] =>
    model.map((file) => (file.path === path ? { ...file, text: file.text + text } : file))
  await projects.add(1, model)
  await projects.add(2, broken('src/resources/notes/notes.table.ts', '\nexport const a: string = 1\n'))
  await projects.add(3, broken('src/http/cursor.ts', '\nconst unused = 1\n'))
  await projects.add(
    4,
    broken('src/http/headers.ts', '\nexport {}\n').filter(({ path }) => path !== 'src/http/grant.ts'),
  )
  const told = await projects.finish()
  expect(told.filter((line) => line.startsWith('p2/'))).toEqual([
    expect.stringMatching(/^p2\/src\/resources\/notes\/notes\.table\.ts\(\d+,14\): error TS2322/),
  ])
  expect(told.filter((line) => line.startsWith('p3/'))).toEqual([
    expect.stringMatching(/^p3\/src\/http\/cursor\.ts\(\d+,7\): error TS6133/),
  ])
  expect(told.filter((line) => line.startsWith('p4/'))).toContainEqual(
    expect.stringMatching(/imports src\/http\/grant\.ts, which is not there$/),
  )
  expect(told.filter((line) => !/^( |p[234]\/)/.test(line))).toEqual([])
})

/** Shapes of resources whose generated code differs most by operation. */
const SHAPES = [
  { fields: { text: 'text' } },
  { fields: { sku: 'string(..9) unique immutable', other: 'int unique' } },
  { key: 'code', timestamps: false, fields: { code: 'string(..9)', note: 'text?' } },
  { key: ['one', 'two'], timestamps: false, fields: { one: 'int', two: 'date', on: 'slug unique' } },
  { fields: { plain: 'boolean', made: 'datetime readonly = now', open: 'url', hidden: 'json? internal' } },
  { fields: { of: 'ref needed', up: 'ref needed? onDelete(set null)' } },
  { softDelete: true, fields: { text: 'string(..9) unique', of: 'ref kept' } },
  { versioned: true, fields: { text: 'text' } },
  { versioned: true, softDelete: true, timestamps: false, fields: { of: 'ref kept? onDelete(restrict)' } },
  { versioned: true, softDelete: true, key: ['one', 'two'], fields: { one: 'int', two: 'text', on: 'slug' } },
  { versioned: true, indexes: [{ fields: ['lower(text)'], unique: true }], fields: { text: 'text', of: 'ref kept' } },
]

test('every set of operations type-checks for every shape', async () => {
  const all = ['list', 'get', 'create', 'update', 'delete']
  const sets = Array.from({ length: 31 }, (_, set) => all.filter((_operation, bit) => ((set + 1) >> bit) & 1))
  const resources = Object.fromEntries(
    sets.flatMap((operations, set) => SHAPES.map((shape, at) => [`r${set}x${at}y`, { ...shape, operations }])),
  )
  // What is referred to is deleted otherwise, where it is only marked.
  const referred = sets.flatMap((operations, set) => [
    [`t${set}y`, { softDelete: true, versioned: set % 2 === 0, operations, fields: { text: 'text' } }],
    [`u${set}y`, { softDelete: set % 3 === 0, fields: { to: `ref t${set}y` } }],
  ])
  const needed = { needed: { fields: { text: 'text' } }, kept: { softDelete: true, fields: { text: 'text' } } }
  const projects = new Projects(installedFolder(), model)
  await projects.add(1, generated({ ...needed, ...resources, ...Object.fromEntries(referred) }))
  expect(await projects.finish()).toEqual([])
})

test('bulk operations, and creates that bring others along, type-check for every shape', async () => {
  const operations = ['list', 'get', 'create', 'update', 'delete', 'bulkCreate', 'bulkUpdate']
  const made = SHAPES.flatMap((shape, at) => {
    const counts = { total: `int count(children)` }
    const key = Array.isArray(shape.key) ? { key: shape.key } : {}
    const child = { ...shape, fields: { ...shape.fields, whole: `ref w${at}y onDelete(cascade) inverse(children)` } }
    return [
      [`r${at}y`, { ...shape, operations }],
      [
        `w${at}y`,
        { ...shape, ...NO_KEY, fields: { ...shape.fields, ...counts }, operations, createWith: ['children'] },
      ],
      [`c${at}y`, { ...child, operations, ...(at % 2 === 0 ? { parent: 'whole', path: 'children' } : {}), ...key }],
    ]
  })
  const needed = { needed: { fields: { text: 'text' } }, kept: { softDelete: true, fields: { text: 'text' } } }
  const projects = new Projects(installedFolder(), model)
  await projects.add(1, generated({ ...needed, ...Object.fromEntries(made) }))
  expect(await projects.finish()).toEqual([])
})

/** What others refer to has a key of one field. */
const NO_KEY = { key: undefined }
