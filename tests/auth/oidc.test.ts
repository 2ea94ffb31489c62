import { createHash, hkdfSync } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { EncryptJWT, type JWTPayload, jwtDecrypt } from 'jose'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { type Browser, createBrowser } from './browser.ts'
import { CLIENT, freePort, type Provider, refuseThere, signInThere, startProvider } from './provider.ts'
import { bearer, generateGolden, runProgram, SECRET, type Service, startMembers } from './service.ts'

const VERIFIER = 'v'.repeat(43)
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url')
const WELCOME = 'http://127.0.0.1:1/welcome'
const COOKIE = '__Host-oidc'
const PASSWORD = 'correct horse'

// With PostgreSQL there are two instances, so that nothing may stand in the memory of one.
const databases = hasPostgres ? ['PGlite', 'PostgreSQL'] : ['PGlite']

describe.each(databases)('signing in with a provider, on %s', (kind) => {
  const database = testDatabase()
  let provider: Provider
  let services: Service[] = []
  let ports: { readonly here: number; readonly provider: number }
  let env: Record<string, string>
  let root: string
  let stalled: ReturnType<typeof createServer>

  beforeAll(async () => {
    root = await generateGolden('providers', `auth-oidc-${kind}`)
    ports = { here: await freePort(), provider: await freePort() }
    // Takes requests, and never answers.
    stalled = createServer(() => undefined).listen(0, '127.0.0.1')
    await once(stalled, 'listening')
    const publicUrl = `http://127.0.0.1:${ports.here}`
    provider = await startProvider([`${publicUrl}/api/auth/oidc/google/callback`], ports.provider)
    env = {
      ...(kind === 'PostgreSQL' && { DATABASE_URL: database.url }),
      BCRYPT_COST: '10',
      TRUSTED_PROXIES: '127.0.0.1',
      PUBLIC_URL: publicUrl,
      OIDC_RETURN_URLS: `${WELCOME},com.example.app:/welcome`,
      GOOGLE_ISSUER: provider.url,
      GOOGLE_CLIENT_ID: CLIENT.id,
      GOOGLE_CLIENT_SECRET: CLIENT.secret,
      COMPANY_LOGIN: `http://127.0.0.1:${Object(stalled.address()).port}`,
      OUR_COMPANY_CLIENT_ID: CLIENT.id,
      OUR_COMPANY_CLIENT_SECRET: CLIENT.secret,
    }
    if (kind === 'PostgreSQL') await runProgram(root, ['src/migrate.ts'], env)
    services = [await startMembers(root, { ...env, PORT: String(ports.here) })]
    if (kind === 'PostgreSQL') services.push(await startMembers(root, env))
    // A project is generated, and up to three programs start.
  }, 300_000)

  afterAll(async () => {
    await Promise.all([...services.map((service) => service.stop()), provider.stop()])
    stalled.closeAllConnections()
    stalled.close()
  })

  const here = () => services[0] as Service
  const there = () => services.at(-1) as Service

  test('makes an account for who comes first, and finds it again', async () => {
    const first = await arrive('ada@example.com')
    const profile = (await here().get('/api/auth/me', first.accessToken)).body.data
    expect(profile).toMatchObject({ email: 'ada@example.com', displayName: 'Ada', role: 'guest' })
    expect(profile.emailVerifiedAt).toEqual(expect.any(String))
    const again = (await here().get('/api/auth/me', (await arrive('ada@example.com')).accessToken)).body.data
    expect(again.id).toBe(profile.id)
    expect((await here().post('/api/auth/refresh', { refreshToken: first.refreshToken })).status).toBe(200)
  })

  test('leaves an address open that the provider does not know', async () => {
    const { accessToken } = await arrive('unverified@example.com')
    expect((await here().get('/api/auth/me', accessToken)).body.data).toMatchObject({ emailVerifiedAt: null })
  })

  test('is refused by who does not allow it', async () => {
    const browser = createBrowser()
    const back = await refuseThere(browser, await begin(browser), 'no@example.com')
    expect(await problemAt(browser, back)).toEqual([403, 'sign-in-denied'])
  })

  test('goes on once', async () => {
    const browser = createBrowser()
    const back = await signInThere(browser, await begin(browser), 'once@example.com')
    const cookie = flowOf(browser)
    expect((await browser.open(back)).status).toBe(302)
    expect(await problemAt(browser, back)).toEqual([400, 'sign-in-failed'])
    // Also for who has kept the cookie: the provider gives nothing for a code that was used.
    expect(await problemAt(browserWith(cookie), back)).toEqual([400, 'sign-in-failed'])
  })

  test('goes on with the state that it was begun with', async () => {
    const browser = createBrowser()
    const back = await signInThere(browser, await begin(browser), 'state@example.com')
    expect(await problemAt(browser, back.replace(/state=[^&]+/, `state=${'s'.repeat(43)}`))).toEqual([
      400,
      'sign-in-failed',
    ])
  })

  test('goes on in the browser that has begun', async () => {
    const [victim, attacker] = [createBrowser(), createBrowser()]
    const back = await signInThere(attacker, await begin(attacker), 'attacker@example.com')
    expect(await problemAt(victim, back)).toEqual([400, 'sign-in-failed'])
    await begin(victim)
    expect(await problemAt(victim, back)).toEqual([400, 'sign-in-failed'])
  })

  test('takes no token that was made for another sign-in', async () => {
    const browser = createBrowser()
    const back = await signInThere(browser, await begin(browser), 'nonce@example.com')
    const { payload } = await jwtDecrypt(flowOf(browser), KEY)
    const other = await encrypted({ ...payload, nonce: 'n'.repeat(43) })
    expect(await problemAt(browserWith(other), back)).toEqual([400, 'sign-in-failed'])
  })

  test('goes on within ten minutes, at the provider within its own time', async () => {
    const browser = createBrowser()
    const back = await signInThere(browser, await begin(browser), 'late@example.com')
    const { payload } = await jwtDecrypt(flowOf(browser), KEY)
    expect(Number(payload.exp) - Number(payload.iat)).toBe(600)
    const old = await encrypted({ ...payload, exp: Math.floor(Date.now() / 1_000) - 1 })
    expect(await problemAt(browserWith(old), back)).toEqual([400, 'sign-in-failed'])
    await new Promise((done) => setTimeout(done, 6_000))
    expect(await problemAt(browser, back)).toEqual([400, 'sign-in-failed'])
  })

  test('links the account with the same address where both sides know that it is theirs', async () => {
    const { id } = await register('linked@example.com', { verified: true })
    const { accessToken } = await arrive('linked@example.com')
    expect((await here().get('/api/auth/me', accessToken)).body.data.id).toBe(id)
    const login = { email: 'linked@example.com', password: PASSWORD }
    expect((await here().post('/api/auth/login', login)).status).toBe(200)
  })

  test('leads nobody into the account that somebody else has made with their address', async () => {
    await register('victim@example.com', { verified: false })
    const browser = createBrowser()
    const back = await signInThere(browser, await begin(browser), 'victim@example.com')
    expect(await problemAt(browser, back)).toEqual([409, 'account-exists'])
  })

  test('believes no address that the provider does not know', async () => {
    await register('unverified-there@example.com', { verified: true })
    const browser = createBrowser()
    const back = await signInThere(browser, await begin(browser), 'unverified-there@example.com')
    expect(await problemAt(browser, back)).toEqual([409, 'account-exists'])
  })

  test('does not follow an identity to the address of another', async () => {
    const { accessToken = '' } = await register('mallory@example.com', { verified: true })
    await arrive('mallory@example.com')
    await moveTo('target@example.com', accessToken)
    const browser = createBrowser()
    const back = await signInThere(browser, await begin(browser), 'target@example.com')
    expect(await problemAt(browser, back)).toEqual([409, 'account-exists'])
  })

  test('gives the account to who has the address, when they ask for another password', async () => {
    const { id, accessToken = '' } = await register('squatter@example.com', { verified: true })
    await arrive('squatter@example.com')
    await moveTo('owner@example.com', accessToken)
    await here().post('/api/auth/password/forgot', { email: 'owner@example.com' })
    const token = await letterTo('owner@example.com', 'Another password')
    const kept = codeIn((await come('squatter@example.com')).headers.get('Location'))
    expect(kept).toMatch(/^[\w-]{43}$/)
    const reset = { token, newPassword: 'a battery and a staple' }
    expect((await here().post('/api/auth/password/reset', reset)).status).toBe(204)
    // A code from before is good for no session after it.
    expect((await there().post('/api/auth/oidc/token', { code: kept, codeVerifier: VERIFIER })).status).toBe(401)
    const again = await arrive('squatter@example.com')
    expect((await here().get('/api/auth/me', again.accessToken)).body.data.id).not.toBe(id)
  })

  // PGlite has one connection, on which nothing comes in between.
  if (kind === 'PostgreSQL')
    test('leads nobody in who was on the way when the account was given back', async () => {
      await register('way@example.com', { verified: true })
      await arrive('way@example.com')
      await here().post('/api/auth/password/forgot', { email: 'way@example.com' })
      const token = await letterTo('way@example.com', 'Another password')
      await withSlowInserts(database.url, 'auth_handovers', async (isSlow) => {
        const back = come('way@example.com')
        await isSlow()
        const reset = { token, newPassword: 'a battery and a staple' }
        expect((await there().post('/api/auth/password/reset', reset)).status).toBe(204)
        const code = codeIn((await back).headers.get('Location'))
        expect(code).toMatch(/^[\w-]{43}$/)
        expect((await there().post('/api/auth/oidc/token', { code, codeVerifier: VERIFIER })).status).toBe(401)
      })
    })

  test('makes an account without hashing anything, however many passwords wait for it', async () => {
    const browser = createBrowser()
    const back = await signInThere(browser, await begin(browser), 'busy@example.com')
    const stop = new AbortController()
    const statuses = new Set<number>()
    const flood = Array.from({ length: 30 }, async (_, one) => {
      for (let at = 0; !stop.signal.aborted; at += 1) {
        const login = { email: `flood-${one}-${at}@example.com`, password: PASSWORD }
        const { status } = await here().post('/api/auth/login', login, {
          'X-Forwarded-For': `10.${one}.${at >> 8}.${at & 255}`,
        })
        statuses.add(status)
      }
    })
    await expect.poll(() => statuses.has(503), { timeout: 10_000 }).toBe(true)
    const answer = await browser.open(back)
    stop.abort()
    await Promise.all(flood)
    expect(answer.status).toBe(302)
  })

  test('makes one account for who comes twice at once', async () => {
    const browsers = [createBrowser(), createBrowser()]
    const backs = await Promise.all(
      browsers.map(async (browser) => signInThere(browser, await begin(browser), 'twice@example.com')),
    )
    const answers = await Promise.all([
      browsers[0]?.open(backs[0] ?? ''),
      browsers[1]?.open(String(backs[1]).replace(here().url, there().url), {
        headers: { Cookie: `${COOKIE}=${flowOf(browsers[1] as Browser)}` },
      }),
    ])
    const ids = answers.map(async (answer) => {
      const { accessToken } = await tokensFor(codeIn(answer?.headers.get('Location')))
      return (await here().get('/api/auth/me', accessToken)).body.data.id
    })
    const [first, second] = await Promise.all(ids)
    expect(second).toBe(first)
  })

  test('is no way back for who was deleted', async () => {
    const { accessToken = '' } = await arrive('gone@example.com')
    const { id } = (await here().get('/api/auth/me', accessToken)).body.data
    const deleted = await fetch(`${here().url}/api/guests/${id}`, { method: 'DELETE', headers: bearer(accessToken) })
    expect(deleted.status).toBe(204)
    const browser = createBrowser()
    const back = await signInThere(browser, await begin(browser), 'gone@example.com')
    expect(await problemAt(browser, back)).toEqual([403, 'forbidden'])
  })

  test('is taken away but for the last way to sign in', async () => {
    const { accessToken = '' } = await arrive('last@example.com')
    const { data } = (await here().get('/api/auth/identities', accessToken)).body as never as {
      data: { id: string; provider: string }[]
    }
    expect(data).toMatchObject([{ provider: 'google' }])
    const path = `${here().url}/api/auth/identities/${data[0]?.id}`
    const refused = await fetch(path, { method: 'DELETE', headers: bearer(accessToken) })
    expect([refused.status, Object(await refused.json()).code]).toEqual([409, 'last-sign-in'])
  })

  test('hands the tokens to the app that has begun', async () => {
    const code = codeIn((await come('app@example.com')).headers.get('Location'))
    const stolen = await here().post('/api/auth/oidc/token', { code, codeVerifier: 'w'.repeat(43) })
    expect([stolen.status, stolen.body.code]).toEqual([401, 'invalid-token'])
    expect((await here().post('/api/auth/oidc/token', { code, codeVerifier: VERIFIER })).status).toBe(401)
  })

  test('leads back nowhere but where the configuration says', async () => {
    for (const returnTo of ['https://evil.example/', `${WELCOME}/..`, `${WELCOME}@evil.example`, '//evil.example']) {
      const query = new URLSearchParams({ codeChallenge: CHALLENGE, returnTo })
      expect((await here().get(`/api/auth/oidc/google?${query}`)).status).toBe(400)
    }
    expect((await here().get(`/api/auth/oidc/facebook?codeChallenge=${CHALLENGE}`)).status).toBe(400)
  })

  test('waits for a provider that is slow, but not for long, and for nothing else', async () => {
    const began = performance.now()
    const answer = here().get(`/api/auth/oidc/ourCompany?codeChallenge=${CHALLENGE}`)
    expect((await here().get('/ready')).status).toBe(200)
    expect(await answer).toMatchObject({ status: 503, body: { code: 'unavailable' } })
    expect(performance.now() - began).toBeLessThan(15_000)
  })

  // The last, since nobody comes from it after that.
  test('fails alone when the provider is gone', async () => {
    const browser = createBrowser()
    const back = await signInThere(browser, await begin(browser), 'down@example.com')
    await provider.stop()
    expect(await problemAt(browser, back)).toEqual([503, 'unavailable'])
    expect((await here().get('/ready')).status).toBe(200)
    expect((await here().post('/api/auth/login', { email: 'a@example.com', password: 'x' })).status).toBe(401)
    await services[0]?.stop()
    services[0] = await startMembers(root, { ...env, PORT: String(ports.here) })
    await expect.poll(async () => (await here().get('/ready')).status, { timeout: 10_000 }).toBe(200)
    expect(await here().get(`/api/auth/oidc/google?codeChallenge=${CHALLENGE}`)).toMatchObject({ status: 503 })
    provider = await startProvider([`${here().url}/api/auth/oidc/google/callback`], ports.provider)
    expect((await come('up@example.com')).status).toBe(302)
  })

  async function begin(browser: Browser): Promise<string> {
    const answer = await browser.open(`${here().url}/api/auth/oidc/google?codeChallenge=${CHALLENGE}`)
    expect(answer.status).toBe(302)
    return answer.headers.get('Location') ?? ''
  }

  async function come(login: string): Promise<Response> {
    const browser = createBrowser()
    return browser.open(await signInThere(browser, await begin(browser), login))
  }

  async function arrive(login: string): Promise<Record<string, string>> {
    return tokensFor(codeIn((await come(login)).headers.get('Location')))
  }

  async function tokensFor(code: string | undefined): Promise<Record<string, string>> {
    const { status, body } = await there().post('/api/auth/oidc/token', { code, codeVerifier: VERIFIER })
    expect(status).toBe(200)
    return body.data
  }

  /** Somebody who has a password, and maybe has shown that the address is theirs. */
  async function register(email: string, { verified }: { readonly verified: boolean }) {
    const { status, body } = await here().post('/api/auth/register', { email, password: PASSWORD, displayName: 'Bob' })
    expect(status).toBe(201)
    const { accessToken, guest } = body.data as never as { accessToken: string; guest: { id: string } }
    if (!verified) return { id: guest.id, accessToken }
    const token = await letterTo(email, 'Is this your address?')
    expect((await here().post('/api/auth/email/verify', { token })).status).toBe(204)
    return { id: guest.id, accessToken }
  }

  async function moveTo(email: string, accessToken: string): Promise<void> {
    const change = { email, currentPassword: PASSWORD }
    expect((await here().post('/api/auth/identifier', change, bearer(accessToken))).status).toBe(204)
  }

  /** The token in the last letter to an address. */
  async function letterTo(address: string, subject: string): Promise<string> {
    const folder = join(root, '.data/outbox')
    const find = () => {
      const letters = existsSync(folder) ? readdirSync(folder).sort() : []
      const texts = letters.map((name) => readFileSync(join(folder, name), 'utf8'))
      const letter = texts.findLast((text) => text.startsWith(`To: ${address}\nSubject: ${subject}\n`))
      return /: ([\w-]{43})$/m.exec(letter ?? '')?.[1]
    }
    await expect.poll(find, { timeout: 10_000 }).toBeDefined()
    return find() ?? ''
  }

  function flowOf(browser: Browser): string {
    return browser.cookies.get(new URL(here().url).host)?.get(COOKIE) ?? ''
  }

  function browserWith(cookie: string): Browser {
    const browser = createBrowser()
    browser.cookies.set(new URL(here().url).host, new Map([[COOKIE, cookie]]))
    return browser
  }
})

