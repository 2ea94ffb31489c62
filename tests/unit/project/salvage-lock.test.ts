import { expect, test } from 'vitest'
import type { Lock, LockEntry } from '../../../src/merge/lock.ts'
import { printLock } from '../../../src/project/lock.ts'
import { salvageLock } from '../../../src/project/salvage-lock.ts'

function entry(template: string, subject = ''): LockEntry {
  const path = `src/${template}${subject}.ts`
  return {
    identity: { template, subject },
    path,
    hash: 'a'.repeat(64),
    executable: false,
    once: false,
    conflict: undefined,
  }
}

const LOCK: Lock = {
  tool: '0.1.0',
  description: 'ashlar.yaml',
  schema: 'b'.repeat(64),
  setup: { dependency: '^1.2.0', manager: 'pnpm', member: true },
  entries: [entry('app'), entry('table', 'note'), { ...entry('run'), executable: true }],
}
const TEXT = printLock(LOCK)

const keys = (text: string) => salvageLock(text).entries.map(({ identity }) => identity.template)

test('a whole lock gives all that it says, with any line ends', () => {
  for (const text of [TEXT, TEXT.replaceAll('\n', '\r\n')]) {
    const { setup, entries } = salvageLock(text)
    expect(setup).toEqual(LOCK.setup)
    expect(entries).toEqual([entry('app'), { ...entry('run'), executable: true }, entry('table', 'note')])
  }
})

test('lines that are not whole, or say what no lock says, are left out', () => {
  expect(keys(TEXT.slice(0, TEXT.indexOf('"table note"') + 40))).toEqual(['app', 'run'])
  expect(keys(TEXT.replace('src/app.ts', '../app.ts'))).toEqual(['run', 'table'])
  expect(keys(TEXT.replace(`"path": "src/run.ts", "hash": "${'a'.repeat(64)}"`, '"path": "src/run.ts"'))).toEqual([
    'app',
    'table',
  ])
  expect(salvageLock(TEXT.replace('"pnpm"', '"pnpn"')).setup).toEqual({ dependency: '^1.2.0', member: true })
  expect(salvageLock('<html>\n')).toEqual({ setup: {}, entries: [] })
})

test('what two lines say in two ways is not known', () => {
  const [line = ''] = /^ {4}"app".*\n/m.exec(TEXT) ?? []
  expect(keys(TEXT.replace(line, line + line.replace('aaaa', 'bbbb')))).toEqual(['run', 'table'])
  expect(keys(TEXT.replace('src/run.ts', 'src/app.ts'))).toEqual(['table'])
})
