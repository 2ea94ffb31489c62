import { hashesSecrets } from '../model/lookup.ts'
import type { ServiceRow } from './catalog.ts'
import { PATHS } from './paths.ts'
import { accessDocsView } from './views/access-docs.ts'
import { accessSupportView } from './views/access-support.ts'
import { handsOver, hasApiKeys, hasAuth, hasCookies, hasProviders, sendsMail } from './views/actor.ts'
import { apiKeysTableView, apiKeysTestView, apiKeysView } from './views/api-keys.ts'
import {
  accountsView,
  authSchemaView,
  resetsRoutesView,
  resetsTableView,
  sessionsTableView,
  sessionsView,
  tokensView,
} from './views/auth.ts'
import { authRoutesView, signInView } from './views/auth-routes.ts'
import { authCurlView, authTestView } from './views/auth-test.ts'
import {
  handoversTableView,
  identitiesTableView,
  identitiesView,
  oidcEnvironmentView,
  oidcFlowView,
  oidcProviderView,
  oidcRoutesView,
  oidcSchemaView,
  oidcView,
} from './views/oidc.ts'
import { oidcTestView } from './views/oidc-test.ts'
import { recoveryView } from './views/recovery.ts'
import { refreshCookieView } from './views/refresh-cookie.ts'
import { hasTenantReferences, tenancyView } from './views/tenants.ts'
import { callersView, testUsersView } from './views/test-app.ts'
import { userView } from './views/user.ts'
import {
  verificationRoutesView,
  verificationTableView,
  verificationTestView,
  verificationView,
} from './views/verification.ts'

/** What a service has in which people sign in: one row a file. */
export const AUTH_FILES: readonly ServiceRow[] = [
  { id: 'accounts', template: PATHS.accounts, when: hasAuth, view: accountsView },
  { id: 'apiKeys', template: PATHS.apiKeys, when: hasApiKeys, view: apiKeysView },
  { id: 'apiKeysRoutes', template: PATHS.apiKeysRoutes, when: hasApiKeys },
  { id: 'apiKeysTable', template: PATHS.apiKeysTable, when: hasApiKeys, view: apiKeysTableView },
  { id: 'attempts', template: PATHS.attempts, when: hasAuth },
  { id: 'auth', template: PATHS.auth, when: hasAuth },
  { id: 'authenticate', template: PATHS.authenticate, when: hasAuth },
  { id: 'tenancy', template: PATHS.tenancy, when: hasTenantReferences, view: tenancyView },
  { id: 'authEnvironment', template: PATHS.authEnvironment, when: hasAuth },
  { id: 'authRoutes', template: PATHS.authRoutes, when: hasAuth, view: authRoutesView },
  { id: 'authSchema', template: PATHS.authSchema, when: hasAuth, view: authSchemaView },
  { id: 'checkPassword', template: PATHS.checkPassword, when: hasAuth },
  { id: 'developmentSecret', template: PATHS.developmentSecret, when: hasAuth },
  { id: 'handovers', template: PATHS.handovers, when: handsOver },
  { id: 'handoversTable', template: PATHS.handoversTable, when: handsOver, view: handoversTableView },
  { id: 'identities', template: PATHS.identities, when: hasProviders, view: identitiesView },
  { id: 'identitiesTable', template: PATHS.identitiesTable, when: hasProviders, view: identitiesTableView },
  { id: 'mailer', template: PATHS.mailer, when: sendsMail },
  { id: 'oidc', template: PATHS.oidc, when: hasProviders, view: oidcView },
  { id: 'oidcEnvironment', template: PATHS.oidcEnvironment, when: hasProviders, view: oidcEnvironmentView },
  { id: 'oidcFlow', template: PATHS.oidcFlow, when: hasProviders, view: oidcFlowView },
  { id: 'oidcProvider', template: PATHS.oidcProvider, when: hasProviders, view: oidcProviderView },
  { id: 'oidcRefusals', template: PATHS.oidcRefusals, when: hasProviders },
  { id: 'oidcRoutes', template: PATHS.oidcRoutes, when: hasProviders, view: oidcRoutesView },
  { id: 'oidcSchema', template: PATHS.oidcSchema, when: hasProviders, view: oidcSchemaView },
  { id: 'randomTokens', template: PATHS.randomTokens, when: hasAuth },
  { id: 'refreshCookie', template: PATHS.refreshCookie, when: hasCookies, view: refreshCookieView },
  { id: 'refusals', template: PATHS.refusals, when: hasAuth },
  { id: 'resets', template: PATHS.resets, when: sendsMail },
  { id: 'resetsRoutes', template: PATHS.resetsRoutes, when: sendsMail, view: resetsRoutesView },
  { id: 'recovery', template: PATHS.recovery, when: hasAuth, view: recoveryView },
  { id: 'resetsTable', template: PATHS.resetsTable, when: sendsMail, view: resetsTableView },
  { id: 'sessions', template: PATHS.sessions, when: hasAuth, view: sessionsView },
  { id: 'signIn', template: PATHS.signIn, when: hasAuth, view: signInView },
  { id: 'sessionsTable', template: PATHS.sessionsTable, when: hasAuth, view: sessionsTableView },
  { id: 'tokens', template: PATHS.tokens, when: hasAuth, view: tokensView },
  { id: 'verification', template: PATHS.verification, when: sendsMail, view: verificationView },
  { id: 'verificationRoutes', template: PATHS.verificationRoutes, when: sendsMail, view: verificationRoutesView },
  { id: 'verificationTable', template: PATHS.verificationTable, when: sendsMail, view: verificationTableView },
  { id: 'verdicts', template: PATHS.verdicts, when: hasAuth },
  { id: 'authTest', template: 'src/auth/auth.test.ts', when: hasAuth, view: authTestView },
  { id: 'apiKeysTest', template: 'src/auth/api-keys.test.ts', when: hasApiKeys, view: apiKeysTestView },
  { id: 'oidcTest', template: 'src/auth/oidc.test.ts', when: hasProviders, view: oidcTestView },
  { id: 'verificationTest', template: 'src/auth/verification.test.ts', when: sendsMail, view: verificationTestView },
  { id: 'userMain', template: 'src/user.ts', when: hasAuth, view: userView },
  { id: 'testAuth', template: PATHS.testAuth, when: hasAuth },
  { id: 'testIssuer', template: PATHS.testIssuer, when: hasProviders },
  { id: 'accessDocs', template: 'docs/access.md', when: hasAuth, view: accessDocsView },
  { id: 'testAccess', template: PATHS.testAccess, when: hasAuth, view: accessSupportView },
  { id: 'testUsers', template: PATHS.testUsers, when: hasAuth, view: testUsersView },
  { id: 'curlCallers', template: PATHS.callers, when: hasAuth, view: callersView },
  { id: 'authCurl', template: 'tests/curl/auth.sh', executable: true, when: hasAuth, view: authCurlView },

  { id: 'bulkhead', template: PATHS.bulkhead, when: hashesSecrets },
  { id: 'passwords', template: PATHS.passwords, when: hashesSecrets },
]
