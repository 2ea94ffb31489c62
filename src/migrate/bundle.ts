import { join, relative } from 'node:path'
import { targetsOf } from './schema-hash.ts'

type Rolldown = typeof import('rolldown')

/** A module of a project with texts that are not on disk yet. */
export interface Candidate {
  readonly root: string
  readonly entry: string
  /** By path; `null` is a file that goes, whatever is on disk. */
  readonly files: Readonly<Record<string, string | null>>
}

/**
 * The module with everything that it imports, packages included, as the text of one ES module: candidate texts first,
 * the disk for the rest. Throws where a file that stays imports one that goes.
 */
export async function bundle({ rolldown }: Rolldown, { root, entry, files }: Candidate): Promise<string> {
  const texts = new Map(Object.entries(files).map(([path, text]) => [join(root, path), text]))
  const dangling: string[] = []
  const build = await rolldown({
    input: join(root, entry),
    cwd: root,
    platform: 'node',
    logLevel: 'silent',
    plugins: [
      {
        name: 'candidate',
        resolveId: (source, importer) => {
          const id = candidateId(source, importer, texts)
          if (id === null || texts.get(id) !== null) return id
          dangling.push(`${relative(root, importer ?? '')} imports ${relative(root, id)}, which goes`)
          return { id, external: true }
        },
        load: (id) => texts.get(id) ?? null,
      },
    ],
  })
  try {
    const { output } = await build.generate({ format: 'esm', codeSplitting: false })
    if (dangling.length > 0) throw new Error(dangling.toSorted().join('; '))
    return output[0].code
  } finally {
    await build.close()
  }
}

function candidateId(
  source: string,
  importer: string | undefined,
  texts: ReadonlyMap<string, string | null>,
): string | null {
  if (texts.has(source)) return source
  if (importer === undefined || !source.startsWith('.')) return null
  return targetsOf(join(importer, '..', source)).find((id) => texts.has(id)) ?? null
}
