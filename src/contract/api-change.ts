/** What a change means for a client that is there: it breaks, it may break, or it goes on working. */
export type Effect = 'breaking' | 'mayBreak' | 'compatible'

/**
 * What changed. Most kinds say it of a value, wherever it stands: `required` of a property of a request, of one of a
 * response, of a parameter; the place says which.
 */
export type ApiChangeKind =
  /** Something is there that was not: an operation, a property, a parameter, a status. */
  | 'added'
  /** The same, and a request has to have it. */
  | 'addedRequired'
  | 'removed'
  /** It had to be there, or was always there, and no longer; or the reverse. */
  | 'optional'
  | 'required'
  | 'nullAdded'
  | 'nullRemoved'
  | 'type'
  | 'format'
  /** One more, or one less, of the values that a value may have; and such a list where there was none, or none any more. */
  | 'valueAdded'
  | 'valueRemoved'
  | 'valuesListed'
  | 'valuesOpened'
  /** How long a text is, how large a number, how many items a list or properties a map has, how many digits a decimal. */
  | 'length'
  | 'range'
  | 'items'
  | 'properties'
  | 'digits'
  | 'pattern'
  | 'unique'
  | 'default'
  /** Properties that are not described are refused, or taken. */
  | 'closed'
  | 'opened'
  | 'variantAdded'
  | 'variantRemoved'
  | 'mediaTypeAdded'
  | 'mediaTypeRemoved'
  /** The `operationId`, which generated clients name their functions by; a parameter of the path. */
  | 'renamed'
  /** Who may call it. */
  | 'access'
  /** A word of JSON Schema or OpenAPI that is not compared any closer. */
  | 'other'

/** Where something changed; `path` leads into the value, `data[].price`, and is empty for the whole of it. */
export type Place =
  | { readonly in: 'operation' }
  | { readonly in: 'path' | 'query' | 'header' | 'cookie'; readonly name: string; readonly path: string }
  | { readonly in: 'request'; readonly path: string }
  | { readonly in: 'response'; readonly status: string; readonly path: string }
  | { readonly in: 'responseHeader'; readonly status: string; readonly name: string; readonly path: string }

/** One change of an API, as those see it who call it. */
export interface ApiChange {
  readonly effect: Effect
  readonly kind: ApiChangeKind
  /** `POST /products` */
  readonly operation: string
  readonly place: Place
  /** What it was and what it is, where that says more: `string`, `1..80`, `EUR`. */
  readonly from?: string
  readonly to?: string
  /** The same part in the innermost schema that has a name, and may be shared: `price` of `Product`. */
  readonly shared?: { readonly schema: string; readonly path: string }
}

/** A change within a value. */
export type ValueChange = Omit<ApiChange, 'operation' | 'place'> & { readonly path: string }

/** Which way a value goes: what is asked of it in the one direction is promised in the other. */
export type Direction = 'request' | 'response'

/** What became of the set of values that are valid; `changed` is neither of the two, or cannot be told. */
export type Shift = 'narrowed' | 'widened' | 'changed'

/**
 * A client that is there can live with requests that may be more, and with responses that may be less; all else has
 * the given effect.
 */
export function effectOf(direction: Direction, shift: Shift, otherwise: Effect): Effect {
  const harmless: Shift = direction === 'request' ? 'widened' : 'narrowed'
  return shift === harmless ? 'compatible' : otherwise
}
