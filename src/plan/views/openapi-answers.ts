import { type Included, includedOf } from '../../model/included.ts'
import type { Resource, Service } from '../../model/model.ts'
import type { JsonSchema } from '../kinds/openapi.ts'
import { isViewed } from './answer-view.ts'
import { MOST_INCLUDED } from './includes-imports.ts'
import { refTo } from './openapi-parts.ts'

/** What requests for rows may say of the answer: which parts it has, and what stands beside them. */
export function answerParameters(resource: Resource): JsonSchema[] {
  return answerComponents(resource).map(([name]) => ({ $ref: `#/components/parameters/${name}` }))
}

/** The same by their names in `components`: `Product.fields`. */
export function answerComponents(resource: Resource): [string, JsonSchema][] {
  return parametersOf(resource).map((parameter) => [`${resource.names.type}.${parameter.name}`, parameter])
}

function parametersOf(resource: Resource): JsonSchema[] {
  if (!isViewed(resource)) return []
  const shown = resource.fields.filter(({ readable }) => readable).map(({ property }) => property)
  const { includes } = resource.query
  return [
    namesParameter('fields', shown, 'The answer has these properties and no others, whatever its schema requires.'),
    ...(includes.length > 0
      ? [
          namesParameter(
            'include',
            includes,
            'What each row is related to, put beside it under the name of the relation.',
          ),
        ]
      : []),
  ]
}

function namesParameter(name: string, among: readonly string[], description: string): JsonSchema {
  return {
    name,
    in: 'query',
    description,
    style: 'form',
    explode: false,
    schema: { type: 'array', minItems: 1, maxItems: among.length, items: { type: 'string', enum: among } },
  }
}

/** What stands beside a row where `include` names it, by relation. */
export function includedProperties(resource: Resource, service: Service): JsonSchema {
  return Object.fromEntries(includedOf(resource, service).map((one) => [one.name, relationSchema(one)]))
}

function relationSchema({ kind, shows, name }: Included): JsonSchema {
  const description = `Where \`include\` names \`${name}\``
  if (kind === 'reference') {
    return {
      description: `${description}; null where there is none to see.`,
      anyOf: [refTo(shows.names.type), { type: 'null' }],
    }
  }
  return {
    type: 'object',
    description: `${description}: the first ${MOST_INCLUDED} of them, and whether there are more.`,
    additionalProperties: false,
    required: ['data', 'more'],
    properties: {
      data: { type: 'array', maxItems: MOST_INCLUDED, items: refTo(shows.names.type) },
      more: { type: 'boolean' },
    },
  }
}
