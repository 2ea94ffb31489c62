import { tryModel } from '../../model/build.ts'
import type { Service } from '../../model/model.ts'
import { importEnding } from '../../plan/embedding.ts'
import { planFile } from '../../plan/plan.ts'
import type { Settings } from '../../plan/views/service.ts'
import type { Identity } from '../../render/generated-file.ts'
import { fileRenderer } from '../../render/render.ts'
import type { Description, SpecPath } from '../../spec/spec.ts'
import { edited, type SpecEdit, valueAt } from './spec-edits.ts'

/** What one file would be, were the description another. */
export interface Trial {
  /** `undefined` when there would be no such file. */
  readonly text: string | undefined
  /** What had to go as well, because it makes no sense without what was taken out: an index on a field. */
  readonly repairs: readonly SpecEdit[]
}

/** Makes a file from a changed description; `undefined` when what is left means nothing. */
export type TryFile = (edits: readonly SpecEdit[]) => Trial | undefined

/** What every trial of a question has in common. */
export interface Experiment {
  readonly description: Description
  readonly settings: Settings
  readonly templates: ReadonlyMap<string, string>
  readonly identity: Identity
}

/** Tries descriptions out in memory: a file takes a few milliseconds. */
export function trialsOf({ description, settings, templates, identity }: Experiment): TryFile {
  const render = fileRenderer(templates, importEnding(settings.setup))
  const known = new Map<string, Trial | undefined>()
  const textFrom = (service: Service, repairs: readonly SpecEdit[]): Trial | undefined => {
    try {
      const planned = planFile(service, settings, identity)
      return { text: planned && render(planned).text, repairs }
    } catch {
      // Nobody could have described it so: the parser would have refused what nothing can be made of.
      return undefined
    }
  }
  const attempt = (edits: readonly SpecEdit[]): Trial | undefined => {
    const repairs: SpecEdit[] = []
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const built = modelOf(description, [...edits, ...repairs])
      if ('service' in built) return textFrom(built.service, repairs)
      const more = built.wrong.flatMap((path) => removalOf(path, description))
      const news = more.filter(({ path }) => !isTouched(path, [...edits, ...repairs]))
      if (news.length === 0) return undefined
      repairs.push(...news)
    }
    return undefined
  }
  return (edits) => {
    const key = JSON.stringify(edits.map(({ path, value }) => [path, value ?? null]))
    if (!known.has(key)) known.set(key, attempt(edits))
    return known.get(key)
  }
}

const MOST_ROUNDS = 8

/** What a changed description means, or the parts of it that mean nothing any more. */
function modelOf(description: Description, edits: readonly SpecEdit[]) {
  // A place is the position of its path in this list, so that a problem tells what it is about.
  const paths: SpecPath[] = []
  const locate = (path: SpecPath) => ({ file: description.file, line: paths.push(path), column: 1 })
  const spec = edited(description.spec, edits)
  const built = tryModel({ ...description, spec, problems: [], locate, locateKey: locate })
  if ('service' in built) return built
  const wrong = built.problems.map(({ where }) => (where === undefined ? [] : (paths[where.line - 1] ?? [])))
  return { wrong }
}

/** A field, an entry of a list or a key of a resource; nothing that is more than that goes only because of something else. */
function removalOf(path: SpecPath, { spec }: Description): SpecEdit[] {
  if (path[0] !== 'resources') return []
  const part = [4, 3].map((length) => path.slice(0, length)).find((one) => valueAt(spec, one) !== undefined)
  return part === undefined || part.length < 3 || part.at(-1) === 'fields' ? [] : [{ path: part }]
}

function isTouched(path: SpecPath, edits: readonly SpecEdit[]): boolean {
  return edits.some((edit) => edit.path.length <= path.length && edit.path.every((part, at) => part === path[at]))
}
