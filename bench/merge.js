// `npm run bench`: a regeneration that changes every file of every resource, where people have edited them all, beside
// one where nobody has, and beside `git merge-file` on the same texts.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inTurn, report, run } from './measure.js'

const root = join(import.meta.dirname, '..')
const ashlar = join(root, 'bin/ashlar.js')
const folder = join(root, '.tmp/bench-merge')
const node = process.execPath
const RESOURCES = 200

/** Every resource has one more field afterwards. */
function description(extra) {
  const resources = Array.from(
    { length: RESOURCES },
    (_, index) =>
      `  thing${index}: { plural: things${index}, fields: { name: string(1..80), stock: int = 0${extra} } }\n`,
  )
  return `ashlar: 1\nname: bench\nresources:\n${resources.join('')}`
}

/** The files that a resource changes, with a statement and a comment of the user's own. */
function edit(cwd) {
  const paths = readdirSync(join(cwd, 'src/resources'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(queries|schema|table|test|routes)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  for (const path of paths) {
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, text.replace(/^(import .*\n)/m, '$1// ours\n').concat('\nconsole.log("ours")\n'))
  }
  return paths.length
}

function fresh(name, edited) {
  const cwd = join(folder, name)
  rmSync(cwd, { recursive: true, force: true })
  cpSync(join(folder, edited ? 'edited' : 'untouched'), cwd, { recursive: true })
  writeFileSync(join(cwd, 'ashlar.yaml'), description(', weight: int?'))
  return cwd
}

rmSync(folder, { recursive: true, force: true })
for (const name of ['untouched', 'edited']) {
  const cwd = join(folder, name)
  mkdirSync(cwd, { recursive: true })
  writeFileSync(join(cwd, 'ashlar.yaml'), description(''))
  run(node, [ashlar, 'generate'], { cwd })
}
const edited = edit(join(folder, 'edited'))
const next = fresh('next', false)
run(node, [ashlar, 'generate'], { cwd: next })
const tables = readdirSync(join(next, 'src/resources')).map((name) => `src/resources/${name}/${name}.table.ts`)

const cases = [
  { name: 'generate, nobody has edited', run: () => run(node, [ashlar, 'generate'], { cwd: fresh('run', false) }) },
  { name: `generate, ${edited} files edited`, run: () => run(node, [ashlar, 'generate'], { cwd: fresh('run', true) }) },
  {
    name: `git merge-file on ${tables.filter((path) => path.includes('things')).length} of them`,
    run() {
      for (const path of tables.filter((one) => one.includes('things'))) {
        const [yours, base, made] = ['edited', 'untouched', 'next'].map((name) => join(folder, name, path))
        run('git', ['merge-file', '-p', '-q', '--ours', yours, base, made])
      }
    },
  },
]
report(`${RESOURCES} resources, each with one more field`, cases, await inTurn(cases, 3))
rmSync(folder, { recursive: true, force: true })
