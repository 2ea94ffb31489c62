import { invalid, withSource } from './errors.ts'
import type { Change } from './merge/change.ts'
import { decideChanges, type Situation } from './merge/changes.ts'
import { buildModel, tryModel } from './model/build.ts'
import { embeddedProblems } from './model/embedded.ts'
import { type Columns, externalProblems } from './model/external-columns.ts'
import type { Service } from './model/model.ts'
import { refusalProblems } from './model/not-yet.ts'
import { importEnding, placeOf } from './plan/embedding.ts'
import { planFiles } from './plan/plan.ts'
import type { Setup } from './plan/setup.ts'
import type { Settings } from './plan/views/service.ts'
import type { GeneratedFile } from './render/generated-file.ts'
import { renderFiles } from './render/render.ts'
import { parseDescription } from './spec/parse.ts'
import { type Source, sortedByPlace } from './spec/source.ts'

/**
 * What a description means: spec, then model. Throws an `AshlarError` (exit code 2) with every problem, whether
 * ashlar can generate the rest or not.
 */
export function describe(source: Source): Service {
  return within(source, () => buildModel(parseDescription(source)))
}

/** The same for what is to be generated: words that nothing generates yet, or not here, are problems too. */
export function describeGenerated(source: Source, { embedded = false } = {}): Service {
  return within(source, () => {
    const description = parseDescription(source)
    const built = tryModel(description)
    const problems = sortedByPlace([
      ...('problems' in built ? built.problems : []),
      ...refusalProblems(description),
      ...(embedded ? embeddedProblems(description) : []),
    ])
    if (problems.length > 0 || 'problems' in built) throw invalid(problems)
    return built.service
  })
}

/** What is wrong with a source goes on with its text, so that the lines can be shown. */
function within<Result>(source: Source, read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    throw withSource(error, source)
  }
}

/**
 * The text of every file that a description asks for: plan, then render. Nothing is read or written; the templates
 * are texts by name, as `readTemplates` gives them.
 *
 * @example
 * generateFiles({ file: 'ashlar.yaml', text }, await readTemplates())
 */
export function generateFiles(
  source: Source,
  templates: ReadonlyMap<string, string>,
  setup: Setup = {},
): GeneratedFile[] {
  const service = describeGenerated(source, { embedded: setup.embed !== undefined })
  return filesOf(service, { descriptionFile: source.file, setup }, templates)
}

/** The same from what the description means. */
export function filesOf(service: Service, settings: Settings, templates: ReadonlyMap<string, string>): GeneratedFile[] {
  const { setup } = settings
  const files = renderFiles(planFiles(service, settings), templates, importEnding(setup))
  return files.map((file) => ({ ...file, path: placeOf(file.path, setup) }))
}

/** What a description says of tables of the project that is not so (exit code 2), by what their code says. */
export function requireExternals(source: Source, service: Service, tables: ReadonlyMap<string, Columns>): void {
  if (tables.size === 0) return
  within(source, () => {
    const problems = externalProblems(service, tables, parseDescription(source))
    if (problems.length > 0) throw invalid(problems)
  })
}

/** What has to happen to each file of a project, against what was written last and what is there: merge. */
export function decideFiles(
  wanted: readonly GeneratedFile[],
  project: Pick<Situation, 'lock' | 'snapshot' | 'merge'>,
): readonly Change[] {
  return decideChanges({ wanted, ...project })
}
