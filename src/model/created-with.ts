import type { SpecPath } from '../spec/spec.ts'
import type { Inverse } from './model.ts'
import type { Report } from './report.ts'
import { childrenNamed } from './sources.ts'
import type { Placed, World } from './world.ts'

/** The relations whose rows a create may bring along; those that cannot be are left out, with findings. */
export function buildCreateWith(world: World, placed: Placed): readonly Inverse[] {
  const { named } = placed
  const listed = named.spec.createWith ?? []
  const at = [...named.at, 'createWith']
  const { report } = world
  report.addRepeated(listed, at)
  if (listed.length > 0) checkCreates(placed, at, report)
  return [...new Set(listed)].flatMap((name, index) => {
    const place = [...at, index]
    const inverse = childrenNamed(world, { placed, at: place, code: 'ASH2047' }, name)
    const complaint = inverse && complaintOf(world, placed, inverse)
    if (complaint !== undefined) report.add({ code: 'ASH2047', ...complaint, at: place, word: name })
    return inverse === undefined || complaint !== undefined ? [] : [inverse]
  })
}

/** What is made with others is made itself, and soon: without passwords to hash. */
function checkCreates(placed: Placed, at: SpecPath, report: Report): void {
  const { name } = placed.named
  if (!creates(placed) && !report.isUnread([...placed.named.at, 'operations'])) {
    const message = `\`${name}\` has no \`create\` that could bring others along`
    report.add({ code: 'ASH2047', message, hint: 'add `create` to `operations`', at, name: true })
  }
  if (hashes(placed)) {
    const message = `\`${name}\` has a password, and hashing it would keep the others waiting`
    report.add({ code: 'ASH2047', message, hint: 'make them in requests of their own', at, name: true })
  }
}

interface Complaint {
  readonly message: string
  readonly hint: string
}

/** Why rows of a relation cannot be made together with the one that they refer to. */
function complaintOf({ resources, report }: World, placed: Placed, { name, resource, property }: Inverse) {
  const child = resources.get(resource)
  const field = child?.fields.find(({ field: one }) => one.property === property)
  if (child === undefined || field === undefined) return undefined
  const one = placed.named.name
  const { parent } = child.named.spec
  const reference = field.field.name
  const complain = (message: string, hint: string): Complaint => ({ message, hint })
  if (!creates(child) && !report.isUnread([...child.named.at, 'operations'])) {
    return complain(`\`${resource}\` has no \`create\``, `add \`create\` to the \`operations\` of \`${resource}\``)
  }
  if (hashes(child)) {
    return complain(
      `\`${resource}\` has a password, and hashing it would keep the others waiting`,
      'make them in requests of their own',
    )
  }
  if (parent !== undefined && parent !== reference) {
    return complain(
      `\`${resource}\` is nested under something else, which \`${one}\` does not know`,
      `name what is nested under \`${one}\`, or what stands by itself`,
    )
  }
  if (parent === undefined && field.field.writeRoles !== undefined) {
    return complain(
      `\`${resource}.${reference}\` is only for some to write, and \`${name}\` would be for all`,
      'take it out, or take `write` away there',
    )
  }
  if (parent === undefined && !field.field.writable.create) {
    return complain(
      `\`${resource}.${reference}\` is not what a request says, so \`${name}\` could belong to another \`${one}\``,
      'take it out',
    )
  }
  return undefined
}

function creates({ named: { spec } }: Placed): boolean {
  return spec.operations?.includes('create') ?? true
}

function hashes({ fields }: Placed): boolean {
  return fields.some(({ field }) => field.secret)
}