/** The key of the cookie in which a sign-in is kept that has begun. */
const KEY = new Uint8Array(hkdfSync('sha256', SECRET, 'providers', 'signing in by OpenID Connect', 32))

function encrypted(payload: JWTPayload): Promise<string> {
  return new EncryptJWT(payload).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(KEY)
}

async function problemAt(browser: Browser, address: string): Promise<[number, string]> {
  const answer = await browser.open(address)
  return [answer.status, Object(await answer.json()).code]
}

/** While it runs whoever inserts into a table takes a second for it; `isSlow` waits until somebody does. */
async function withSlowInserts(url: string, table: string, work: (isSlow: () => Promise<void>) => Promise<void>) {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  const sleeping = () => sql`select from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`
  try {
    await sql.unsafe(`create function slow() returns trigger language plpgsql as 'begin perform pg_sleep(1); return new; end';
      create trigger slow before insert on ${table} for each row execute function slow()`)
    await work(() => expect.poll(async () => (await sleeping()).length, { timeout: 10_000, interval: 20 }).toBe(1))
  } finally {
    await sql.unsafe('drop function if exists slow cascade')
    await sql.end()
  }
}

function codeIn(location: string | null | undefined): string | undefined {
  return new RegExp(`^${WELCOME}#code=([\\w-]{43})$`).exec(location ?? '')?.[1]
}
