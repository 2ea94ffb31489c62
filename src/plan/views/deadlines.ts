import type { Action, Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { type, value } from '../code.ts'
import { PATHS } from '../paths.ts'

/** The longest time that a timer of Node.js and a setting of PostgreSQL can have: 24 days. */
const LONGEST_MS = 2_147_483_647

/** Whether there are requests whose time is limited. */
export function hasDeadlines(service: Service): boolean {
  return service.timeout !== undefined || timesOf(service).length > 0
}

/** What `deadline()` of the application is given. */
export function usualTime({ timeout }: Service): string {
  return timeout === undefined ? 'false' : numberText(timeout)
}

/** What `deadline()` of the routes of a resource is given; `false` where they need none. */
export function deadlineArgument(resource: Resource, service: Service): string | false {
  const { timeout } = resource
  if (timeout) return numberText(timeout)
  if (timeout === false || service.timeout === undefined) return hasDeadlines(service) && 'false'
  // It would have that of what it is nested under.
  return isBelowTimed(resource, service) && usualTime(service)
}

function isBelowTimed({ parent }: Resource, service: Service): boolean {
  const around = service.resources.find(({ names }) => names.one === parent?.resource)
  return around !== undefined && (around.timeout !== undefined || isBelowTimed(around, service))
}

/** What stands before the handler of an action; nothing where it has the time of its resource. */
export function actionDeadlines(action: Action, resource: Resource, service: Service): string[] {
  const { timeout, countedApart } = action
  const around = deadlineArgument(resource, service)
  if (timeout === false) return around === 'false' || !hasDeadlines(service) ? [] : ['deadline(false)']
  if (timeout !== undefined) return [`deadline(${numberText(timeout)})`]
  // What is not counted with its resource stands before what the resource says of time, too.
  return countedApart && around !== false ? [`deadline(${around})`] : []
}

/** How long the database lets things take: never less than a request may. */
export function databaseLimits(service: Service) {
  const longest = longestTime(service)
  const statement = Math.min(LONGEST_MS, Math.max(5_000, longest))
  const transaction = Math.min(LONGEST_MS, Math.max(10_000, longest))
  return {
    statement: numberText(statement),
    statementText: postgresText(statement),
    transaction: numberText(transaction),
    transactionText: postgresText(transaction),
  }
}

/** How long the request may take that may take longest, in milliseconds; 0 where none is limited. */
export function longestTime(service: Service): number {
  return Math.max(0, ...timesOf(service))
}

function timesOf({ resources }: Service): number[] {
  return resources
    .flatMap(({ timeout, actions }) => [timeout, ...actions.map((action) => action.timeout)])
    .filter((time) => typeof time === 'number')
}

/** With `_` between thousands, as numbers are written by hand. */
function numberText(value: number): string {
  return String(Math.min(LONGEST_MS, value)).replaceAll(/\B(?=(\d{3})+$)/g, '_')
}

/** As settings of PostgreSQL are written. */
function postgresText(milliseconds: number): string {
  return milliseconds % 1_000 === 0 ? `${milliseconds / 1_000}s` : `${milliseconds}ms`
}

const OVER = [value('isOver', PATHS.deadline)]

/** What files of the whole service import where there are deadlines. */
export const IMPORTS_FOR_DEADLINES: Readonly<Record<string, readonly ImportSymbol[]>> = {
  'src/http/errors.ts': OVER,
  'embed/src/http/errors.ts': OVER,
  'src/db/postgres.ts': [value('connections', PATHS.connections)],
  'src/calls/call.ts': ['requestMsLeft', 'requestSignal'].map((name) => value(name, PATHS.deadline)),
  'src/app.ts': [value('deadline', PATHS.deadline)],
  'src/runtime/cache.ts': [value('limited', PATHS.deadline)],
}

/** What the files import that only then are there. */
export const DEADLINE_IMPORTS: Readonly<Record<string, readonly ImportSymbol[]>> = {
  'src/runtime/deadline.ts': [
    value('AsyncLocalStorage', 'node:async_hooks'),
    type('ServerResponse', 'node:http'),
    ...['Context', 'MiddlewareHandler', 'Next'].map((name) => type(name, 'hono')),
    type('Env', PATHS.context),
    value('Problem', PATHS.problem),
  ],
  'src/db/cancelling.ts': [
    { name: 'postgres', from: 'postgres', defaultExport: true, typeOnly: true },
    value('requestBudget', PATHS.deadline),
    value('isLost', PATHS.readingAgain),
  ],
  'src/db/connections.ts': [
    { name: 'postgres', from: 'postgres', defaultExport: true },
    value('requestBudget', PATHS.deadline),
    ...['allOrNothing', 'statementsOn'].map((name) => value(name, PATHS.cancelling)),
    ...['Lend', 'Work'].map((name) => type(name, PATHS.cancelling)),
    ...['inLine', 'isAstray', 'isShared', 'isSlow', 'joined', 'loanOf'].map((name) => value(name, PATHS.loan)),
    type('Loan', PATHS.loan),
    type('Pace', PATHS.statementTimes),
    value('statementTimes', PATHS.statementTimes),
    ...['CancelledAstray', 'isLost', 'isRead', 'isReadOnly'].map((name) => value(name, PATHS.readingAgain)),
    value('waitingLine', PATHS.waitingLine),
  ],
  'src/db/loan.ts': [
    { name: 'postgres', from: 'postgres', defaultExport: true, typeOnly: true },
    value('requestBudget', PATHS.deadline),
    type('Place', PATHS.cancelling),
    type('Pace', PATHS.statementTimes),
    value('SLOW_MS', PATHS.statementTimes),
  ],
  'src/db/waiting-line.ts': [
    value('overloaded', PATHS.problem),
    type('Problem', PATHS.problem),
    type('Budget', PATHS.deadline),
    value('requestBudget', PATHS.deadline),
    ...['isShared', 'joined'].map((name) => value(name, PATHS.loan)),
    type('Loan', PATHS.loan),
    type('Pace', PATHS.statementTimes),
  ],
  'src/db/statement-times.ts': [],
  'tests/deadline.test.ts': [
    ...['randomInt', 'randomUUID'].map((name) => value(name, 'node:crypto')),
    value('once', 'node:events'),
    type('AddressInfo', 'node:net'),
    value('setTimeout', 'node:timers/promises'),
    value('serve', '@hono/node-server'),
    value('sql', 'drizzle-orm'),
    value('Hono', 'hono'),
    value('requestId', 'hono/request-id'),
    value('pino', 'pino'),
    ...['beforeAll', 'describe', 'expect', 'it', 'vi'].map((name) => value(name, 'vitest')),
    type('Database', PATHS.client),
    type('Env', PATHS.context),
    value('answerError', PATHS.errors),
    value('requestLog', PATHS.requestLog),
    ...['deadline', 'requestSignal'].map((name) => value(name, PATHS.deadline)),
    value('testDatabase', PATHS.testDatabase),
  ],
}
