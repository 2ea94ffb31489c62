import type { Resource, Service } from '../../model/model.ts'
import { fieldSchema, type JsonSchema } from '../kinds/openapi.ts'
import type { Operator } from '../kinds/operators.ts'
import { MAX_PART, single } from '../kinds/parameter.ts'
import { type FilterParameter, filterParameters, isQueried, isSearched, lookCode } from './filters.ts'
import { answerParameters } from './openapi-answers.ts'

/** So many values a parameter takes, as `listOf` of the service has it. */
const MOST_VALUES = 100

/** What the list of a resource can be asked beside its page. */
export function queryParameters(resource: Resource, service: Service): JsonSchema[] {
  if (!isQueried(resource)) return []
  return [
    ...answerParameters(resource),
    { $ref: '#/components/parameters/Total' },
    ...(isSearched(resource) ? [{ $ref: '#/components/parameters/Search' }] : []),
    ...sortParameters(resource),
    ...filterParameters(resource, service).map(filterParameter),
  ]
}

/** What several lists are asked, by the names in `components`. */
export function sharedListParameters(service: Service): JsonSchema {
  return {
    ...(service.resources.some(isQueried) ? { Total: TOTAL } : {}),
    ...(service.resources.some(isSearched) ? { Search: SEARCH } : {}),
  }
}

const TOTAL: JsonSchema = {
  name: 'total',
  in: 'query',
  description: 'Counts the rows that the filters leave: `exact` all of them, `capped` up to 10,000.',
  schema: { type: 'string', enum: ['exact', 'capped'] },
}

const SEARCH: JsonSchema = {
  name: 'search',
  in: 'query',
  description:
    'Only rows with these words, the best first where `sort` says nothing else. `"garden chair"` is one phrase, `-used` must not be there, `or` is either.',
  schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[^\\x00]*$' },
}

function sortParameters({ query: { sorts } }: Resource): JsonSchema[] {
  if (sorts.length === 0) return []
  const items = { type: 'string', enum: sorts.flatMap((sort) => [sort, `-${sort}`]) }
  return [
    {
      name: 'sort',
      in: 'query',
      description:
        'What the list is in the order of, with `-` downwards; rows that are equal then, by their key, the same way as the last one.',
      style: 'form',
      explode: false,
      schema: { type: 'array', minItems: 1, maxItems: sorts.length, items },
    },
  ]
}

function filterParameter(parameter: FilterParameter): JsonSchema {
  const { name, operator, field } = parameter
  const relation = name.slice(0, name.lastIndexOf('.') + 1)
  const what = `\`${relation}${field.property}\``
  const looks = lookCode(parameter) === undefined ? '' : ' It looks at nothing that whoever asks is not shown.'
  const start = { name, in: 'query', description: `Only where ${what} ${WORDS[operator]}.${looks}` }
  if (operator === 'null') return { ...start, schema: { type: 'boolean' } }
  const asked = { ...single(field), optional: false, description: '' }
  const item =
    operator === 'contains' || operator === 'startsWith' ? part(fieldSchema(asked), field.array) : fieldSchema(asked)
  if (operator !== 'in') return { ...start, schema: item }
  return {
    ...start,
    style: 'form',
    explode: false,
    schema: { type: 'array', minItems: 1, maxItems: MOST_VALUES, items: item },
  }
}

/** Of a part of a text less is known than of the whole. */
function part(schema: JsonSchema, isItem: boolean): JsonSchema {
  if (isItem) return schema
  return {
    type: 'string',
    minLength: 1,
    maxLength: Math.min(Number(schema.maxLength), MAX_PART),
    pattern: '^[^\\x00]*$',
  }
}

const WORDS: Readonly<Record<Operator, string>> = {
  '': 'is this',
  in: 'is one of these',
  null: 'is empty, or is not',
  gt: 'is above this',
  gte: 'is this or above it',
  lt: 'is below this',
  lte: 'is this or below it',
  contains: 'contains this',
  startsWith: 'starts with this',
}
