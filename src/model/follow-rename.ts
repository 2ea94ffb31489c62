import { invalid, type Problem } from '../errors.ts'

/** What is wrong with a description, by its text. */
export type ProblemsOf = (text: string) => Promise<readonly Problem[]>

/** How often a place may lead to another one: a name that follows from a name. */
const MOST_ROUNDS = 20

/**
 * Lets everything that refers to a renamed part know the new name: every place of the description that is wrong now, and
 * has the old word in it, gets the new one, until nothing is wrong. What stays wrong is refused with its place (exit 2).
 *
 * @param words old words and new ones: `product` and `item`, `products` and `items`
 */
export async function followRename(
  text: string,
  words: ReadonlyMap<string, string>,
  problemsOf: ProblemsOf,
): Promise<string> {
  let result = text
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const problems = await problemsOf(result)
    if (problems.length === 0) return result
    const changed = withNewWords(result, problems, words)
    if (changed === result) throw invalid(problems.map(afterRename))
    result = changed
  }
  throw invalid((await problemsOf(result)).map(afterRename))
}

function withNewWords(text: string, problems: readonly Problem[], words: ReadonlyMap<string, string>): string {
  const lines = text.split('\n')
  const seen = new Set<string>()
  for (const { where } of problems) {
    if (where === undefined) continue
    // One place a line and round: a change moves what stands behind it.
    if (seen.has(String(where.line))) continue
    const line = lines[where.line - 1]
    const changed = line === undefined ? undefined : withNewWord(line, where.column - 1, words)
    if (changed === undefined) continue
    seen.add(String(where.line))
    lines[where.line - 1] = changed
  }
  return lines.join('\n')
}

/** The first old word from a column on. */
function withNewWord(line: string, from: number, words: ReadonlyMap<string, string>): string | undefined {
  const pattern = new RegExp(`(?<![\\w$])(?:${[...words.keys()].join('|')})(?![\\w$])`)
  const rest = line.slice(from)
  const found = pattern.exec(rest)
  if (found === null) return undefined
  const word = words.get(found[0]) ?? found[0]
  return line.slice(0, from) + rest.slice(0, found.index) + word + rest.slice(found.index + found[0].length)
}

/** The place is one of a text that nobody has. */
function afterRename({ where, ...problem }: Problem): Problem {
  const line = where === undefined ? '' : ` in line ${where.line}`
  return { ...problem, message: `after the rename${line}, ${problem.message}` }
}
