/** A variable of the environment, as `.env.example` shows it. */
export interface Variable {
  readonly name: string
  /** Whether the service does not start without it. */
  readonly required: boolean
  /** What it takes: `url`, `int`, `fast, safe`; of a variable that the description declares. */
  readonly type?: string
  /** What the service uses without it; of the same. */
  readonly default?: string
}

/** A variable that is new, gone, or not what it was. */
export interface VariableChange {
  readonly name: string
  readonly before: Variable | undefined
  readonly after: Variable | undefined
}

/** The text of `.env.example` that was written last, that which is wanted, and the names that the description declares. */
export interface Environments {
  /** `undefined` before the first one. */
  readonly before: string | undefined
  readonly after: string
  readonly own: readonly string[]
}

/**
 * What whoever runs the service has to know of: variables that are new, gone, or changed. Before a first file only those
 * that the description declares are news.
 */
export function compareEnvironments({ before, after, own }: Environments): VariableChange[] {
  const [old, next] = [variablesIn(before ?? '', own), variablesIn(after, own)]
  const names = [...new Set([...next.keys(), ...old.keys()])]
  return names
    .map((name) => ({ name, before: old.get(name), after: next.get(name) }))
    .filter((change) => !isSame(change.before, change.after))
    .filter(({ name }) => before !== undefined || own.includes(name))
}

function isSame(a: Variable | undefined, b: Variable | undefined): boolean {
  return a?.name === b?.name && a?.required === b?.required && a?.type === b?.type && a?.default === b?.default
}

/** A block of lines begins with a comment, and a line with a name and `=` in it is a variable after that. */
function variablesIn(text: string, own: readonly string[]): ReadonlyMap<string, Variable> {
  const variables = text.split(/\n{2,}/).flatMap((block) => {
    const [comment = '', ...lines] = block.split('\n')
    return lines.flatMap((line) => variableOf(line, comment, own))
  })
  return new Map(variables.map((variable) => [variable.name, variable]))
}

function variableOf(line: string, comment: string, own: readonly string[]): Variable[] {
  const match = /^(# )?([A-Z][A-Z0-9_]*)=(.*)$/.exec(line)
  if (match === null) return []
  const [, mark, name = '', value = ''] = match
  const required = mark === undefined
  if (!own.includes(name)) return [{ name, required }]
  return [{ name, required, type: typeIn(comment), ...(value === '' ? {} : { default: value }) }]
}

/** The comment of a declared variable ends in its type, in parentheses where there is a description before it. */
function typeIn(comment: string): string {
  return /\(([^()]*)\)$/.exec(comment)?.[1] ?? comment.replace(/^# /, '')
}
