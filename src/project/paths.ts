/** The folder of ashlar's own state in a project. */
export const STATE_FOLDER = '.ashlar'

/** What ashlar keeps, relative to the project. */
export const STATE = {
  lock: '.ashlar/lock.json',
  objects: '.ashlar/objects',
  attributes: '.ashlar/.gitattributes',
  ignore: '.ashlar/.gitignore',
  runLock: '.ashlar/run.lock',
} as const

const FORBIDDEN_FOLDERS: ReadonlySet<string> = new Set(['.git', 'git~1', 'node_modules'])

// Control characters, marks that nobody sees (Cf), and what means something else on Windows: separators, drives,
// alternate streams.
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the purpose
const FORBIDDEN_CHARACTERS = /[\u0000-\u001f\u007f-\u009f\p{Cf}\\:]/u

// Windows takes these for devices in every folder, with any ending: a file of that name cannot be checked out there.
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3]) *(?:\.|$)/i

/**
 * Whether a path stays in the project on every system: relative, with `/`, no `.` or `..`, no name of a device, and not
 * in `.git` or `node_modules`. Paths of a lock or a journal come from a checkout, so they are not trusted.
 */
export function isConfined(path: string): boolean {
  return !FORBIDDEN_CHARACTERS.test(path) && path.split('/').every(isPlainSegment)
}

/** Whether a generated file may stand at the path: confined, and not among ashlar's own state. */
export function isProjectFile(path: string): boolean {
  return isConfined(path) && path.split('/')[0]?.toLowerCase() !== STATE_FOLDER
}

function isPlainSegment(segment: string): boolean {
  if (segment === '' || /[. ]$/.test(segment) || DEVICE.test(segment)) return false
  return !FORBIDDEN_FOLDERS.has(segment.toLowerCase())
}

/** The three texts of a conflict, for whoever has to make one of them. */
export const CONFLICT_SIDES = ['base', 'yours', 'new'] as const

/** Where a side of a conflict in a file is put. */
export function conflictPath(path: string, side: (typeof CONFLICT_SIDES)[number]): string {
  return `${STATE_FOLDER}/conflicts/${path}.${side}`
}

/** Where the pristine text with this digest is kept. */
export function objectPath(hash: string): string {
  return `${STATE.objects}/${hash}`
}
