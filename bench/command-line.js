// `npm run bench`: the command line beside bare Node, and beside drizzle-kit, which makes one file where ashlar makes a project.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inTurn, report, run } from './measure.js'

const root = join(import.meta.dirname, '..')
const ashlar = join(root, 'bin/ashlar.js')
const folder = join(root, '.tmp/bench')
const node = process.execPath

/** A description of `count` resources with nine columns each. */
function description(count) {
  const resources = Array.from({ length: count }, (_, index) => {
    const fields =
      'name: string(1..80) unique, price: "decimal(10, 2) min(0)", stock: int = 0, kind: "enum(a, b) = a", note: text?, ok: boolean = false'
    return `  thing${index}: { plural: things${index}, fields: { ${fields} } }\n`
  })
  return `ashlar: 1\nname: bench\nresources:\n${resources.join('')}`
}

function project(count) {
  const cwd = join(folder, `of-${count}`)
  mkdirSync(cwd, { recursive: true })
  writeFileSync(join(cwd, 'ashlar.yaml'), description(count))
  run(node, [ashlar, 'generate'], { cwd })
  return cwd
}

function fresh(count) {
  const cwd = join(folder, `fresh-${count}`)
  rmSync(cwd, { recursive: true, force: true })
  mkdirSync(cwd, { recursive: true })
  writeFileSync(join(cwd, 'ashlar.yaml'), description(count))
  run(node, [ashlar, 'generate'], { cwd })
}

rmSync(folder, { recursive: true, force: true })
const start = [
  { name: 'node -e 0', run: () => run(node, ['-e', '0']) },
  { name: 'ashlar --help', run: () => run(node, [ashlar, '--help']) },
  { name: 'ashlar --version', run: () => run(node, [ashlar, '--version']) },
]
report('Start', start, await inTurn(start, 15))

for (const count of [1, 10, 100]) {
  const cwd = project(count)
  const out = join(folder, 'drizzle')
  const kit = ['generate', '--dialect', 'postgresql', '--schema', 'src/db/schema.ts', '--out', out]
  const cases = [
    { name: 'ashlar generate, nothing to do', run: () => run(node, [ashlar, 'generate'], { cwd }) },
    { name: 'ashlar check', run: () => run(node, [ashlar, 'check'], { cwd }) },
    { name: 'ashlar generate, all files and the migration', run: () => fresh(count) },
    {
      name: 'drizzle-kit generate, the migration alone',
      run() {
        rmSync(out, { recursive: true, force: true })
        run(join(root, 'node_modules/.bin/drizzle-kit'), kit, { cwd })
      },
    },
  ]
  report(`${count} resources`, cases, await inTurn(cases, 5))
}
rmSync(folder, { recursive: true, force: true })
