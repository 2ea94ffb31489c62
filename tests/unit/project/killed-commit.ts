import { nodeFileSystem } from '../../../src/project/file-system.ts'
import { commit } from '../../../src/project/writer.ts'
import { WRITES } from './mixed-commit.ts'

const [root = '', at] = process.argv.slice(2)
let calls = 0

const fs = new Proxy(nodeFileSystem, {
  get: (target, name) => {
    return (...args: readonly unknown[]) => {
      if (++calls === Number(at)) process.kill(process.pid, 'SIGKILL')
      return Reflect.apply(Reflect.get(target, name) as () => unknown, target, args)
    }
  },
})

await commit(root, WRITES, fs)
