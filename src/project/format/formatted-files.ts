import type { Project } from '../../merge/branches.ts'
import { identityKey, type Lock } from '../../merge/lock.ts'
import { digest } from '../../merge/text.ts'
import type { GeneratedFile } from '../../render/generated-file.ts'
import { readPristine } from '../snapshot.ts'
import { type Formatter, findFormatter } from './find-formatter.ts'
import { formatTexts, isFormatterInstalled } from './format-texts.ts'

/** Generated files in the format of the project. */
export interface FormattedFiles {
  readonly files: readonly GeneratedFile[]
  /** What the lock is to remember; `undefined` where ashlar's own format is that of the project. */
  readonly formatter: string | undefined
  /** What writes them so, where it is another format than that of the pristine texts. */
  readonly changed: Formatter | undefined
}

/**
 * What is generated, as the formatter of the project writes it: an edit that only formats is none then. A text that was
 * formatted before is taken from the lock, so that nothing runs, and nothing has to be installed, while it is the same.
 */
export async function formattedFiles(
  root: string,
  lock: Lock,
  files: readonly GeneratedFile[],
): Promise<FormattedFiles> {
  const formatter = findFormatter(root, lock, files)
  if (formatter === undefined) return { files, formatter: undefined, changed: undefined }
  const isInstalled = isFormatterInstalled(root, formatter.tool)
  const isKnown = formatter.fingerprint === lock.formatter || !isInstalled
  const known = isKnown ? knownTexts(root, lock, files) : new Map<string, string>()
  const rest = files.filter(({ path }) => !known.has(path)).map(({ path, text }) => [path, text] as const)
  const made = isInstalled && rest.length > 0 ? await formatTexts(root, formatter, new Map(rest)) : new Map(rest)
  return {
    files: files.map((file) => inFormat(file, known.get(file.path) ?? made.get(file.path) ?? file.text)),
    formatter: isInstalled ? formatter.fingerprint : lock.formatter,
    changed: isKnown ? undefined : formatter,
  }
}

/** Pristine texts in the new format of a project, so that what was only formatted since is no edit. */
export async function inNewFormat(root: string, formatter: Formatter, { lock, snapshot }: Project): Promise<Project> {
  const texts = lock.entries.flatMap(({ path, hash }) => {
    const text = snapshot.bases.get(hash)
    return text === undefined ? [] : [[path, text] as const]
  })
  const formatted = await formatTexts(root, formatter, new Map(texts))
  const byHash = lock.entries.flatMap(({ path, hash }) => {
    const text = formatted.get(path)
    return text === undefined ? [] : [[hash, text] as const]
  })
  return { lock, snapshot: { ...snapshot, bases: new Map([...snapshot.bases, ...byHash]) } }
}

function inFormat(file: GeneratedFile, text: string): GeneratedFile {
  return text === file.text ? file : { ...file, text, unformatted: digest(file.text) }
}

/** By path what was made of the same texts before. */
function knownTexts(root: string, { entries }: Lock, files: readonly GeneratedFile[]): ReadonlyMap<string, string> {
  const last = new Map(entries.map((entry) => [identityKey(entry.identity), entry]))
  return new Map(
    files.flatMap(({ identity, path, text }) => {
      const entry = last.get(identityKey(identity))
      if (entry === undefined || (entry.unformatted ?? entry.hash) !== digest(text)) return []
      const formatted = entry.unformatted === undefined ? text : readPristine(root, entry.hash)
      return formatted === undefined ? [] : [[path, formatted] as const]
    }),
  )
}
