import type { ApiChange, Effect, Place } from '../contract/api-change.ts'

/** A change of an API in words, with every operation that it is the same for. */
export interface ApiNews {
  readonly effect: Effect
  /** A sentence without a full stop, names in backticks. */
  readonly sentence: string
  /** `POST /products`; none where the sentence names it. */
  readonly operations: readonly string[]
}

/** What changes in words; what is the same in several operations is said once. */
export function apiNews(changes: readonly ApiChange[]): ApiNews[] {
  const news = new Map<string, ApiNews>()
  for (const change of changes) {
    const { effect, operation, place } = change
    const sentence = apiSentence(change)
    const key = `${effect} ${sentence}`
    const known = news.get(key)?.operations ?? []
    const isNamed = place.in === 'operation' || known.includes(operation)
    news.set(key, { effect, sentence, operations: isNamed ? known : [...known, operation] })
  }
  return [...news.values()]
}

/** One change as a sentence without a full stop, names in backticks. */
export function apiSentence(change: ApiChange): string {
  const { place, operation } = change
  if (place.in === 'operation') return operationSentence(change, `\`${operation}\``)
  return `${subjectOf(change)} ${predicateOf(change)}`
}

function operationSentence({ kind, from, to }: ApiChange, name: string): string {
  switch (kind) {
    case 'added':
      return `${name} is new`
    case 'removed':
      return `${name} is gone`
    case 'renamed':
      return `${name}: generated clients call it \`${to}\`, and not \`${from}\` any more`
    default:
      return `${name} may be called by \`${to}\` now, and was by \`${from}\``
  }
}

type Side = 'request' | 'response'

function sideOf({ in: place }: Place): Side {
  return place === 'response' || place === 'responseHeader' ? 'response' : 'request'
}

function subjectOf({ place, shared }: ApiChange): string {
  const path = 'path' in place ? (shared ?? place).path || (shared?.schema ?? '') : ''
  const inside = path === '' ? '' : ` \`${path}\``
  switch (place.in) {
    case 'operation':
      return ''
    case 'request':
      return `request${inside || ' body'}`
    case 'response':
      return `response${shared === undefined ? ` ${place.status}` : ''}${inside}`
    case 'responseHeader':
      return `response header \`${place.name}\`${inside}`
    case 'header':
    case 'cookie':
      return `${place.in} \`${place.name}\`${inside}`
    case 'path':
    case 'query':
      return `${place.in} parameter \`${place.name}\`${inside}`
  }
}

function predicateOf(change: ApiChange): string {
  const { kind, from, to, place } = change
  const isAnswer = sideOf(place) === 'response'
  const limit = LIMITS[kind]
  if (limit !== undefined) return `changes ${limit} from \`${from}\` to \`${to}\``
  switch (kind) {
    case 'added':
      return isAnswer ? 'is new' : 'may be given now'
    case 'addedRequired':
      return 'is new and has to be given'
    case 'removed':
      return isAnswer ? 'is gone' : refusalOf(change)
    case 'optional':
      return isAnswer ? 'is not always there any more' : 'may be left out now'
    case 'required':
      return isAnswer ? 'is always there now' : 'has to be given now'
    case 'nullAdded':
      return 'may be null now'
    case 'nullRemoved':
      return isAnswer ? 'is never null any more' : 'may not be null any more'
    case 'valueAdded':
    case 'variantAdded':
      return `may be \`${to}\` now`
    case 'valueRemoved':
    case 'variantRemoved':
      return isAnswer ? `is never \`${from}\` any more` : `may not be \`${from}\` any more`
    case 'valuesListed':
      return `is one of \`${to}\` now`
    case 'valuesOpened':
      return `may be other than \`${from}\` now`
    case 'unique':
      return to === 'true' ? 'has no item twice now' : 'may have an item twice now'
    case 'default':
      return `is \`${to}\` where it is not given, and was \`${from}\``
    case 'closed':
      return 'has no properties any more but those that are described'
    case 'opened':
      return 'may have properties that are not described'
    case 'mediaTypeAdded':
      return `may be \`${to}\` now`
    case 'mediaTypeRemoved':
      return `may not be \`${from}\` any more`
    case 'renamed':
      return `is called so now, and was \`${from}\``
    default:
      return `changes in \`${to}\``
  }
}

const LIMITS: Partial<Readonly<Record<ApiChange['kind'], string>>> = {
  type: 'its type',
  format: 'its format',
  length: 'its length',
  range: 'its range',
  items: 'how many items it has',
  properties: 'how many properties it has',
  digits: 'its digits before and after the point',
  pattern: 'its pattern',
}

function refusalOf({ effect, place }: ApiChange): string {
  if (effect === 'breaking') return 'is refused now'
  return place.in === 'request' && place.path === '' ? 'is not read any more' : 'is not known any more'
}

/** How an effect is called. */
export const EFFECT_WORDS = { breaking: 'breaking', mayBreak: 'may break', compatible: 'safe' } as const

/** `2 changes break clients, 1 may, 4 are safe`; empty where nothing changes. */
export function apiTally(effects: readonly { readonly effect: Effect }[]): string {
  const amountOf = (effect: Effect) => effects.filter((one) => one.effect === effect).length
  const [breaking, mayBreak, safe] = [amountOf('breaking'), amountOf('mayBreak'), amountOf('compatible')]
  const parts = [
    breaking === 0 ? '' : `${breaking} ${breaking === 1 ? 'change breaks' : 'changes break'} clients`,
    mayBreak === 0 ? '' : breaking === 0 ? `${mayBreak} may break clients` : `${mayBreak} may`,
    safe === 0 ? '' : `${safe} ${safe === 1 ? 'is' : 'are'} safe`,
  ]
  return parts.filter((part) => part !== '').join(', ')
}
