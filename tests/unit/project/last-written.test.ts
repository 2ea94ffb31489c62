import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Change } from '../../../src/merge/change.ts'
import type { LockEntry } from '../../../src/merge/lock.ts'
import { digest } from '../../../src/merge/text.ts'
import { lastWritten } from '../../../src/project/last-written.ts'
import { changeOf, disk, wanted } from '../report/change.ts'
import { folderWith } from './folder.ts'

const OLD = 'old\ntext\n'

/** A file that was written as `OLD` and is wanted otherwise. */
function changed(parts: Partial<Change>, entry: Partial<LockEntry> = {}): Change {
  const identity = { template: 'app', subject: '' }
  const last = { identity, path: 'src/app.ts', hash: digest(OLD), executable: false, once: false, conflict: undefined }
  return changeOf({ kind: 'update', wanted: wanted('new\n'), before: disk(OLD), last: { ...last, ...entry }, ...parts })
}

const withObject = (text: string) => folderWith({ [`.ashlar/objects/${digest(OLD)}`]: text })

describe('the text that was written last', () => {
  test('is that of a file that nobody edited, whatever its line ends', () => {
    expect(lastWritten(folderWith(), changed({ before: disk(OLD.replaceAll('\n', '\r\n')) }))).toEqual({ text: OLD })
  })

  test('is kept beside one that was edited', () => {
    expect(lastWritten(withObject(OLD), changed({ kind: 'merged', before: disk('mine') }))).toEqual({ text: OLD })
  })

  test('is lost where that is not there, or not as it was', () => {
    const edited = changed({ kind: 'merged', before: disk('mine') })
    expect(lastWritten(folderWith(), edited)).toEqual({ unknown: 'lost' })
    expect(lastWritten(withObject('other'), edited)).toEqual({ unknown: 'lost' })
  })

  test('is the one that is wanted, where nothing changed, whatever became of the file', () => {
    for (const parts of [{ before: disk('mine') }, { kind: 'stayDeleted', before: undefined }] as const) {
      expect(lastWritten(folderWith(), changed({ ...parts, wanted: wanted(OLD) }))).toEqual({ text: OLD })
    }
  })

  test('says nothing of a project that went on without the file', () => {
    const root = withObject(OLD)
    expect(lastWritten(root, changed({ kind: 'stayDeleted', before: undefined }))).toEqual({ unknown: 'deleted' })
    expect(lastWritten(root, changed({ kind: 'conflict' }, { conflict: digest('between') }))).toEqual({
      unknown: 'conflict',
    })
    expect(lastWritten(root, changeOf({ kind: 'create', wanted: wanted('new\n') }))).toEqual({ unknown: 'notWritten' })
  })

  test('is not looked for behind a link', () => {
    const root = folderWith({ 'elsewhere/x': OLD })
    symlinkSync(join(root, 'elsewhere'), join(root, '.ashlar'))
    expect(() => lastWritten(root, changed({ before: disk('mine') }))).toThrow('is a symbolic link')
  })
})
