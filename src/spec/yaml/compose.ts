import { Composer, type Document, Parser } from 'yaml'

/** What the parser says about a part of a text. */
export interface YamlMistake {
  readonly code: string
  readonly message: string
  readonly pos: readonly [number, number]
}

/** A text as YAML. */
export interface Composed {
  /** Nothing when the text has so many mistakes that it was given up. */
  readonly document: Document.Parsed | undefined
  /** In the order in which the parser met them. */
  readonly mistakes: readonly YamlMistake[]
}

/** A text can be made of nothing but mistakes; nobody reads more of them than this. */
const MOST_MISTAKES = 1_000

const OPTIONS = {
  version: '1.2',
  schema: 'core',
  merge: false,
  uniqueKeys: true,
  stringKeys: true,
  strict: true,
} as const

/** Composes the first document of a text; a second one is a mistake. */
export function compose(text: string): Composed {
  const mistakes: YamlMistake[] = []
  const composer = new Composer(OPTIONS)
  // The parser makes an error with its stack of each mistake, which is most of what they cost.
  Reflect.set(composer, 'onError', (at: ErrorPlace, code: string, message: string) => {
    if (mistakes.length === MOST_MISTAKES) throw ENOUGH
    mistakes.push({ code, message, pos: positionOf(at) })
  })
  let document: Document.Parsed | undefined
  try {
    for (const next of composer.compose(new Parser().parse(text), true, text.length)) {
      // What stands behind a document it notes without asking.
      mistakes.push(...[...next.errors, ...next.warnings].slice(0, MOST_MISTAKES))
      if (document !== undefined) {
        const [start, end] = next.range
        mistakes.push({ code: 'MULTIPLE_DOCS', message: 'a second document', pos: [start, end] })
        break
      }
      document = next
    }
  } catch (error) {
    if (error !== ENOUGH) throw error
    return { document: undefined, mistakes }
  }
  return { document, mistakes }
}

const ENOUGH = new Error('enough mistakes')

/** How the parser says where: an offset, a range, or a token. */
type ErrorPlace = number | readonly number[] | { readonly offset: number; readonly source?: string }

function positionOf(at: ErrorPlace): readonly [number, number] {
  if (typeof at === 'number') return [at, at + 1]
  if ('offset' in at) return [at.offset, at.offset + (at.source?.length ?? 1)]
  const [start = 0, end = start] = at
  return [start, end]
}
