import { expect, test } from 'vitest'
import { RESOURCE_FILES, SERVICE_FILES } from '../../src/plan/catalog.ts'
import { EMBEDDED_ONLY } from '../../src/plan/embedded-catalog.ts'
import { LINK_FILES } from '../../src/plan/link-catalog.ts'
import { UPSTREAM_FILES } from '../../src/plan/upstream-catalog.ts'

const rows = [...SERVICE_FILES, ...EMBEDDED_ONLY, ...RESOURCE_FILES, ...LINK_FILES, ...UPSTREAM_FILES]

/**
 * What the locks of projects out there know their files by. Add to the list; taking one out or calling it otherwise
 * turns every user's edits of that file into an orphan and a fresh file beside it.
 */
const IDENTITIES =
  'package tsconfig biome pnpmWorkspace yarnrc rolldown vitest gitignore envExample readme agents workflow ' +
  'run openapiScript seedScript dockerfile dockerignore compose main migrateMain config app context cors ' +
  'cursor docs errors etag grant headers itemPath methods openapiServed problem requestLog scalars validate ' +
  'actor rules scope restricted linkedScopes accounts apiKeys apiKeysRoutes apiKeysTable attempts auth ' +
  'authenticate tenancy authEnvironment authRoutes authSchema checkPassword clientAddress developmentSecret ' +
  'handovers handoversTable identities identitiesTable mailer oidc oidcEnvironment oidcFlow oidcProvider ' +
  'oidcRefusals oidcRoutes oidcSchema randomTokens refreshCookie refusals resets resetsRoutes recovery ' +
  'resetsTable sessions sessionsTable signIn tokens verification verificationRoutes verificationTable verdicts ' +
  'authTest apiKeysTest oidcTest verificationTest userMain testAuth testIssuer accessDocs testAccess ' +
  'arrayLiteral cursorKeys fields includesTest including resourceIncludes search testStatements ' +
  'testUsers curlCallers authCurl bulkhead passwords logger readiness secretFiles shutdown client columns ' +
  'constraints embedded embeddedImage executor folderLock copied kept leadsTo limits migrate migrator ' +
  'postgres readingAgain relations reset databaseSchema softDelete sqlstate status versions resources testApp ' +
  'testDatabase testFactories testImage testSamples testSeed httpTest openapiTest curlLib curlRun apiDocs ' +
  'openapi openapiFragment embeddedApi embeddedContext embeddedErrors embeddedHeaders embeddedMigrate table ' +
  'schema policy keeper queries routes test accessTest curl linkTable linkSchema linkQueries linkRoutes ' +
  'linkTest linkAccessTest moves filters listing listPage parameters looks testLists resourceFilters listTest whileOpen ' +
  'idempotency idempotencyTable allOrNone several bulk bulkTest createWith createWithTest ' +
  'deadline cancelling connections loan statementTimes waitingLine deadlineTest rpc resourceRpc linkRpc rpcTest pageHeaders testPages ' +
  'contractTest contractCaller contractChecks contractDocument contractExchange contractFits contractKnowledge ' +
  'contractLives contractOdd contractProperties contractRequests contractValues ' +
  'call callAnswer callAttempt callBreaker callEnvironment callErrors callOutgoing callRetries callTest ' +
  'transaction upstreams upstream upstreamTest fake fakes fakeServer fakesScript ' +
  'acting onStart unit shown unwritten actions actionTypes bound ' +
  'counter networks rateLimit rateLimitTest redis hookValues hooks hookTypes hooked ' +
  'cache cached cachedTest changes overload loopDelay overloadTest bodyLimit ' +
  'metrics metricsServer measured measuredTest callCounted grafanaDashboard grafanaAlerts ' +
  'kubernetesAccount kubernetesAvailability kubernetesDeployment kubernetesKustomization kubernetesMigration ' +
  'kubernetesNetwork kubernetesScaling kubernetesSecretExample kubernetesService kubernetesSettings ' +
  'tracing tracingEnvironment tracingSdk httpTraced databaseTraced callTraced tracingTest arrayTypes'

test('identities are for ever', () => {
  const now = rows.map(({ id }) => id)
  expect(now.toSorted()).toEqual(IDENTITIES.split(' ').toSorted())
  expect(new Set(now).size).toBe(now.length)
})

test('an identity is no path: templates and files may move', () => {
  for (const { id } of rows) expect(id).toMatch(/^[a-zA-Z]+$/)
})
