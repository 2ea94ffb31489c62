import { dirname, join, normalize } from 'node:path/posix'
import { expect, test } from 'vitest'
import { linesMatching, type SourceFile, sourcesIn, withoutComments } from './sources.ts'

/** The way of the data; a room may import from those before it. */
const ROOMS = ['spec', 'model', 'plan', 'render', 'merge', 'migrate', 'project', 'report', 'commands']

/** Types that a room names before the room that fills them: the contract between plan, render and merge. */
const CONTRACTS = new Set(['src/render/generated-file.ts'])

const PURE = ['spec', 'model', 'plan', 'render', 'merge']

const IMPORT = /(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|import\('([^']+)'\)/g

test('a room imports from the rooms before it and from nothing after it', () => {
  const wrong = sourcesIn('src').flatMap((file) =>
    importsOf(file)
      .filter(({ target }) => roomOf(target) !== undefined && !CONTRACTS.has(target))
      .filter(({ target }) => rank(roomOf(target)) > rank(roomOf(file.path)))
      .map(({ target }) => `${file.path} imports ${target}`),
  )
  expect(wrong).toEqual([])
})

test('plan, render and merge import only types from the rooms before them', () => {
  const wrong = ['plan', 'render', 'merge'].flatMap((room) =>
    sourcesIn(`src/${room}`).flatMap((file) =>
      importsOf(file)
        .filter(({ target, typeOnly }) => !typeOnly && !['model', room].includes(roomOf(target) ?? room))
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
