import type { Resource, Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { arrayText } from '../layout.ts'

/** Whether requests may say what of rows, and what beside them, an answer has. */
export function isViewed({ operations, query }: Resource): boolean {
  const isAnswered = operations.includes('list') || operations.includes('get')
  return isAnswered && Object.values(query).some((offered) => offered.length > 0)
}

/** Whether that is so of some resource. */
export function hasViews({ resources }: Service): boolean {
  return resources.some(isViewed)
}

/** The schema of that. */
export function answerView(resource: Resource) {
  const { names, query, fields } = resource
  const shown = fields.filter(({ readable }) => readable).map(({ property }) => property)
  return {
    type: names.viewType,
    fields: namesText('fields', shown),
    include: query.includes.length > 0 && namesText('include', query.includes),
  }
}

function namesText(name: string, among: readonly string[]): string {
  const [start, end] = [`${name}: someOf(`, ').optional(),']
  return `${start}${arrayText(among.map(literal), { indent: 2, before: start.length, after: end.length })}${end}`
}
