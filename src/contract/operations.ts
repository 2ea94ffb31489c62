import { type Access, accessOf } from './access.ts'
import { type JsonObject, list, object, resolved, text } from './document.ts'

/** One operation of a document, with its references resolved. */
export interface Operation {
  /** `POST /products` */
  readonly label: string
  /** The same with nothing in it that does not matter to who calls: the names of what stands in the path. */
  readonly key: string
  /** The `operationId`. */
  readonly id: string | undefined
  readonly parameters: readonly Parameter[]
  readonly body: Body | undefined
  /** By status: `200`, `4XX`, `default`. */
  readonly responses: Readonly<Record<string, JsonObject>>
  readonly access: Access
}

/** A parameter of an operation. */
export interface Parameter {
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly name: string
  /** What it is found by: its name, or its position in the path. */
  readonly key: string
  readonly required: boolean
  readonly schema: unknown
  /** How it is written in the request: `style`, `explode` and the like. */
  readonly form: JsonObject
}

/** The body of a request. */
export interface Body {
  readonly required: boolean
  readonly content: JsonObject
}

const METHODS = ['get', 'put', 'post', 'patch', 'delete', 'head', 'options', 'trace'] as const

/** Every operation, in the order of the document. */
export function operationsOf(document: JsonObject): Operation[] {
  return Object.entries(object(document.paths)).flatMap(([path, value]) => {
    const item = resolved(document, value)
    return METHODS.filter((method) => item[method] !== undefined).map((method) =>
      operationOf(document, { path, method, item, operation: object(item[method]) }),
    )
  })
}

interface Found {
  readonly path: string
  readonly method: string
  readonly item: JsonObject
  readonly operation: JsonObject
}

function operationOf(document: JsonObject, { path, method, item, operation }: Found): Operation {
  const verb = method.toUpperCase()
  return {
    label: `${verb} ${path}`,
    key: `${verb} ${path.replaceAll(IN_PATH, '{}')}`,
    id: text(operation.operationId),
    parameters: parametersOf(document, { path, lists: [item.parameters, operation.parameters] }),
    body: operation.requestBody === undefined ? undefined : bodyOf(resolved(document, operation.requestBody)),
    responses: Object.fromEntries(
      Object.entries(object(operation.responses)).map(([status, value]) => [status, resolved(document, value)]),
    ),
    access: accessOf(document, operation),
  }
}

const IN_PATH = /\{([^{}]*)\}/g

/** Those of the path, then those of the operation, which take their place. */
function parametersOf(
  document: JsonObject,
  { path, lists }: { readonly path: string; readonly lists: readonly unknown[] },
): readonly Parameter[] {
  const names = Array.from(path.matchAll(IN_PATH), ([, name = '']) => name)
  const all = lists.flatMap(list).flatMap((value) => parameterOf(resolved(document, value), names))
  return [...new Map(all.map((parameter) => [parameter.key, parameter])).values()]
}

function parameterOf(value: JsonObject, names: readonly string[]): Parameter[] {
  const { in: place, name, required, schema, description, example, examples, deprecated, ...form } = value
  if (typeof name !== 'string' || !isPlace(place)) return []
  return [{ in: place, name, key: keyOf(place, name, names), required: required === true, schema, form }]
}

function keyOf(place: Parameter['in'], name: string, names: readonly string[]): string {
  if (place === 'path') return `path ${names.indexOf(name)}`
  return `${place} ${place === 'header' ? name.toLowerCase() : name}`
}

function isPlace(value: unknown): value is Parameter['in'] {
  return value === 'path' || value === 'query' || value === 'header' || value === 'cookie'
}

function bodyOf({ required, content }: JsonObject): Body {
  return { required: required === true, content: object(content) }
}
