import { parseDocument } from 'yaml'
import type { Chance } from '../fuzz/random.ts'

/** A text after some edits of its lines, and the words in them that are nowhere else. */
export interface EditedLines {
  readonly text: string
  readonly marks: readonly string[]
}

/** Makes so many edits of lines as people make them; YAML stays YAML. `word` begins the words of one side. */
export function editedLines(
  { path, text, word }: { readonly path: string; readonly text: string; readonly word: string },
  amount: number,
  chance: Chance,
): EditedLines {
  let now = text
  const marks: string[] = []
  for (let tries = 0; marks.length < amount && tries < 40; tries += 1) {
    const mark = `${word}${chance.below(1_000_000_000)}`
    const after = editedLine(path, now.split('\n'), mark, chance)?.join('\n')
    if (after === undefined || after === now || (isYaml(path) && !isWholeYaml(after))) continue
    now = after
    marks.push(mark)
  }
  return { text: now, marks: marks.filter((mark) => now.includes(mark)) }
}

/** Whether a file is YAML by its name. */
export function isYaml(path: string): boolean {
  return /\.ya?ml$/.test(path)
}

/** Whether a text is YAML that can be read. */
export function isWholeYaml(text: string): boolean {
  const document = parseDocument(text)
  if (document.errors.length > 0) return false
  try {
    document.toJS()
    return true
  } catch {
    return false
  }
}

function editedLine(path: string, lines: readonly string[], mark: string, chance: Chance): string[] | undefined {
  const at = chance.below(lines.length)
  const line = lines[at] ?? ''
  const change = chance.pick(['add', 'add', 'add', 'change', 'change', 'behind', 'comment', 'remove'] as const)
  switch (change) {
    case 'add':
      return lines.toSpliced(at, 0, newLine(path, line, mark))
    case 'comment':
      return lines.toSpliced(at, 0, `${indentOf(line)}${/\.md$/.test(path) ? `<!-- ${mark} -->` : `# ${mark}`}`)
    case 'behind':
      return line.trim() === '' ? undefined : lines.with(at, `${line}${/\.md$/.test(path) ? ` ${mark}` : ` # ${mark}`}`)
    case 'remove':
      return lines.toSpliced(at, 1)
    default:
      return withWord(lines, at, mark, chance)
  }
}

function withWord(lines: readonly string[], at: number, mark: string, chance: Chance): string[] | undefined {
  const line = lines[at] ?? ''
  const words = [...line.matchAll(/\w+/g)]
  if (words.length === 0) return undefined
  const { index, 0: found } = chance.pick(words)
  return lines.with(at, line.slice(0, index) + mark + line.slice(index + found.length))
}

/** Something of the kind of the line that it stands before. */
function newLine(path: string, line: string, mark: string): string {
  const indent = indentOf(line)
  if (isYaml(path)) return /^\s*- /.test(line) ? `${indent}- ${mark}` : `${indent}${mark}: 1`
  if (/\.md$/.test(path)) return line.startsWith('|') ? `| ${mark} | more |` : `A line about ${mark}.`
  if (/Dockerfile$/.test(path)) return `RUN echo ${mark}`
  return /\.sh$/.test(path) ? `${indent}echo ${mark}` : `${mark}=1`
}

function indentOf(line: string): string {
  return /^ */.exec(line)?.[0] ?? ''
}
