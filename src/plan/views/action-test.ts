import type { Action, Service } from '../../model/model.ts'
import { collectionAddress } from '../../model/nesting.ts'
import { literal, objectKey } from '../../render/literal.ts'
import { type Attempt, actionOf } from '../access/answers.ts'
import type { Subject } from '../access/aspects.ts'
import { callText } from '../layout.ts'
import { inBody } from './actions.ts'
import { membersSchema } from './openapi-members.ts'
import { object } from './openapi-parts.ts'

/** How a test tries an action: what has to be there, and the call; undefined where something else is tried. */
export function triedAction(attempt: Attempt, { root, service }: Subject, kind: string) {
  const action = actionOf(attempt, root)
  if (action === undefined) return undefined
  const isNested = root.parent !== undefined
  const place = action.onRow ? 'address' : isNested ? 'collection' : undefined
  const address = place === undefined ? literal(addressOf(action, { root, service })) : templateOf(action, place)
  return {
    name: literal(attempt),
    place: place ?? false,
    kind: place === undefined && kind !== '' ? ', _kind: RowKind' : kind,
    call: tryText(action, withQuery(address, action, service), service),
  }
}

/** The call, its body over several lines where it does not fit on one. */
function tryText(action: Action, address: string, service: Service): string {
  const head = `asker.${action.method}`
  const before = 'const answer = await '.length
  const [body] = bodyOf(action, service)
  const line = `${head}(${[address, ...(body === undefined ? [] : [body])].join(', ')})`
  if (before + 6 + line.length <= 120) return line
  if (body === undefined || body === '{}') return callText(head, [address], { indent: 6, before })
  const members = Object.entries(exampleOf(action, service)).map(([name, value]) => [objectKey(name), literal(value)])
  return `${head}(${address}, {\n${members.map(([name, value]) => `        ${name}: ${value},\n`).join('')}      })`
}

function addressOf(action: Action, { root, service }: Subject): string {
  return `${collectionAddress(root, service)}${action.path}`
}

/** Behind the address of a row, or of the list that it is in. */
function templateOf({ path }: Action, place: string): string {
  const rest = path.replaceAll(/\/\{\w+\}/g, '')
  return rest === '' ? place : `\`\${${place}}${rest}\``
}

function withQuery(address: string, action: Action, service: Service): string {
  if (action.request === undefined || inBody(action)) return address
  const given = Object.entries(exampleOf(action, service)).map(([name, value]): [string, string] => [
    name,
    String(value),
  ])
  const query = new URLSearchParams(given).toString()
  const isWord = address.startsWith("'")
  return isWord
    ? literal(`${address.slice(1, -1)}?${query}`)
    : `\`${isTemplate(address) ? address.slice(1, -1) : `\${${address}}`}?${query}\``
}

function isTemplate(address: string): boolean {
  return address.startsWith('`')
}

function bodyOf(action: Action, service: Service): string[] {
  if (!inBody(action)) return []
  return [action.request === undefined ? '{}' : literal(exampleOf(action, service))]
}

/** What is sent to an action as an example. */
export function exampleOf({ request = [] }: Action, service: Service): Readonly<Record<string, unknown>> {
  const { examples } = membersSchema(request, service)
  return object(Array.isArray(examples) ? examples[0] : {})
}
