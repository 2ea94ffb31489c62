import type { Place, Problem } from '../errors.ts'
import type { Description, FieldSpec, ResourceSpec, Spec, SpecPath } from '../spec/spec.ts'

/**
 * The words of the language that nothing generates yet. A description that uses one is refused by name, never half
 * obeyed; whoever implements a word takes it out of this table.
 */
export const NOT_YET = {
  /** Keys of `defaults:`. */
  defaults: [],
  /** Keys of a resource. */
  resource: [],
  /** Types of fields of what is nested, or that lead there: the addresses of their links are not made yet. */
  nestedTypes: ['many'],
  /** Modifiers, and keys of the object form. */
  modifiers: ['schema', 'shape'],
} as const satisfies Record<string, readonly string[]>

/** A part of a description that this version does not generate. */
export interface Refusal {
  /** The word that is refused: `softDelete`. */
  readonly name: string
  /** What has to go from the description for it to be generated. */
  readonly path: SpecPath
  /** What to do instead, where that is more than to take it out. */
  readonly hint?: string
}

/** Every part of a description that this version does not generate, in the order of its keys. */
export function refusalsIn(spec: Spec): Refusal[] {
  return [
    ...providersAloneIn(spec),
    ...keysIn(spec.defaults, NOT_YET.defaults, ['defaults']),
    ...slowCreatesIn(spec),
    ...linkSwapsIn(spec.resources),
    ...Object.entries(spec.resources).flatMap(([name, resource]) =>
      resourceRefusals(resource, spec, ['resources', name]),
    ),
  ]
}

/** The same as problems with their places. */
export function refusalProblems({ spec, ...description }: Description): Problem[] {
  return refusalsIn(spec).map(({ name, path, hint = 'take it out for now' }) => ({
    code: 'ASH1090',
    message: `\`${name}\` is part of the language, but this version of ashlar does not generate it yet`,
    where: placeOf({ name, path }, description),
    hint,
  }))
}

type Places = Pick<Description, 'hasPart' | 'locate' | 'locateKey'>

/** The word itself: a key, an item of a list, or a word in a short form. */
function placeOf({ name, path }: Refusal, { hasPart, locate, locateKey }: Places): Place {
  if (!hasPart(path)) return locate(path.slice(0, -1), name)
  return path.at(-1) === name ? locateKey(path) : locate(path, name)
}

/** `false` asks for nothing. */
function keysIn(value: object, words: readonly string[], at: SpecPath): Refusal[] {
  const given = new Map<string, unknown>(Object.entries(value))
  return words
    .filter((word) => given.get(word) !== undefined && given.get(word) !== false)
    .map((name) => ({ name, path: [...at, name] }))
}

function resourceRefusals(resource: ResourceSpec, spec: Spec, at: SpecPath): Refusal[] {
  const fields = Object.entries(resource.fields).flatMap(([name, field]) =>
    fieldRefusals(field, { spec, resource }, [...at, 'fields', name]),
  )
  return [...keysIn(resource, NOT_YET.resource, at), ...slowBulksIn(resource, at), ...fields]
}

/** Accounts that only providers vouch for. */
function providersAloneIn({ auth, resources }: Spec): Refusal[] {
  if (auth?.oidc === undefined) return []
  const fields = Object.values(resources[auth.user]?.fields ?? {})
  if (fields.some(({ type }) => type.kind === 'secret')) return []
  return [{ name: 'oidc', path: ['auth', 'oidc'], hint: 'for now only beside a password: add `password: secret`' }]
}

/** Creates that would hold a transaction, and its connection, for as long as it takes to hash a password. */
function slowCreatesIn({ defaults, resources }: Spec): Refusal[] {
  const slow = Object.entries(resources).filter(([, { idempotent = defaults.idempotent, operations, fields }]) => {
    const creates = operations?.includes('create') ?? true
    return idempotent === true && creates && hasSecret(fields)
  })
  return slow.map(([name, { idempotent }]) => ({
    name: 'idempotent',
    path: idempotent === undefined ? ['defaults', 'idempotent'] : ['resources', name, 'idempotent'],
    hint: `for now not for \`${name}\`, whose passwords are hashed: type \`idempotent: false\` there`,
  }))
}

/** Bulk operations that would hash as many passwords as there are rows. */
function slowBulksIn({ operations = [], fields }: ResourceSpec, at: SpecPath): Refusal[] {
  if (!hasSecret(fields)) return []
  return operations.flatMap((name, index): Refusal[] => {
    const hint = 'for now not where there are passwords, which are hashed: take it out'
    return name.startsWith('bulk') ? [{ name, path: [...at, 'operations', index], hint }] : []
  })
}

function hasSecret(fields: ResourceSpec['fields']): boolean {
  return Object.values(fields).some(({ type }) => type.kind === 'secret')
}

/** Join tables whose names go round: rows would stay where they are, and mean something else. */
function linkSwapsIn(all: Spec['resources']): Refusal[] {
  return Object.entries(all).flatMap(([resource, { fields }]) =>
    Object.entries(fields)
      .filter(([, { type, renamedFrom }]) => type.kind === 'many' && fields[renamedFrom ?? '']?.type.kind === 'many')
      .map(([name]) => ({ name: 'renamedFrom', path: ['resources', resource, 'fields', name, 'renamedFrom'] })),
  )
}

interface Within {
  readonly spec: Spec
  readonly resource: ResourceSpec
}

function fieldRefusals(field: FieldSpec, { spec, resource }: Within, at: SpecPath): Refusal[] {
  const ends = [resource, field.type.kind === 'many' ? spec.resources[field.type.resource] : undefined]
  const isNested = ends.some((end) => end?.parent !== undefined)
  const types: readonly string[] = isNested ? NOT_YET.nestedTypes : []
  const type = types.find((word) => word === field.type.kind)
  return type === undefined ? keysIn(field, NOT_YET.modifiers, at) : [{ name: type, path: at }]
}
