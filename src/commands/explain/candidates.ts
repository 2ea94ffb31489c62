import { USUAL_OPERATIONS } from '../../model/operations.ts'
import type { FieldSpec, ResourceSpec, Spec, SpecPath } from '../../spec/spec.ts'
import { type SpecEdit, valueAt } from './spec-edits.ts'

/** A part of a description that may have made something, and what would show it. */
export interface Candidate {
  readonly path: SpecPath
  /** What of that part is meant, where it is not all of it: one operation. */
  readonly of?: string | undefined
  /** Whether it stands in the description, or is a default that could be said otherwise. */
  readonly written: boolean
  /** Ways to say it otherwise: where one of them shows a difference, the part matters. */
  readonly otherwise: readonly (readonly SpecEdit[])[]
}

/** The parts of a description that are about the service as a whole. */
export function serviceCandidates(spec: Spec): Candidate[] {
  const { resources: _, name, ...keys } = spec
  const own = Object.keys(keys).flatMap((key): SpecPath[] => {
    const value = valueAt(spec, [key])
    return MAPS.has(key) ? Object.keys(Object(value)).map((inner) => [key, inner]) : [[key]]
  })
  const called = { path: ['name'], written: true, otherwise: [[{ path: ['name'], value: `${name}x` }]] }
  return [called, ...keyCandidates(spec, own, SERVICE_DEFAULTS)]
}

const MAPS: ReadonlySet<string> = new Set(['api', 'auth', 'defaults', 'config', 'upstreams'])

/** A resource as a whole. */
export function resourceCandidate(name: string): Candidate {
  const path = ['resources', name]
  return { path, written: true, otherwise: [[{ path }]] }
}

/** The parts of one resource. */
export function partCandidates(spec: Spec, name: string): Candidate[] {
  const resource = spec.resources[name]
  if (resource === undefined) return []
  const at: SpecPath = ['resources', name]
  const { fields, operations: _, ...keys } = resource
  const own = Object.keys(keys).map((key) => [...at, key])
  return [
    ...Object.entries(fields).map(([field, said]) => fieldCandidate([...at, 'fields', field], said)),
    ...keyCandidates(spec, own, below(at, [...RESOURCE_DEFAULTS, ...keyDefault(fields)])),
    ...operationCandidates(at, resource),
  ]
}

/** Where no key is named there is an `id`; another key shows what comes from that. */
function keyDefault(fields: ResourceSpec['fields']): Default[] {
  const [name] = Object.entries(fields).find(([, field]) => !field.optional && !field.array && !field.internal) ?? []
  return name === undefined ? [] : [[['key'], [name]]]
}

type Default = readonly [path: SpecPath, value: unknown]

/** Keys that are written, and those that have a meaning all the same. */
function keyCandidates(spec: Spec, written: readonly SpecPath[], defaults: readonly Default[]): Candidate[] {
  const others = defaults.filter(([path]) => !written.some((one) => isSame(one, path)))
  return [
    ...written.map((path) => {
      const value = valueAt(spec, path)
      const [, another] = defaults.find(([one]) => isSame(one, path)) ?? []
      const values = [...(another === undefined ? [] : [another]), ...anotherThan(value)]
      return { path, written: true, otherwise: [[{ path }], ...values.map((one) => [{ path, value: one }])] }
    }),
    ...others.map(([path, value]) => ({ path, written: false, otherwise: [[{ path, value }]] })),
  ]
}

/** What is written may be what would be so anyway: only another value shows that. */
function anotherThan(value: unknown): unknown[] {
  if (typeof value === 'boolean') return [!value]
  return typeof value === 'string' ? [`${value}x`] : []
}

function isSame(one: SpecPath, other: SpecPath): boolean {
  return one.length === other.length && one.every((part, at) => part === other[at])
}

function below(at: SpecPath, defaults: readonly Default[]): Default[] {
  return defaults.map(([path, value]) => [[...at, ...path], value])
}

/** What others cannot do without may still be another. */
function fieldCandidate(path: SpecPath, said: FieldSpec): Candidate {
  const another = { ...said, optional: !said.optional }
  return { path, written: true, otherwise: [[{ path }], [{ path, value: another }]] }
}

/** Each operation by itself; those that a resource has when it names none are its defaults. */
function operationCandidates(at: SpecPath, { operations }: ResourceSpec): Candidate[] {
  const path = [...at, 'operations']
  const own = operations ?? USUAL_OPERATIONS
  return own.map((one, index) => ({
    path: operations === undefined ? path : [...path, index],
    of: one,
    written: operations !== undefined,
    otherwise: [[{ path, value: own.filter((other) => other !== one) }]],
  }))
}

/** Keys that have a meaning where they are not written, and another that shows what hangs on it. */
const SERVICE_DEFAULTS: readonly Default[] = [
  [['description'], 'Something else.'],
  [['api', 'basePath'], '/elsewhere'],
  [['api', 'pageSize'], { default: 7, max: 77 }],
  [['api', 'openapi'], '3.0'],
]

/** See {@link SERVICE_DEFAULTS}. What follows from the name of a resource is not among them: that is the name's own. */
const RESOURCE_DEFAULTS: readonly Default[] = [
  [['timestamps'], false],
  [['description'], 'Something else.'],
]
