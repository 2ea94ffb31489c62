import type { ImportSymbol } from '../../render/imports.ts'
import { type, value } from '../code.ts'
import { PATHS } from '../paths.ts'

/** Where the contract test has what it is made of. */
export const CONTRACT_PATHS = {
  caller: 'tests/support/contract/caller.ts',
  checks: 'tests/support/contract/checks.ts',
  document: 'tests/support/contract/document.ts',
  exchange: 'tests/support/contract/exchange.ts',
  fits: 'tests/support/contract/fits.ts',
  knowledge: 'tests/support/contract/knowledge.ts',
  lives: 'tests/support/contract/lives.ts',
  odd: 'tests/support/contract/odd.ts',
  properties: 'tests/support/contract/properties.ts',
  requests: 'tests/support/contract/requests.ts',
  values: 'tests/support/contract/values.ts',
} as const

const { checks, document, exchange, fits, knowledge, odd, properties, requests, values } = CONTRACT_PATHS

const FAST_CHECK: ImportSymbol = { name: 'fc', from: 'fast-check', defaultExport: true }

/** What these files import, by template. */
export const CONTRACT_IMPORTS: Readonly<Record<string, readonly ImportSymbol[]>> = {
  [CONTRACT_PATHS.caller]: [
    FAST_CHECK,
    type('TestApp', PATHS.testApp),
    value('testApp', PATHS.testApp),
    type('Operation', document),
    value('operations', document),
    type('Exchange', exchange),
    value('exchange', exchange),
    value('createKnowledge', knowledge),
    type('Knowledge', knowledge),
    value('goodRequests', requests),
    value('PLAIN', requests),
    type('Request', requests),
  ],
  [checks]: [
    value('describedAs', document),
    ...['Operation', 'Schema'].map((name) => type(name, document)),
    type('Exchange', exchange),
    value('whyNot', fits),
    type('Request', requests),
  ],
  [document]: [value('openapi', PATHS.openapi)],
  [exchange]: [type('TestApp', PATHS.testApp)],
  [fits]: [
    value('Ajv2020', 'npm:ajv/dist/2020.js'),
    { name: 'formats', from: 'ajv-formats', defaultExport: true },
    ...['DOCUMENT', 'document'].map((name) => value(name, document)),
    type('Schema', document),
  ],
  [knowledge]: [
    value('unescape as percentDecoded', 'node:querystring'),
    ...['isItemOf', 'operations'].map((name) => value(name, document)),
    ...['Operation', 'Schema'].map((name) => type(name, document)),
    type('Exchange', exchange),
    value('fits', fits),
    type('Request', requests),
    type('Known', values),
  ],
  [CONTRACT_PATHS.lives]: [
    FAST_CHECK,
    value('expect', 'vitest'),
    type('Caller', CONTRACT_PATHS.caller),
    ...['isItemOf', 'operations'].map((name) => value(name, document)),
    type('Operation', document),
    ...['agrees', 'TRIES'].map((name) => value(name, properties)),
    type('World', properties),
    ...['goodRequests', 'PLAIN'].map((name) => value(name, requests)),
  ],
  [odd]: [FAST_CHECK],
  [properties]: [
    FAST_CHECK,
    value('expect', 'vitest'),
    type('Caller', CONTRACT_PATHS.caller),
    value('complaints', checks),
    ...['isAlso', 'operations'].map((name) => value(name, document)),
    type('Operation', document),
    value('curlLine', exchange),
    type('Exchange', exchange),
    ...['badRequests', 'goodRequests', 'oddRequests', 'PLAIN'].map((name) => value(name, requests)),
    type('Request', requests),
  ],
  [requests]: [
    FAST_CHECK,
    ...['isItemOf', 'operations'].map((name) => value(name, document)),
    ...['Operation', 'Parameter', 'Schema'].map((name) => type(name, document)),
    value('fits', fits),
    ...['anything', 'changed', 'oddBytes', 'oddHeader', 'oddQuery', 'oddSegment'].map((name) => value(name, odd)),
    type('Known', values),
    value('valueFor', values),
  ],
  [values]: [FAST_CHECK, value('resolved', document), type('Schema', document), value('fits', fits)],
}

/** What they import besides where people sign in. */
export const CONTRACT_IMPORTS_FOR_AUTH: Readonly<Record<string, readonly ImportSymbol[]>> = {
  [CONTRACT_PATHS.caller]: [value('everyWho', PATHS.testUsers), type('Who', PATHS.testUsers)],
  [CONTRACT_PATHS.lives]: [value('askersOf', properties)],
}
