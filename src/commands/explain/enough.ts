import { finished } from '../../spec/field/draft.ts'
import type { ResourceSpec, Spec } from '../../spec/spec.ts'
import { type Candidate, partCandidates, resourceCandidate } from './candidates.ts'
import type { Cause, Question } from './causes.ts'
import type { SpecEdit } from './spec-edits.ts'

/** A resource of which as little is described as can be; two kinds, because what is asked for may be what one has. */
const SMALLEST = (['boolean', 'date'] as const).map((kind) => ({
  fields: { placeholder: finished({ kind }, { optional: true }) },
  operations: ['get'] as const,
  timestamps: false,
}))

/**
 * The parts of a description each of which is enough to make something that no part is needed for by itself: an import that
 * two fields use, a file that every resource with a list asks for. `undefined` when it is there whatever is described.
 */
export function enoughAlone(question: Question): Cause[] | undefined {
  const { text, attempt, look, spec, subject } = question
  const asked = look(text)
  const smallest = SMALLEST.find((resource) => {
    const trial = attempt(reducedTo(resource, question))
    return trial !== undefined && look(trial.text) !== asked
  })
  if (smallest === undefined) return undefined
  const names = subject === '' ? Object.keys(spec.resources) : [subject]
  const parts = names.flatMap((name) => partCandidates(spec, name))
  const candidates = parts.length > MOST_PARTS ? names.map(resourceCandidate) : parts
  return candidates.filter((candidate) => {
    const [, name = ''] = candidate.path.map(String)
    const resource = withPart(smallest, candidate, spec)
    const edits = resource && [...reducedTo(smallest, question), { path: ['resources', name], value: resource }]
    const trial = edits && attempt(edits)
    return trial !== undefined && look(trial.text) === asked
  })
}

/** Where a description has more parts than that, its resources are asked as they are. */
const MOST_PARTS = 200

/** Every resource that the file could come from is the smallest one. */
function reducedTo(smallest: ResourceSpec, { spec, subject }: Question): SpecEdit[] {
  const names = subject === '' ? Object.keys(spec.resources) : [subject]
  return names.map((name) => ({ path: ['resources', name], value: smallest }))
}

/** The smallest resource and one part of a described one. */
function withPart(
  smallest: ResourceSpec,
  { path, of }: Candidate,
  { resources, defaults }: Spec,
): ResourceSpec | undefined {
  const [, name = '', key = '', field = ''] = path.map(String)
  const described = resources[name]
  if (key === 'timestamps') return { ...smallest, timestamps: described?.timestamps ?? defaults.timestamps ?? true }
  if (key === 'operations') return { ...smallest, operations: ['get', of as 'list'] }
  if (key === '') return described
  const own = described?.fields[field]
  if (key === 'fields') return own && { ...smallest, fields: { ...smallest.fields, [field]: own } }
  const value = described?.[key as keyof ResourceSpec]
  return value === undefined ? undefined : { ...smallest, [key]: value }
}
