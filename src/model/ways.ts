import type { FieldPath, SpecPath } from '../spec/spec.ts'
import type { PlacedField } from './fields.ts'
import { expectField, type Placed, type World } from './world.ts'

/** A way along references, followed to its end. */
export interface Way {
  /** Properties of references, then that of the last field. */
  readonly properties: readonly string[]
  /** The references on the way, each with the resource that it leads to. */
  readonly steps: readonly WayStep[]
  readonly field: PlacedField
  /** The resource that the last field is in. */
  readonly resource: Placed
}

/** A reference on a way. */
export interface WayStep {
  readonly field: PlacedField
  readonly to: Placed
}

/** A way as it stands in the description. */
export interface WrittenWay {
  readonly path: FieldPath
  readonly at: SpecPath
  readonly code: string
  /** What the field at its end is wanted for: `to filter by`. */
  readonly wanted: string
}

/** Follows a way from a resource on; nothing, and a finding, when it leads nowhere. */
export function followWay(world: World, from: Placed, { path, ...mention }: WrittenWay): Way | undefined {
  let resource = from
  const properties: string[] = []
  const steps: WayStep[] = []
  for (const [index, name] of path.entries()) {
    const found = expectField(resource, { ...mention, name }, world.report)
    if (found === undefined) return undefined
    properties.push(found.field.property)
    if (index === path.length - 1) return { properties, steps, field: found, resource }
    const next = world.resources.get(found.field.reference?.resource ?? '')
    if (next === undefined) {
      // A reference that leads nowhere has been reported.
      if (found.spec?.type.kind !== 'ref') world.report.add({ ...notAReference(name, path), ...mention })
      return undefined
    }
    steps.push({ field: found, to: next })
    resource = next
  }
  return undefined
}

function notAReference(name: string, path: FieldPath): { message: string; hint: string; word: string } {
  return {
    message: `\`${name}\` is no reference, so \`${path.join('.')}\` leads nowhere`,
    hint: 'name references on the way, and a field at its end',
    word: name,
  }
}
