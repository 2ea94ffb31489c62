import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { temporaryFolder } from '../setup/tree.ts'

const EXPECTED = join(packageRoot, 'tests/golden/kinds/expected')
const { readConfig } = await import(join(EXPECTED, 'src/config.ts'))

const NEEDED = { CALLBACK_URL: 'https://example.org', STRIPE_KEY: 'sk_live_0123456789' }
/** What only production asks for besides. */
const CALLED = { ERROR_URL: 'https://error.example/v1', SHARED_URL: 'http://shared', ERROR_TOKEN: 'a-token-of-ours' }
const DATABASE_URL = 'postgres://shop:correct-horse@db/shop'

/** The problems that the environment has, a line each. */
function problemsOf(env: Record<string, string>): string[] {
  try {
    readConfig({ ...NEEDED, ...env })
    return []
  } catch (error) {
    return error instanceof Error ? error.message.split('\n  ').slice(1) : []
  }
}

function fileWith(text: string): string {
  const file = join(temporaryFolder(), 'secret')
  writeFileSync(file, text)
  return file
}

describe('the configuration of a service', () => {
  test('has what the description declares, in its types', () => {
    const { own } = readConfig({ ...NEEDED, WORKERS: '8', THRESHOLD: '0.5', DRY_RUN: 'true', MODE: 'fast' })
    expect(own).toEqual({
      ...NEEDED,
      ...{ GREETING: expect.stringMatching(/^it's .* # \{\{y\}\}$/), SIGNATURE: 'Thank you', REGION: 'eu-west' },
      ...{ WORKERS: 8, OFFSET: -3, THRESHOLD: 0.5, RATIO: 0.25, DRY_RUN: true, MODE: 'fast' },
    })
    expect(Object.isFrozen(own)).toBe(true)
  })

  test('names every key that is wrong, at once', () => {
    const wrong = { PORT: '70000', LOG_LEVEL: 'loud', CORS_ORIGINS: 'https://a.example/path', WORKERS: '0', MODE: 'x' }
    const both = { STRIPE_KEY: 'a', STRIPE_KEY_FILE: '/run/secrets/b' }
    const files = { HOOK_TOKEN_FILE: '/no/such/file', DATABASE_URL_FILE: fileWith('\n') }
    expect(
      problemsOf({ ...wrong, ...both, ...files, ...CALLED, CALLBACK_URL: '', NODE_ENV: 'production' }).sort(),
    ).toEqual([
      'CALLBACK_URL is missing',
      'CORS_ORIGINS must be origins such as https://shop.example, or *',
      expect.stringMatching(/^DATABASE_URL_FILE names an empty file: /),
      'HOOK_TOKEN_FILE names a file that cannot be read (ENOENT): /no/such/file',
      'LOG_LEVEL must be a level of pino, such as info',
      expect.stringMatching(/^MODE /),
      'PORT must be at most 65535',
      'STRIPE_KEY and STRIPE_KEY_FILE are both set: leave one of them out',
      'WORKERS must be at least 1',
    ])
  })

  test('takes secrets out of files, without the line break at their end', () => {
    const files = { DATABASE_URL_FILE: fileWith(`${DATABASE_URL}\n`), STRIPE_KEY_FILE: fileWith('of a file\r\n') }
    const { databaseUrl, own } = readConfig({ ...NEEDED, STRIPE_KEY: '', ...files })
    expect(databaseUrl).toBe(DATABASE_URL)
    expect(own.STRIPE_KEY).toBe('of a file')
  })

  test('wants a database named in production, and there gives a balancer time', () => {
    const production = { NODE_ENV: 'production', ...CALLED }
    expect(problemsOf(production)).toEqual([expect.stringMatching(/^DATABASE_URL is missing/)])
    expect(problemsOf({ ...production, PGLITE_DIR: '/data' })).toEqual([])
    expect(readConfig({ ...NEEDED, ...production, DATABASE_URL })).toMatchObject({
      host: '0.0.0.0',
      shutdownDelayMs: 5_000,
    })
    expect(readConfig(NEEDED)).toMatchObject({ host: '127.0.0.1', shutdownDelayMs: 0, pgliteDir: '.data/pglite' })
  })

  test('calls fakes while there is no production, and there nobody over a line that others can read', () => {
    const { upstreams } = readConfig(NEEDED)
    expect(upstreams).toEqual({
      error: { url: 'http://127.0.0.1:4010/error', token: undefined },
      index: { url: 'http://127.0.0.1:4010/index' },
      callRequest: { url: 'http://127.0.0.1:4010/callRequest' },
    })
    const production = { NODE_ENV: 'production', DATABASE_URL, ...CALLED }
    expect(problemsOf({ ...production, ERROR_URL: '', ERROR_TOKEN: '' })).toEqual([
      'ERROR_URL is missing',
      'ERROR_TOKEN is missing',
    ])
    const open = ['http://error.example', 'http://93.184.216.34/v1', 'http://10.example.com', 'http://[2001:db8::1]']
    for (const ERROR_URL of open) expect(problemsOf({ ...production, ERROR_URL })).toHaveLength(1)
    const own = [
      'http://error:8080',
      'http://error.default.svc',
      'http://10.1.2.3',
      'http://[::1]:80',
      'http://a.internal',
    ]
    for (const ERROR_URL of own) expect(problemsOf({ ...production, ERROR_URL })).toEqual([])
    for (const ERROR_URL of ['https://user:pass@error.example', 'https://error.example/?a', 'ftp://error.example']) {
      expect(problemsOf({ ERROR_URL })).toHaveLength(1)
    }
    expect(problemsOf({ ERROR_TOKEN: 'two words' })).toEqual(['ERROR_TOKEN must be a token without spaces'])
    const ERROR_TOKEN_FILE = fileWith('a-token-of-ours\n')
    const read = readConfig({ ...NEEDED, ERROR_TOKEN_FILE })
    expect(read.upstreams.error.token).toBe('a-token-of-ours')
    expect(read.secrets).toContain('a-token-of-ours')
  })

  test('takes several replicas of its database, and keeps their passwords', () => {
    const replicas = [
      'postgres://reader:hunter2hunter2@replica-1/shop',
      'postgresql://reader:swordfish99@replica-2/shop',
    ]
    const read = (DATABASE_REPLICA_URLS: string) => readConfig({ ...NEEDED, DATABASE_URL, DATABASE_REPLICA_URLS })
    expect(read(replicas.join(', ')).databaseReplicaUrls).toEqual(replicas)
    expect(read(` ${replicas[0]} `).databaseReplicaUrls).toEqual([replicas[0]])
    expect(read('').databaseReplicaUrls).toEqual([])
    expect(read(replicas.join()).secrets).toEqual(
      expect.arrayContaining(['shop:correct-horse@', 'reader:hunter2hunter2@', 'reader:swordfish99@']),
    )
    expect(problemsOf({ DATABASE_URL, DATABASE_REPLICA_URLS: `${replicas[0]},replica-2` })).toEqual([
      'DATABASE_REPLICA_URLS must be postgres:// addresses with commas between them',
    ])
    expect(problemsOf({ DATABASE_REPLICA_URLS: replicas.join() })).toEqual([
      'DATABASE_REPLICA_URLS need the DATABASE_URL that they are copies of',
    ])
    expect(problemsOf({ DATABASE_URL, DATABASE_POOLER: 'yes' })).toEqual(['DATABASE_POOLER must be true or false'])
    expect(readConfig({ ...NEEDED, DATABASE_URL, DATABASE_POOLER: 'true' }).databasePooler).toBe(true)
  })

  test('takes a Redis where there is a use for one, and keeps its password', async () => {
    const shop = await import(join(packageRoot, 'tests/golden/shop/expected/src/config.ts'))
    const read = (env: object) => shop.readConfig({ DATABASE_URL, ...env })
    expect(read({}).redisUrl).toBeUndefined()
    const REDIS_URL = 'rediss://:staple-battery@cache:6380'
    expect(read({ REDIS_URL })).toMatchObject({ redisUrl: REDIS_URL })
    expect(read({ REDIS_URL }).secrets).toContain(':staple-battery@')
    expect(read({ REDIS_URL_FILE: fileWith(REDIS_URL) }).redisUrl).toBe(REDIS_URL)
    expect(() => read({ REDIS_URL: 'http://cache' })).toThrow('REDIS_URL must be a redis:// or rediss:// address')
  })

  test('knows passwords of addresses and values of headers by themselves, as they are written and as they are', () => {
    const { secrets } = readConfig({
      ...NEEDED,
      DATABASE_URL: 'postgres://shop:correct%2Fhorse@db/shop',
      DATABASE_REPLICA_URLS: 'postgres://reader:swordfish99@a/shop,postgres://postgres:postgres@b/shop',
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20of-a-collector,x=short',
    })
    const known = ['correct%2Fhorse', 'correct/horse', 'swordfish99', 'postgres:postgres@', 'Bearer of-a-collector']
    expect(secrets).toEqual(expect.arrayContaining(known))
    expect(secrets).not.toContain('postgres')
    expect(secrets).not.toContain('short')
  })

  test('is logged without its secrets', () => {
    const config = readConfig({ ...NEEDED, DATABASE_URL, HOOK_TOKEN: 'a "quoted" \\ one' })
    const script = `
      const { createLogger } = await import(${JSON.stringify(join(EXPECTED, 'src/runtime/logger.ts'))})
      const logger = createLogger(${JSON.stringify({ logLevel: 'info', secrets: config.secrets })})
      logger.child({ requestId: 'r1' }).info(${JSON.stringify({ ...config, password: 'p4ss', headers: { cookie: 't0ken' } })}, 'all of it')
      logger.info({ err: new Error('no connection to ${DATABASE_URL}') })`
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
    const [first, second] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(first).toMatchObject({
      requestId: 'r1',
      databaseUrl: 'postgres://[redacted]db/shop',
      password: '[redacted]',
    })
    expect(first.own).toMatchObject({ STRIPE_KEY: '[redacted]', HOOK_TOKEN: '[redacted]', SIGNATURE: 'Thank you' })
    expect(first.headers).toEqual({ cookie: '[redacted]' })
    expect(second.err.message).toBe('no connection to postgres://[redacted]db/shop')
  })
})

test('files of the profile stand behind the environment, and .env behind them', () => {
  const root = temporaryFolder()
  mkdirSync(join(root, 'src'))
  const write = (name: string, lines: string) => writeFileSync(join(root, name), lines)
  write('.env', 'A=env\nB=env\nC=env\nD=env\n')
  write('.env.staging', 'A=staging\nB=staging\nC=staging\n')
  write('.env.development', 'A=development\n')
  write('.env.local', 'A=local\nB=local\n')
  write('print.js', 'console.log([process.env.A, process.env.B, process.env.C, process.env.D].join(" "))\n')
  const printed = (env: Record<string, string>) =>
    spawnSync(process.execPath, [join(EXPECTED, 'scripts/run.js'), 'print.js'], { cwd: root, env, encoding: 'utf8' })
  expect(printed({ NODE_ENV: 'staging', A: 'environment' }).stdout).toBe('environment local staging env\n')
  write('.env.local', '')
  expect(printed({}).stdout).toBe('development env env env\n')
})
