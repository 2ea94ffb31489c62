// `npm run bench:service`: the generated shop with everything on beside services by hand that do the same work with
// nothing on, in one run. Ratios are what counts: the machine serves, asks and keeps the data at once.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { median, run } from '../measure.js'
import { makeDatabase } from './database.js'
import { ensureWrk, load } from './load.js'
import { prove } from './proofs.js'
import { goalsTable, measuredTable, proofsTable } from './report.js'
import { peakMemoryOf, shopIn, start } from './servers.js'
import { makeShop } from './shop.js'
import { steadily } from './steady.js'

const ROUTES = ['get', 'list', 'create']
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5)
const SECONDS = Number(process.env.BENCH_SECONDS ?? 3)
const peersFolder = join(import.meta.dirname, 'peers')

const PEERS = [
  { name: 'floor: node:http, postgres.js', file: 'floor.js' },
  { name: 'Hono, Zod, Drizzle by hand', file: 'hono.js' },
  { name: 'Fastify, Drizzle', file: 'fastify.js' },
  { name: 'Express 5, Zod, Drizzle', file: 'express.js' },
  { name: 'NestJS, TypeORM', file: 'dist/nest.js' },
].map(({ name, file }) => ({ name, cwd: peersFolder, args: [file] }))

ensureWrk()
installPeers()
const project = makeShop('all')
const database = await makeDatabase(project)
const servers = []
try {
  for (const server of [shopIn(project), ...PEERS]) servers.push(await start(server, database))
  const [shop] = servers
  const proofs = await prove(shop, database)
  const results = new Map(servers.map((server) => [server, Object.fromEntries(ROUTES.map((route) => [route, []]))]))
  for (const route of ROUTES) await measure(route, results)
  const rows = servers.map((server) => summary(server, results.get(server)))
  console.log(`${ROUNDS} rounds of ${SECONDS} s on 32 connections; medians.\n`)
  for (const route of ROUTES) console.log(measuredTable(route, rows))
  console.log(goalsTable(rows))
  console.log(proofsTable(proofs))
} finally {
  for (const server of servers) await server.stop()
  await database.drop()
}

/** Each round goes through the servers the other way, so that what disturbs the machine meets all of them. */
async function measure(route, results) {
  const order = [...results.keys()]
  for (const server of order) await once(server, { route, seconds: 1 })
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const server of order) results.get(server)[route].push(await once(server, { route, seconds: SECONDS }))
    order.reverse()
  }
  // What the service by hand can do half of, every one should do at leisure, but perhaps the slowest.
  const rate = median(results.get(servers[2])[route].map(({ throughput }) => throughput)) / 2
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const server of order) {
      const { p95, failed } = await steadily(server, {
        rate,
        seconds: SECONDS,
        next: requests(server, route, await database.tokens()),
      })
      Object.assign(results.get(server)[route][round], { steadyP95: p95, steadyFailed: failed })
      if (route === 'create') await database.reset()
    }
    order.reverse()
  }
}

async function once(server, options) {
  const result = await load(server, { ...options, ids: database.ids, tokens: await database.tokens() })
  if (options.route === 'create') await database.reset()
  return result
}

function requests(server, route, tokens) {
  let turn = 0
  const headersOf = (token) => (server.asksWho ? { authorization: `Bearer ${token}` } : {})
  return () => {
    turn += 1
    const headers = headersOf(tokens[turn % tokens.length])
    const any = database.ids[Math.floor(Math.random() * database.ids.length)]
    if (route === 'get') return { path: `/api/products/${any}`, headers }
    if (route === 'list') return { path: '/api/products', headers }
    const body = JSON.stringify({
      sku: `new-${crypto.randomUUID().slice(0, 30)}`,
      title: 'A new product',
      price: '12.50',
    })
    return { path: '/api/products', method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body }
  }
}

function summary(server, byRoute) {
  const medians = Object.entries(byRoute).map(([route, rounds]) => {
    const of = (key) => median(rounds.map((round) => round[key]))
    const keys = ['throughput', 'cpu', 'p95', 'failed', 'steadyP95', 'steadyFailed']
    return [route, Object.fromEntries(keys.map((key) => [key, of(key)]))]
  })
  return { name: server.name, memory: peakMemoryOf(server.pid), ...Object.fromEntries(medians) }
}

function installPeers() {
  if (!existsSync(join(peersFolder, 'node_modules'))) run('npm', ['ci', '--ignore-scripts'], { cwd: peersFolder })
  run(join(import.meta.dirname, '../../node_modules/.bin/tsc'), ['-p', peersFolder])
}
