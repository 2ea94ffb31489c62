import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'

// The program of a child process: the project's own Prettier, on texts that stand in no file. See format-texts.ts.

interface Request {
  /** Where the package begins. */
  readonly prettier: string
  readonly root: string
  readonly texts: readonly (readonly [path: string, text: string])[]
}

const { prettier: program, root, texts }: Request = JSON.parse(await text(process.stdin))
const answer = process.stdout.write.bind(process.stdout)
// Settings may be code, which has nothing to say here.
process.stdout.write = process.stderr.write.bind(process.stderr)

const loaded = await import(pathToFileURL(program).href)
const prettier: typeof import('prettier') = loaded.default ?? loaded
answer(JSON.stringify(await answerTo()))

/** The texts, or what keeps the settings from being used. */
async function answerTo(): Promise<unknown> {
  try {
    return await Promise.all(texts.map(async ([path, given]) => [path, await format(join(root, path), given)]))
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

async function format(filepath: string, given: string): Promise<string> {
  const { ignored, inferredParser } = await prettier.getFileInfo(filepath, {
    ignorePath: [join(root, '.prettierignore')],
    // It would load the plugins.
    resolveConfig: false,
  })
  if (ignored || inferredParser === null) return given
  const { plugins: _plugins, ...settings } = (await prettier.resolveConfig(filepath, { editorconfig: true })) ?? {}
  try {
    return await prettier.format(given, { ...settings, filepath })
  } catch {
    // What it cannot read it cannot format.
    return given
  }
}
