import type { Change } from '../../merge/change.ts'
import type { PartPath } from '../../merge/parts/part.ts'
import { counterpart, samePlace } from '../../merge/parts/part.ts'
import type { MakeParts } from '../../merge/parts/parts-of.ts'
import type { Service } from '../../model/model.ts'
import { importEnding } from '../../plan/embedding.ts'
import { planFile } from '../../plan/plan.ts'
import type { Settings } from '../../plan/views/service.ts'
import type { GeneratedFile } from '../../render/generated-file.ts'
import type { PlannedFile } from '../../render/render.ts'
import { templateLines } from '../../render/template-lines.ts'
import type { Description } from '../../spec/spec.ts'
import { type Causes, causesOf } from './causes.ts'
import { setupCauses } from './setup-causes.ts'
import { renamed } from './spec-edits.ts'
import { trialsOf } from './trials.ts'

/** All that a project is generated from. */
export interface Generator {
  readonly description: Description
  readonly service: Service
  readonly settings: Settings
  readonly templates: ReadonlyMap<string, string>
}

/** The part of the description that a part of a generated file comes from; of the file itself where the path is empty. */
export function causesIn(
  file: GeneratedFile,
  path: PartPath,
  { generator, make }: { generator: Generator; make: MakeParts },
): Causes {
  const { description, settings, templates } = generator
  const { spec } = description
  const { identity, text } = file
  const wanted = make(text)
  const experiment = { description, settings, templates, identity }
  const saying = (found: PartPath | undefined, version: string): string | undefined => {
    const part = found?.at(-1)
    return path.length === 0 ? version : part && make(version).saying(part)
  }
  const look = (version: string | undefined): string | undefined =>
    version === undefined ? undefined : saying(counterpart(wanted, path, make(version)), version)
  return causesOf({
    spec,
    subject: identity.subject,
    text,
    attempt: trialsOf(experiment),
    attemptRenamed: (names) => {
      const others = new Map(names.map((name) => [name, `${name}x`]))
      const subject = others.get(identity.subject) ?? identity.subject
      return trialsOf({ ...experiment, identity: { ...identity, subject } })(renamed(spec, others))?.text
    },
    look,
    lookInPlace: (version) => saying(samePlace(wanted, path, make(version)), version),
    setup: () => setupCauses(identity, generator, (version) => look(version) === look(text)),
  })
}

/** What the file of a change is rendered from. */
export function plannedFor({ identity }: Pick<Change, 'identity'>, { service, settings }: Generator): PlannedFile {
  const planned = planFile(service, settings, identity)
  if (planned === undefined) throw new Error('a file that is wanted is planned')
  return planned
}

/** Where in its template a line of a generated file comes from. */
export function templateLine(
  planned: PlannedFile,
  line: number,
  { settings, templates }: Generator,
): number | undefined {
  return templateLines(planned, templates, importEnding(settings.setup))[line - 1]
}
