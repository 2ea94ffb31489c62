import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { linesMatching, sourcesIn } from './sources.ts'

const sources = sourcesIn('src')

describe('what no source does', () => {
  const outsideProject = sources.filter((file) => !file.path.startsWith('src/project/'))
  // They hand on the signal that ends this process, after what is to be done before that.
  const handOn = new Set(['src/zod/run-apart.ts', 'src/project/undo.ts'])
  const outsideApart = sources.filter((file) => !handOn.has(file.path))
  const outsideDoor = sources.filter((file) => file.path !== 'src/main.ts')
  // It replaces the date formats that a description may ask for the time.
  const outsideClock = sources.filter((file) => file.path !== 'src/zod/later.ts')
  test.each([
    ['writes to disk outside src/project', outsideProject, WRITES()],
    ['ends the process', outsideApart, /process\.(exit|abort|kill)\b(?!Code)/],
    ['sets the exit code outside the door', outsideDoor, /process\.exitCode/],
    ['sorts or prints by the locale', outsideClock, /\.localeCompare\(|\.toLocale\w+\(|\bIntl\./],
    // A plain Error is an invariant that broke: a bug, exit code 70.
    ['throws anything but AshlarError or a plain Error', sources, /throw new (?!AshlarError|Error\()|throw ['"`]/],
    ['exports a default', sources, /^export default/],
    [
      'uses any, enums or parameter properties',
      sources,
      /\bas any\b|: any\b|^\s*(export )?enum |constructor\((private|public|readonly) /,
    ],
    ['uses a shell', sources, /shell: true|execSync|import \{[^}]*\bexec\b[^}]*\} from 'node:child_process'/],
    ['leaves work behind', sources, /TODO|FIXME|XXX/],
  ])('%s', (_what, files, pattern) => {
    expect(linesMatching(files, pattern)).toEqual([])
  })
})

describe('sizes', () => {
  const lengths = sources.map((file) => ({ path: file.path, lines: file.text.split('\n').length - 1 }))

  test('no file has more than 300 lines', () => {
    expect(lengths.filter(({ lines }) => lines > 300)).toEqual([])
  })

  test('the median file has at most 80 lines', () => {
    const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b)
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(80)
  })

  test('no file is a drawer', () => {
    const drawers = sources.filter(({ path }) => /^(utils?|helpers?|common|misc)\.ts$/.test(basename(path)))
    expect(drawers).toEqual([])
  })
})

/** Every call of `node:fs` that changes something on disk. */
function WRITES(): RegExp {
  const calls =
    'writeFile|appendFile|mkdir|mkdtemp|rm|rmdir|rename|unlink|copyFile|cp|chmod|symlink|link|truncate|createWriteStream|utimes'
  return new RegExp(`\\b(${calls})(Sync)?\\(`)
}
