import { expect, test } from 'vitest'
import { startOnce } from '../../../src/project/first-start.ts'
import { folderWith } from './folder.ts'

const withRun = (code: string) => folderWith({ 'scripts/run.js': code, 'package.json': '{ "type": "module" }' })

const SERVICE = `
import { createServer } from 'node:http'
let asked = 0
const server = createServer((request, response) => {
  // Not ready at first, as while it migrates.
  response.statusCode = request.url === '/ready' && (asked += 1) > 2 ? 200 : 503
  response.end()
})
const given = ['DATABASE_URL', 'DATABASE_URL_FILE', 'PGLITE_DIR'].filter((name) => process.env[name] !== undefined)
if (given.length > 0) throw new Error(given.join())
process.on('SIGTERM', () => process.exit(asked > 2 ? 0 : 1))
server.listen(0, '127.0.0.1', () => {
  const url = 'http://127.0.0.1:' + server.address().port
  console.log('no JSON')
  console.log(JSON.stringify({ msg: 'listening', url }))
})
`

test('a service is started without what ashlar has in its environment, and stopped when it is ready', async () => {
  process.env.DATABASE_URL_FILE = '/run/secrets/of-somebody-else'
  try {
    expect(await startOnce(withRun(SERVICE))).toBe('started once, on the embedded database, and it was ready')
  } finally {
    delete process.env.DATABASE_URL_FILE
  }
})

test('one that needs a configuration is left for later, and says which', async () => {
  const lines = 'The environment is not right:\\n  STRIPE_KEY is missing\\n  CALLBACK_URL is missing'
  const root = withRun(`console.error("${lines}"); process.exit(78)`)
  expect(await startOnce(root)).toBe('not started: STRIPE_KEY is missing, CALLBACK_URL is missing; see .env.example')
})

test('one that fails is refused with its last words', async () => {
  const root = withRun('console.error("the disk is full"); process.exit(1)')
  await expect(startOnce(root)).rejects.toThrow('the service did not start: the disk is full')
})
