import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../../../src/merge/text.ts'
import { nodeFileSystem } from '../../../src/project/file-system.ts'
import { commit } from '../../../src/project/writer.ts'

// Writes what `ashlar convert` writes, and is killed where both descriptions are there.

const [root = '', from = '', to = '', text = ''] = process.argv.slice(2)

const fs = new Proxy(nodeFileSystem, {
  get: (target, name) => {
    return (...args: readonly unknown[]) => {
      if (name === 'remove' && String(args[0]).endsWith(from)) process.kill(process.pid, 'SIGKILL')
      return Reflect.apply(Reflect.get(target, name) as () => unknown, target, args)
    }
  },
})

const writes = [
  { path: to, text, executable: false, expect: 'absent' },
  { path: from, text: undefined, executable: false, expect: sha256(readFileSync(join(root, from))) },
]
await commit(root, writes, fs)
