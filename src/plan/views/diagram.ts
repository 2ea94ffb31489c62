import type { Field, Link, Resource, Service } from '../../model/model.ts'
import { mermaidAttribute, mermaidName } from '../../render/mermaid.ts'

/** A Mermaid diagram of the entities, as the API shows them, and of their references. */
export function entityDiagram({ resources }: Service): string {
  const typeOf = new Map(resources.map(({ names }) => [names.one, names.type]))
  const relations = resources.flatMap((resource) =>
    resource.fields.flatMap((field) => {
      const target = typeOf.get(field.reference?.resource ?? '')
      return field.readable && target !== undefined ? relation(resource, field, target) : []
    }),
  )
  const links = resources.flatMap(({ names, links }) =>
    links.map((link) => linked(names.type, typeOf.get(link.resource) ?? '', link)),
  )
  return ['erDiagram', ...resources.map(entity), ...relations, ...links].join('\n')
}

function entity({ names, fields }: Resource): string {
  const attributes = fields.filter((field) => field.readable).map((field) => `    ${attribute(field)}\n`)
  return `  ${mermaidName(names.type)} {\n${attributes.join('')}  }`
}

function attribute(field: Field): string {
  const { type, array, property, inKey, reference, unique } = field
  const marks = [inKey && 'PK', reference !== undefined && 'FK', unique && !inKey && 'UK'].filter(Boolean)
  return `${type.kind}${array ? '[]' : ''} ${mermaidAttribute(property)} ${marks.join(', ')}`.trimEnd()
}

/** Many on both sides. */
function linked(from: string, to: string, { name }: Link): string {
  return `  ${mermaidName(from)} }o--o{ ${mermaidName(to)} : ${mermaidName(name)}`
}

/** The crow's feet: how many rows refer to one, and whether one must be there. */
function relation({ names, key }: Resource, field: Field, target: string): string {
  const alone = field.unique || (field.inKey && key.length === 1)
  const feet = `${field.optional ? '|o' : '||'}--${alone ? 'o|' : 'o{'}`
  const label = mermaidName(field.reference?.relation ?? field.name)
  return `  ${mermaidName(target)} ${feet} ${mermaidName(names.type)} : ${label}`
}
