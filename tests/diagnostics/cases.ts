import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pc from 'picocolors'
import { describe as meaningOf } from '../../src/pipeline.ts'
import { failureText } from '../../src/report/failure.ts'

/** A description with mistakes. */
export interface Diagnostic {
  readonly name: string
  /** The file with the words that the terminal shows for it, without colours. */
  readonly expected: string
  readonly text: string
}

const FOLDER = fileURLToPath(new URL('.', import.meta.url))

/** All descriptions with mistakes, by the name of their folder. */
export function diagnostics(): Diagnostic[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({
      name,
      expected: join(FOLDER, name, 'expected.txt'),
      text: readFileSync(join(FOLDER, name, 'ashlar.yaml'), 'utf8'),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** What ashlar answers to a description; nothing when it is right. */
export function answerTo({ text }: Pick<Diagnostic, 'text'>): string {
  try {
    meaningOf({ file: 'ashlar.yaml', text })
  } catch (error) {
    return `${failureText(error, { json: false, paint: pc.createColors(false) }).err ?? ''}\n`
  }
  return ''
}
