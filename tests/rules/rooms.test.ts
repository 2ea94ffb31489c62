import { dirname, join, normalize } from 'node:path/posix'
import { expect, test } from 'vitest'
import { linesMatching, type SourceFile, sourcesIn, withoutComments } from './sources.ts'

/** The way of the data; a room may import from those before it. */
const ROOMS = [
  'define',
  'spec',
  'model',
  'plan',
  'render',
  'merge',
  'audit',
  'contract',
  'migrate',
  'zod',
  'project',
  'report',
  'commands',
]

/** The typed printers: how a view puts text of a description into code. They depend on nothing but each other. */
const PRINTERS = new Set(
  [
    'comment',
    'environment',
    'import-source',
    'literal',
    'markdown',
    'mermaid',
    'natural-order',
    'shell',
    'sql-constant',
    'sql',
  ].map((name) => `src/render/${name}.ts`),
)

const PURE = ['spec', 'model', 'plan', 'render', 'merge', 'audit', 'contract']

const IMPORT = /(?:import|export)\s+(type\s|\{(?:\s*type \w+,?)+\s*\})?[^'"]*?from\s+'([^']+)'|import\('([^']+)'\)/g

test('a room imports nothing from a room after it, but for the printers and the types that it fills for render', () => {
  const wrong = sourcesIn('src').flatMap((file) =>
    importsOf(file)
      .filter(({ target }) => rank(roomOf(target)) > rank(roomOf(file.path)) && roomOf(target) !== undefined)
      .filter(({ target, typeOnly }) => !PRINTERS.has(target) && !(typeOnly && roomOf(target) === 'render'))
      .map(({ target }) => `${file.path} imports ${target}`),
  )
  expect(wrong).toEqual([])
})

test('a printer depends on nothing but other printers', () => {
  const printers = sourcesIn('src/render').filter(({ path }) => PRINTERS.has(path))
  expect(printers.map(({ path }) => path)).toEqual([...PRINTERS])
  const wrong = printers.flatMap((file) => importsOf(file).filter(({ target }) => !PRINTERS.has(target)))
  expect(wrong).toEqual([])
})

test('plan, render, merge and contract take values from no room before them but the model', () => {
  const wrong = ['plan', 'render', 'merge', 'contract'].flatMap((room) =>
    sourcesIn(`src/${room}`).flatMap((file) =>
      importsOf(file)
        .filter(({ target, typeOnly }) => !typeOnly && roomOf(target) !== undefined && !PRINTERS.has(target))
        .filter(({ target }) => !['model', room].includes(roomOf(target) ?? ''))
        .map(({ target }) => `${file.path} imports ${target}`),
    ),
  )
  expect(wrong).toEqual([])
})

test('up to the merge all is pure: no disk, no process, no clock, no network', () => {
  const files = PURE.flatMap((room) => sourcesIn(`src/${room}`))
  const impure =
    /from 'node:(?!crypto|path\/posix|path|buffer|util)|\bprocess\.|Date\.now|new Date\(\)|performance\.|Math\.random|\bfetch\(/
  expect(linesMatching(files, impure)).toEqual([])
})

test('a pure room takes nothing from outside the rooms but errors and suggestions', () => {
  const shared = new Set(['src/errors.ts', 'src/did-you-mean.ts'])
  const wrong = PURE.flatMap((room) =>
    sourcesIn(`src/${room}`).flatMap((file) =>
      importsOf(file)
        .filter(({ target }) => roomOf(target) === undefined && !shared.has(target))
        .map(({ target }) => `${file.path} imports ${target}`),
    ),
  )
  expect(wrong).toEqual([])
})

function importsOf(file: SourceFile): { target: string; typeOnly: boolean }[] {
  return [...withoutComments(file.text).matchAll(IMPORT)]
    .map((match) => ({ specifier: match[2] ?? match[3] ?? '', typeOnly: match[1] !== undefined }))
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(({ specifier, typeOnly }) => ({ target: normalize(join(dirname(file.path), specifier)), typeOnly }))
}

function roomOf(path: string): string | undefined {
  return /^src\/([a-z]+)\//.exec(path)?.[1]
}

function rank(room: string | undefined): number {
  return room === undefined ? ROOMS.length : ROOMS.indexOf(room)
}
