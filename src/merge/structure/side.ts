import { ts } from 'ts-morph'

/** One of the three texts of a file, and its tree. */
export interface Side {
  readonly text: string
  readonly source: ts.SourceFile
}

/** The tree of a text; `path` says whether it is TypeScript or JSON. */
export function parseSide(path: string, text: string): Side {
  const source = path.endsWith('.json')
    ? ts.parseJsonText(path, text)
    : ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  return { text, source }
}

/** Whether a text is what its tree says, without an error. */
export function parses({ source }: Side): boolean {
  const { parseDiagnostics }: { parseDiagnostics?: readonly unknown[] } = source as object
  return parseDiagnostics === undefined || parseDiagnostics.length === 0
}
