import { hasActions, hasWritingActions, isWriting } from '../../model/acting.ts'
import type { Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { type, value } from '../code.ts'
import { PATHS } from '../paths.ts'
import { hasAuth } from './actor.ts'
import { hasReaders } from './guarded.ts'
import { signsCursors } from './lists.ts'
import type { Settings } from './service.ts'
import { ownsRows } from './unit.ts'
import { hasUpstreams } from './upstreams.ts'

/** Whether some action of a service only reads. */
function hasReadingActions({ resources }: Service): boolean {
  return resources.some(({ actions }) => actions.some((action) => !isWriting(action)))
}

/** What actions are handed beside what they are about, by name. */
export interface Handed {
  readonly actor: boolean
  readonly config: boolean
  readonly log: boolean
}

/** In an application its log and its configuration are its own business. */
function handed(service: Service, { setup }: Settings): Handed {
  const isWhole = setup.embed === undefined
  return { actor: hasAuth(service), config: isWhole && service.config.length > 0, log: isWhole }
}

/** `src/resources/acting.ts` */
export function actingView(service: Service, settings: Settings) {
  const { actor, config, log } = handed(service, settings)
  const writing = hasWritingActions(service)
  const reading = hasReadingActions(service)
  const asked = [...(actor ? ['actor'] : []), ...(log ? ['log'] : [])]
  const around = config ? [hasUpstreams(service) ? "{ config }: Pick<Around, 'config'>" : '{ config }: Around'] : []
  const request = ['c: Context', 'db: Executor', ...around]
  const members = [...asked, ...(config ? ['config'] : [])]
  const own = ownsRows(service) ? ['own'] : []
  const unit = actor ? `unitOf(${['c', 'db', ...own].join(', ')})` : 'unitOf(db)'
  const asks = asked.length > 0
  return {
    view: {
      writing,
      reading,
      shared: members.length > 0,
      auth: actor,
      config,
      around: hasAround(service) && { config, upstreams: hasUpstreams(service) },
      log,
      starting: startsWork(service, settings) && (actor ? 'ServiceUnit' : 'Unit'),
      asks,
      asked: asked.join(', '),
      actingParameters: [...parameters(request, asks || actor), ...(own.length > 0 ? ['own?: Own'] : [])].join(', '),
      actingMembers: [...members, `unit: ${unit}`].join(', '),
      lookingParameters: parameters(request, asks).join(', '),
      lookingMembers: [...members, 'db: readingFrom(db)'].join(', '),
    },
    imports: [
      ...(asks || actor ? [type('Context', 'hono')] : []),
      ...(asks ? [type('Env', PATHS.context)] : []),
      ...(log ? [type('Logger', 'pino')] : []),
      ...(actor ? [type('Actor', PATHS.actor)] : []),
      ...(config ? [type('OwnConfig', PATHS.config)] : []),
      ...(hasUpstreams(service) ? [type('Upstreams', PATHS.upstreams)] : []),
      type('Executor', PATHS.executor),
      ...(reading ? [value('reading as readingFrom', PATHS.executor)] : []),
      ...(writing ? [type('Unit', PATHS.unit), value('unitOf', PATHS.unit)] : []),
      ...(actor && startsWork(service, settings) ? [type('ServiceUnit', PATHS.unit)] : []),
      ...(writing && own.length > 0 ? [type('Own', PATHS.unit)] : []),
    ],
  }
}

function parameters([c = '', ...others]: readonly string[], asks: boolean): readonly string[] {
  return asks ? [c, ...others] : others
}

/** Whether a service has a place for what its user does when it starts. An application has its own. */
export function startsWork(service: Service, { setup }: Settings): boolean {
  return hasWritingActions(service) && setup.embed === undefined
}

/** `src/on-start.ts` */
export function onStartView() {
  return { view: {}, imports: [type('Starting', PATHS.acting)] }
}

/** `src/main.ts`, where there is such a place. */
export function startingText(service: Service): string | false {
  if (!hasWritingActions(service)) return false
  const cursors = signsCursors(service) ? ', auth.cursorKeys' : ''
  const unit = hasAuth(service) ? `unitOfService(database.db${cursors})` : 'unitOf(database.db)'
  const around = [
    ...(hasOwnConfig(service) ? ['config: config.own'] : []),
    ...(hasUpstreams(service) ? ['upstreams'] : []),
  ]
  return `{ ${[`unit: ${unit}`, 'log: logger', ...around].join(', ')} }`
}

/** What that imports. */
export function startingImports(service: Service): ImportSymbol[] {
  if (!hasWritingActions(service)) return []
  return [
    value('setTimeout as wait', 'node:timers/promises'),
    value('onStart', PATHS.onStart),
    value(hasAuth(service) ? 'unitOfService' : 'unitOf', PATHS.unit),
  ]
}

/** `src/http/shown.ts` */
export function shownView({ resources }: Service) {
  return { view: { hides: resources.some((resource) => hasReaders(resource)) }, imports: [] }
}

/** Whether actions are handed something of the process around, so that routes have to be given it. */
export function hasAround(service: Service): boolean {
  return hasActions(service) && (service.config.length > 0 || hasUpstreams(service))
}

/** Whether the routes of a resource have to be given it. */
export function takesAround({ actions }: Resource, service: Service): boolean {
  return actions.some(({ uses }) => uses.length > 0) || (actions.length > 0 && service.config.length > 0)
}

/** Whether actions are handed what the description declares of the configuration. */
export function hasOwnConfig(service: Service): boolean {
  return hasActions(service) && service.config.length > 0
}

/** What tests import that make an application of their own. */
export function testConfigImports(service: Service): ImportSymbol[] {
  return hasOwnConfig(service) ? [value('testConfig', PATHS.testApp)] : []
}
