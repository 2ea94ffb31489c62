import { sha256 } from '../../../src/merge/text.ts'
import type { Write } from '../../../src/merge/write.ts'
import type { Tree } from './folder.ts'

/** A tree, writes of every kind, and the tree that they make. */
export const BEFORE: Tree = {
  '.ashlar/lock.json': 'lock 1',
  'src/app.ts': 'app 1',
  'src/kept.ts': 'kept',
  'src/a.ts': 'A',
  'src/b.ts': 'B',
  'src/old/deep/gone.ts': 'gone',
  'tests/run.sh': 'run',
}

export const WRITES: readonly Write[] = [
  { path: '.ashlar/lock.json', text: 'lock 2', executable: false, expect: sha256('lock 1') },
  { path: '.ashlar/objects/1', text: 'object', executable: false, expect: 'any' },
  { path: 'src/app.ts', text: 'app 2', executable: false, expect: sha256('app 1') },
  { path: 'src/kept.ts', text: 'kept', executable: false, expect: sha256('kept') },
  { path: 'src/a.ts', text: 'B', executable: false, expect: sha256('A') },
  { path: 'src/b.ts', text: 'A', executable: false, expect: sha256('B') },
  { path: 'src/new/deep/made.ts', text: 'made', executable: false, expect: 'absent' },
  { path: 'src/old/deep/gone.ts', text: undefined, executable: false, expect: sha256('gone') },
  { path: 'tests/run.sh', text: 'run', executable: true, expect: sha256('run') },
]

export const AFTER: Tree = {
  '.ashlar/lock.json': 'lock 2',
  '.ashlar/objects/1': 'object',
  'src/a.ts': 'B',
  'src/app.ts': 'app 2',
  'src/b.ts': 'A',
  'src/kept.ts': 'kept',
  'src/new/deep/made.ts': 'made',
  'tests/run.sh*': 'run',
}
