import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Renames, renamesOf } from '../../src/model/renames.ts'
import { describeGenerated } from '../../src/pipeline.ts'
import { type DataChanges, dataChangesOf } from '../../src/plan/fills.ts'
import type { GoldenCase } from './cases.ts'

/** A description that a golden had, or has. */
export interface State {
  readonly name: string
  /** As far as this version generates it. */
  readonly text: string
  /** What may go on the way to the next one, as it is typed: `--allow-drop`, `books.shelfmark`. */
  readonly allowed: readonly string[]
}

/** What the description of a state says of the one before it. */
export interface Step extends Pick<Renames, 'tables' | 'columns'>, Pick<DataChanges, 'values'> {
  /** Whether there is a table of this name, or a column of a table: `books`, `books.title`. */
  readonly has: (name: string) => boolean
}

/** `history/1.yaml`, `history/2.yaml` …, and the description as it is now. */
export function statesOf({ folder, text }: GoldenCase): readonly State[] {
  const history = join(folder, 'history')
  const files = existsSync(history) ? readdirSync(history).sort() : []
  return [
    ...files.map((file) => stateOf(file, readFileSync(join(history, file), 'utf8'))),
    stateOf('ashlar.yaml', text),
  ]
}

function stateOf(name: string, text: string): State {
  const comments = text.split('\n').filter((line) => line.startsWith('#'))
  const allowed = comments.flatMap((line) => line.match(/--allow-\w+ \S+/g) ?? [])
  return { name, text: text, allowed: allowed.flatMap((flag) => flag.split(' ')) }
}

/** The step that leads to a state. */
export function stepTo({ text }: State): Step {
  const service = describeGenerated({ file: 'ashlar.yaml', text })
  const { tables, columns } = renamesOf(service)
  const names = service.resources.flatMap(({ table, fields, links }) => [
    table,
    ...fields.map(({ column }) => `${table}.${column}`),
    ...links.flatMap((link) => [
      link.table,
      ...[...link.source, link.target].map(({ column }) => `${link.table}.${column}`),
    ]),
  ])
  return { tables, columns, values: dataChangesOf(service).values, has: (name) => names.includes(name) }
}
