// `npm run golden:update`: writes what ashlar generates now into tests/golden/*/expected, to be read as a diff.
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { EXPECTED, embeddedFiles } from '../embed/golden.ts'
import { stories } from '../merge/stories.ts'
import { actualOutcome, goldenCases } from './cases.ts'

if (process.env.CI === 'true') throw new Error('goldens are not rewritten in CI: read the difference instead')

for (const golden of goldenCases()) {
  const files = await actualOutcome(golden)
  rmSync(join(golden.folder, 'expected'), { recursive: true, force: true })
  for (const [name, text] of files)
    write(join(golden.folder, 'expected', name.replace(/\*$/, '')), text, name.endsWith('*'))
  console.log(`${golden.name}: ${files.size} files`)
}

const embedded = await embeddedFiles()
rmSync(EXPECTED, { recursive: true, force: true })
for (const [name, text] of embedded) write(join(EXPECTED, name), text, false)
console.log(`embedded: ${embedded.size} files`)

for (const { expected, outcome } of stories()) {
  for (const file of readdirSync(dirname(expected)).filter((name) => name.startsWith('merged.')))
    rmSync(join(dirname(expected), file))
  writeFileSync(expected, outcome)
}

function write(path: string, text: string, executable: boolean): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  chmodSync(path, executable ? 0o755 : 0o644)
}
