import { entry, type JsonObject, list, object, resolved, text } from './document.ts'

/**
 * Who may call an operation: the ways to prove who one is, each of them enough, in words: `bearerAuth (http bearer)`.
 * None are needed where the list is empty.
 */
export type Access = readonly Way[]

/** What has to be given together, by name, with the scopes that it has to have. */
type Way = Readonly<Record<string, readonly string[]>>

/** Who may call an operation; what it says itself goes before what the document says of all. */
export function accessOf(document: JsonObject, operation: JsonObject): Access {
  const ways = list(operation.security ?? document.security).map((way) => wayOf(document, object(way)))
  return ways.some((way) => Object.keys(way).length === 0) ? [] : ways
}

function wayOf(document: JsonObject, way: JsonObject): Way {
  const schemes = object(object(document.components).securitySchemes)
  return Object.fromEntries(
    Object.entries(way).map(([name, scopes]) => [
      `${name}${schemeWords(resolved(document, entry(schemes, name)))}`,
      list(scopes).map(String).toSorted(),
    ]),
  )
}

/** With what makes two of one name different. */
function schemeWords({ type, scheme, in: place, name }: JsonObject): string {
  const words = [text(type), text(scheme), text(place), text(name)].filter((word) => word !== undefined)
  return words.length === 0 ? '' : ` (${words.join(' ')})`
}

/** Whether nobody has to prove who they are. */
export function isPublic(access: Access): boolean {
  return access.length === 0
}

/** Whether everyone who could call an operation still can. */
export function isKept(before: Access, after: Access): boolean {
  if (isPublic(after)) return true
  if (isPublic(before)) return false
  return before.every((given) => after.some((asked) => isEnough(given, asked)))
}

function isEnough(given: Way, asked: Way): boolean {
  return Object.entries(asked).every(([name, scopes]) => {
    const known = Object.hasOwn(given, name) ? given[name] : undefined
    return known !== undefined && scopes.every((scope) => known.includes(scope))
  })
}

/** In words: `everyone`, or `bearerAuth (http bearer): orders:read`, with `and` and `or` between several. */
export function accessWords(access: Access): string {
  if (isPublic(access)) return 'everyone'
  return access.map((way) => Object.entries(way).map(partWords).join(' and ')).join(' or ')
}

function partWords([name, scopes]: readonly [string, readonly string[]]): string {
  return scopes.length === 0 ? name : `${name}: ${scopes.join(', ')}`
}
