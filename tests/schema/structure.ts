import { SHORT_FORM } from '../../src/spec/field/short-pattern.ts'
import type { ComplaintParams } from '../../src/spec/grammar/pieces.ts'
import { readByGrammar } from '../../src/spec/grammar-reading.ts'
import { type Issue, pathOf } from '../../src/spec/issues.ts'
import type { SpecPath } from '../../src/spec/spec.ts'
import { readTree } from '../../src/spec/yaml/document.ts'

/**
 * What the parser finds wrong with the structure of a description: every problem of its grammar, but those within the
 * parentheses or behind the `=` of a short form that looks like one from outside. Such a short form counts as `int`.
 */
export function structureProblems(value: unknown): readonly Issue[] {
  const copy = structuredClone(value)
  for (;;) {
    const { issues } = readByGrammar(readTree({ file: 'ashlar.yaml', text: asciiJson(copy) }), [])
    const inside = issues.filter((issue) => issuesAt(issues, issue).every((each) => isInside(copy, each)))
    if (inside.length === 0) return issues
    for (const issue of inside) replace(copy, pathOf(issue), 'int')
  }
}

/** Whether a map or a list has more entries than any may have; such a text is refused before its structure is looked at. */
export function hasTooMany(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const entries = Object.values(value)
  return entries.length > 1_000 || entries.some(hasTooMany)
}

/** JSON is YAML; escaped so that no character of it is refused before the grammar sees it. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(/[^\x20-\x7E]/g, (sign) => {
    return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

function issuesAt(issues: readonly Issue[], { path }: Issue): readonly Issue[] {
  return issues.filter((issue) => issue.path.join('\n') === path.join('\n'))
}

function isInside(value: unknown, issue: Issue): boolean {
  const { complaint } = (issue.code === 'custom' ? issue.params : {}) as Partial<ComplaintParams>
  if (complaint === undefined || !('span' in complaint)) return false
  const text = at(value, pathOf(issue))
  if (typeof text !== 'string' || !SHORT_FORM.test(text)) return false
  // An argument that is no argument of this modifier is shown at the modifier.
  if (complaint.code === 'ASH1045') return true
  const before = text.slice(0, complaint.span.start).replace(/"(?:[^"\\]|\\.)*"/gs, '')
  const depth = before.split('(').length - before.split(')').length
  return depth > 0 || before.replace(/\([^)]*\)/g, '').includes('=')
}

function at(value: unknown, path: SpecPath): unknown {
  return path.reduce<unknown>((inner, key) => (isContainer(inner) ? inner[key] : undefined), value)
}

function replace(value: unknown, path: SpecPath, by: unknown): void {
  const around = at(value, path.slice(0, -1))
  const key = path.at(-1)
  if (isContainer(around) && key !== undefined) around[key] = by
}

function isContainer(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null
}
