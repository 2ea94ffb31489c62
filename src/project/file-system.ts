import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  type Stats,
  unlinkSync,
  writeSync,
} from 'node:fs'

/** What stands at a path, symbolic links not followed. */
export interface Stat {
  readonly kind: 'file' | 'folder' | 'symbolic link' | 'special file'
  /** `undefined` where the system does not know (Windows). */
  readonly executable: boolean | undefined
  /** The file system that it is on. */
  readonly device: number
}

/**
 * The calls that the writer makes, one system call (or one that cannot be told apart after a crash) each, so that a
 * test can stop at every one of them. Paths are absolute. Refusals are Node's own system errors.
 */
export interface FileSystem {
  /** The folder with all symbolic links resolved. */
  resolve(folder: string): string
  /** `undefined` when nothing is there. */
  lstat(path: string): Stat | undefined
  read(path: string): Buffer
  /** The names in a folder, sorted; none when it is not there. */
  list(folder: string): readonly string[]
  /** Whether files can be made and removed in the folder. */
  isWritable(folder: string): boolean
  /** Makes a file that must not exist yet, and puts it on the disk. */
  create(path: string, text: string, executable: boolean): void
  makeFolder(path: string): void
  rename(from: string, to: string): void
  remove(path: string): void
  /** Removes an empty folder; `false` when it stays, for whatever reason, or is not there. */
  removeFolder(path: string): boolean
  /** Puts the names in a folder on the disk. */
  sync(folder: string): void
}

const onWindows = process.platform === 'win32'

/** The file system of this machine. */
export const nodeFileSystem: FileSystem = {
  resolve: (folder) => realpathSync(folder),
  lstat: (path) => whenThere(() => statOf(lstatSync(path))),
  read: readRegular,
  list: (folder) => whenThere(() => readdirSync(folder).toSorted()) ?? [],
  isWritable,
  create,
  makeFolder: (path) => {
    mkdirSync(path)
  },
  rename: renamePatiently,
  remove: (path) => unlinkSync(path),
  removeFolder,
  sync,
}

const MISSING: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR'])

function whenThere<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch (error) {
    if (MISSING.has(errorCode(error))) return undefined
    throw error
  }
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

function statOf(stats: Stats): Stat {
  return { kind: kindOf(stats), executable: onWindows ? undefined : (stats.mode & 0o100) !== 0, device: stats.dev }
}

function kindOf(stats: Stats): Stat['kind'] {
  if (stats.isFile()) return 'file'
  if (stats.isDirectory()) return 'folder'
  return stats.isSymbolicLink() ? 'symbolic link' : 'special file'
}

/** Never through a link that was put there since, and never waiting for the other end of a pipe. */
function readRegular(path: string): Buffer {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
  try {
    if (!fstatSync(file).isFile())
      throw Object.assign(new Error(`${path} is not a file`), { syscall: 'open', code: 'EINVAL', path })
    return readFileSync(file)
  } finally {
    closeSync(file)
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function create(path: string, text: string, executable: boolean): void {
  const file = openSync(path, 'wx', executable ? 0o777 : 0o666)
  try {
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

const RENAME_ATTEMPTS = 10

/** Windows refuses while a virus scanner or an editor has the file open, which passes. */
function renamePatiently(from: string, to: string): void {
  for (let attempt = 1; ; attempt++) {
    try {
      renameSync(from, to)
      return
    } catch (error) {
      const passes = onWindows && ['EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error) ?? '')
      if (!passes || attempt === RENAME_ATTEMPTS) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, attempt * 20)
    }
  }
}

/** An empty folder that stays does no harm, so no failure here is worth one of the run. */
function removeFolder(path: string): boolean {
  try {
    rmdirSync(path)
    return true
  } catch {
    return false
  }
}

function sync(folder: string): void {
  // Windows has no such call for folders.
  if (onWindows) return
  const file = openSync(folder, constants.O_RDONLY)
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
