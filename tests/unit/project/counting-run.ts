import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { exclusively } from '../../../src/project/run-lock.ts'

const root = process.argv[2] ?? ''
const counter = join(root, 'counter')

for (let round = 0; round < 10; round++) {
  await exclusively(root, async () => {
    const count = Number(readFileSync(counter, 'utf8'))
    await sleep(2)
    writeFileSync(counter, String(count + 1))
  })
}
