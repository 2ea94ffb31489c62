import { join } from 'node:path'

type Rolldown = typeof import('rolldown')

/** A module of a project with texts that are not on disk yet. */
export interface Candidate {
  readonly root: string
  readonly entry: string
  readonly files: Readonly<Record<string, string>>
}

/**
 * The module with everything that it imports, packages included, as the text of one ES module: candidate texts first,
 * the disk for the rest.
 */
export async function bundle({ rolldown }: Rolldown, { root, entry, files }: Candidate): Promise<string> {
  const texts = new Map(Object.entries(files).map(([path, text]) => [join(root, path), text]))
  const build = await rolldown({
    input: join(root, entry),
    cwd: root,
    platform: 'node',
    logLevel: 'silent',
    plugins: [
      {
        name: 'candidate',
        resolveId: (source, importer) => candidateId(source, importer, texts),
        load: (id) => texts.get(id),
      },
    ],
  })
  try {
    const { output } = await build.generate({ format: 'esm', codeSplitting: false })
    return output[0].code
  } finally {
    await build.close()
  }
}

function candidateId(source: string, importer: string | undefined, texts: ReadonlyMap<string, string>): string | null {
  if (texts.has(source)) return source
  if (importer === undefined || !source.startsWith('.')) return null
  const id = join(importer, '..', source)
  return texts.has(id) ? id : null
}
