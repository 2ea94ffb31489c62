import type { Action, Resource, Service } from '../../model/model.ts'
import { ownKey } from '../../model/nesting.ts'
import { shellWord } from '../../render/shell.ts'
import { exampleOf } from './action-test.ts'
import { inBody } from './actions.ts'
import { addressParts, asLine, type Part, variableOf, word } from './curl-words.ts'
import { type Caller, callers, callersOf, canAct } from './test-actors.ts'

/** The calls of actions: as who may, and with what no action takes. */
export function actionCalls(resource: Resource, service: Service, isThere: boolean) {
  const { main } = callersOf(resource, service)
  return resource.actions
    .filter(({ onRow }) => !onRow || isThere)
    .map((action) => {
      const caller = actorOf(action, resource, service, main)
      const parts = [...addressParts(resource, service), ...actionParts(action, resource)]
      const query = new URLSearchParams(
        Object.entries(exampleOf(action, service)).map(([name, value]): [string, string] => [name, String(value)]),
      ).toString()
      const sent = action.request !== undefined && inBody(action)
      const asked = !inBody(action) && query !== '' ? [{ text: `?${query}` }] : []
      return {
        method: action.method.toUpperCase(),
        address: word([...parts, ...asked]),
        as: caller === 'none' ? false : asLine(caller, service),
        isOpen: caller !== 'none',
        body: sent ? ` ${shellWord(JSON.stringify(exampleOf(action, service)))}` : '',
        refused: sent && caller !== 'none',
        closed: service.auth !== undefined && !(action.rules ?? []).some(({ who }) => who.kind === 'public'),
      }
    })
}

/** Who may do it with a row of the main caller's; `none` where the rules ask for more than a script knows. */
function actorOf(action: Action, resource: Resource, service: Service, main: Caller): Caller | 'none' {
  const { rules } = action
  if (rules === undefined) return main
  const owned = [main, ...callers(service)]
  const able = owned.filter((caller, position) => {
    return canAct(resource, service, { rules, caller, owns: position === 0 && action.onRow })
  })
  return able.length > 0 ? able[0] : 'none'
}

/** Behind the address of the list: the key of the row that was made. */
function actionParts({ path }: Action, resource: Resource): Part[] {
  return path.split(/(\{\w+\})/).map((part): Part => {
    const field = ownKey(resource).find(({ property }) => part === `{${property}}`)
    return field === undefined ? { text: part } : { expansion: `$${variableOf(resource, field)}` }
  })
}
