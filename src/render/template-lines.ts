import Handlebars from 'handlebars'
import { printImports } from './imports.ts'
import type { PlannedFile } from './render.ts'

/**
 * For each line of the text of a file the line of its template that it comes from, both counted from 1. What a name in a
 * template stands for may have several lines; all of them come from that of the name.
 *
 * It is found out by rendering the file with a mark before each line of the template, not by comparing texts.
 *
 * @example
 * templateLines(planned, templates)[0] // 2: the first line of a template is a remark
 */
export function templateLines(
  { template, path, view, imports }: PlannedFile,
  templates: ReadonlyMap<string, string>,
  ending = '.ts',
): readonly number[] {
  const text = templates.get(template)
  if (text === undefined) throw new Error(`there is no template ${template}`)
  const handlebars = Handlebars.create()
  const program = handlebars.parse(text)
  markLines(program)
  const render = handlebars.compile(program, { noEscape: true, knownHelpersOnly: true })
  let last = 1
  return render({ ...view, imports: printImports(path, imports, ending) })
    .split('\n')
    .map((line) => {
      // Of several marks before the first character the last is that of the line, the others are of tags before it.
      const from = markIn(LEADING.exec(line)?.[0] ?? '') ?? last
      last = markIn(line) ?? last
      return from
    })
}

/** The last mark in a text. */
function markIn(text: string): number | undefined {
  const [, number] = [...text.matchAll(MARK)].at(-1) ?? []
  return number === undefined ? undefined : Number(number)
}

/** No text of a description has such a character in it. */
const mark = (line: number): string => `\u0001${line}\u0002`
// biome-ignore lint/suspicious/noControlCharactersInRegex: nothing else can be told from the text around it
const MARK = /\u0001(\d+)\u0002/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: see above
const LEADING = /^(?:\u0001\d+\u0002)+/

function markLines({ body }: hbs.AST.Program): void {
  for (const statement of body) {
    if (isContent(statement)) statement.value = marked(statement)
    else if (isBlock(statement)) {
      // An `{{#if}}` may have no `{{else}}`, whatever the types say.
      for (const program of [statement.program, statement.inverse]) if (program) markLines(program)
    }
  }
}

/** A tag that stands alone takes the end of its line with it: a content may begin some lines below where it stood. */
function marked({ value, original, loc }: hbs.AST.ContentStatement): string {
  const lines = value.split('\n')
  const first = loc.start.line + String(original).split('\n').length - lines.length
  return lines.map((line, at) => mark(first + at) + line).join('\n')
}

function isContent(statement: hbs.AST.Statement): statement is hbs.AST.ContentStatement {
  return statement.type === 'ContentStatement'
}

function isBlock(statement: hbs.AST.Statement): statement is hbs.AST.BlockStatement {
  return statement.type === 'BlockStatement'
}
