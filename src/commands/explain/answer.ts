import { invalid } from '../../errors.ts'
import type { Change } from '../../merge/change.ts'
import { editsBetween } from '../../merge/parts/edits.ts'
import { type MakeParts, partsMaker } from '../../merge/parts/parts-of.ts'
import type { Explained, ExplainedEdit } from '../../report/explained.ts'
import type { ReadDescription } from '../description.ts'
import { causesIn, type Generator, plannedFor, templateLine } from './origin.ts'
import { placedCauses } from './places.ts'
import { lineAt, offsetIn, type Target } from './target.ts'
import { textsOf } from './texts.ts'
import { type Texts, type Unit, unitAt } from './unit.ts'

/** What is asked, and all that an answer may need. */
export interface Asked {
  readonly root: string
  readonly target: Target
  readonly read: ReadDescription
  readonly generator: Generator
}

/** Finds out where a file, or what stands at a place in it, comes from. */
export async function answerFor(change: Change, asked: Asked): Promise<Explained> {
  const { target, read, generator } = asked
  const texts = textsOf(asked.root, change)
  const make = partsMaker(change.path, texts === undefined ? [] : [texts.yours, texts.base])
  const unit = texts && unitOf(target, texts, make)
  const path = unit === undefined ? [] : unit.wanted
  const causes = change.wanted && path && causesIn(change.wanted, path, { generator, make })
  return {
    target,
    change,
    template: templateOf(change, { texts, unit }, asked),
    unit,
    causes: causes && (await placedCauses(causes, read, generator.description)),
    edits: texts === undefined || unit !== undefined ? [] : editsIn(texts, make),
  }
}

/** The unit at a line; a line that the file does not have is refused (exit 2). */
function unitOf(target: Target, texts: Texts, make: MakeParts): Unit | undefined {
  if (target.line === undefined) return undefined
  const offset = offsetIn(texts.yours, target)
  if (offset === undefined) {
    const last = lineAt(texts.yours.trimEnd(), texts.yours.length)
    const message = `\`${target.path}\` has no line ${target.line}`
    throw invalid([{ code: 'ASH4017', message, hint: `the last one is ${last}` }])
  }
  const unit = unitAt(texts, offset, make)
  return unit.name.length === 0 ? undefined : unit
}

interface Found {
  readonly texts: Texts | undefined
  readonly unit: Unit | undefined
}

function templateOf(change: Change, { texts, unit }: Found, { target, generator }: Asked): Explained['template'] {
  if (change.wanted === undefined) return undefined
  const planned = plannedFor(change, generator)
  const path = `templates/${planned.template}.hbs`
  const part = unit?.wanted?.at(-1)
  if (texts?.wanted === undefined || unit === undefined || part === undefined) return { path, line: undefined }
  const line = wantedLine(texts.wanted, lineAt(texts.wanted, part.bodyStart), {
    asked: texts.yours.split('\n')[(target.line ?? 1) - 1]?.trim() ?? '',
    below: (target.line ?? 1) - unit.lines.first,
  })
  return { path, line: templateLine(planned, line, generator) }
}

/** The line of the generated text that is the one asked about; of one that the user wrote otherwise the first of the unit. */
function wantedLine(wanted: string, first: number, { asked, below }: { asked: string; below: number }): number {
  const lines = wanted.split('\n')
  return lines[first + below - 1]?.trim() === asked ? first + below : first
}

function editsIn({ yours, base }: Texts, make: MakeParts): ExplainedEdit[] {
  const found = editsBetween(make(base), make(yours)).map(({ kind, path }) => ({
    kind,
    name: path.map(({ key }) => key),
    line: lineAt(kind === 'removed' ? base : yours, path.at(-1)?.bodyStart ?? 0),
  }))
  return found.toSorted((a, b) => a.line - b.line)
}
