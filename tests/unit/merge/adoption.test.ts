import { describe, expect, test } from 'vitest'
import { adoptFile, unchangedIn } from '../../../src/merge/adoption.ts'
import type { DiskFile } from '../../../src/merge/snapshot.ts'
import { digest, sha256 } from '../../../src/merge/text.ts'
import type { GeneratedFile } from '../../../src/render/generated-file.ts'

const TEXT = 'import { app } from "./app"\n\nexport function start() {\n  app.listen()\n}\n'
const FILE: GeneratedFile = {
  identity: { template: 'main', subject: '' },
  path: 'src/main.ts',
  executable: false,
  owner: 'merged',
  text: TEXT,
}

function disk(text: string | undefined): DiskFile {
  return { text, hash: sha256(text ?? '\xFF'), executable: false }
}

const standing = (text: string | undefined, file = FILE) =>
  adoptFile(file, { path: file.path, disk: disk(text), wasThere: true })

describe('a file that stands there', () => {
  test.each([
    ['as it is generated', TEXT, 'generated'],
    ['with the line ends of Windows', TEXT.replaceAll('\n', '\r\n'), 'generated'],
    ['with a line more', `${TEXT}start()\n`, 'edited'],
    ['with one line of it left', 'export function start() {\n  other()\n  more()\n}\n', 'edited'],
    ['that shares no more than brackets', '{\n}\n\nhello()\n', 'foreign'],
    ['that is empty', '', 'foreign'],
    ['that is no text', undefined, 'foreign'],
  ])('%s', (_, text, as) => {
    const adopted = standing(text)
    expect(adopted.as).toBe(as)
    expect(adopted.entry).toEqual({
      identity: FILE.identity,
      path: 'src/main.ts',
      hash: digest(TEXT),
      executable: false,
      once: false,
      conflict: undefined,
    })
  })

  test('is never foreign where it is written only once', () => {
    expect(standing('mine\n', { ...FILE, owner: 'once' })).toMatchObject({ as: 'edited', entry: { once: true } })
  })
})

test('a file that is not there is in the lock only when it was taken out', () => {
  const missing = (wasThere: boolean) => adoptFile(FILE, { path: FILE.path, disk: undefined, wasThere })
  expect(missing(false)).toMatchObject({ as: 'absent', entry: undefined })
  expect(missing(true)).toMatchObject({ as: 'deleted', entry: { hash: digest(TEXT) } })
})

test('what is unchanged counts', () => {
  const files = [FILE, { ...FILE, path: 'b.ts' }, { ...FILE, path: 'c.ts' }]
  const there = new Map([
    ['src/main.ts', disk(TEXT)],
    ['b.ts', disk('b')],
  ])
  expect(unchangedIn(files, there)).toBe(1)
})
