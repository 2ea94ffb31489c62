// `npm run bench:mechanisms`: what each mechanism of the generated shop costs alone, as the processor time of a request:
// all are on, and then all but one. Where the description cannot leave one out, the line of the application that mounts it is.
import { median } from '../measure.js'
import { makeDatabase } from './database.js'
import { ensureWrk, load } from './load.js'
import { table } from './report.js'
import { shopIn, start } from './servers.js'
import { makeShop } from './shop.js'

const ROUTES = ['get', 'list', 'create']
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5)
const SECONDS = Number(process.env.BENCH_SECONDS ?? 2)

/** Without the statement of `app.ts` that begins so. */
const unmounted = (start) => ({
  edit: { 'src/app.ts': (text) => text.replace(new RegExp(`^  app\\.use\\(${start}.*\\n`, 'm'), '') },
})

const WITHOUT = [
  { name: 'deadline', change: (shop) => Object.assign(shop.defaults, { timeout: false }) },
  { name: 'rate limit', change: (shop) => Object.assign(shop.defaults, { rateLimit: false }) },
  { name: 'rate limit in Redis, but in the process', env: { REDIS_URL: '' } },
  { name: 'token and roles', change: opened, asksWho: false },
  { name: 'properties of some roles', change: withoutRoles },
  { name: 'entity tags', change: (shop) => Object.assign(shop.resources.product, { versioned: false }) },
  { name: 'log lines', env: { LOG_LEVEL: 'silent' } },
  { name: 'request log', ...unmounted('requestLog') },
  { name: 'security headers', ...unmounted('secureHeaders') },
  { name: 'Cache-Control', ...unmounted('noStore') },
  { name: 'CORS', ...unmounted('allowOrigins') },
  { name: 'body limit', ...unmounted('limitBody') },
]

ensureWrk()
const all = makeShop('all')
const database = await makeDatabase(all)
const cases = [{ name: 'everything on', project: all }, ...WITHOUT.map((one, at) => made(one, at))]
const servers = []
try {
  for (const one of cases) {
    // All of them run at once, and PostgreSQL has a hundred connections.
    const env = { DATABASE_POOL_SIZE: '5', ...one.env }
    servers.push(await start({ ...shopIn(one.project, { ...one, env }), ...asking(one) }, database))
  }
  const cpu = new Map(servers.map((server) => [server, Object.fromEntries(ROUTES.map((route) => [route, []]))]))
  for (const route of ROUTES) await measure(route, cpu)
  console.log(`Processor time of a request in µs, and what is saved; ${ROUNDS} rounds of ${SECONDS} s, medians.\n`)
  console.log(table(['without', ...ROUTES.flatMap((route) => [route, 'saved'])], lines([...cpu.values()])))
} finally {
  for (const server of servers) await server.stop()
  await database.drop()
}

function made(one, at) {
  const isOther = one.change !== undefined || one.edit !== undefined
  return { ...one, name: `without ${one.name}`, project: isOther ? makeShop(`without-${at}`, one) : all }
}

function asking({ asksWho = true }) {
  return { asksWho }
}

async function measure(route, cpu) {
  const order = [...cpu.keys()]
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const server of order) {
      const tokens = await database.tokens()
      const measured = await load(server, { route, seconds: SECONDS, ids: database.ids, tokens })
      if (round >= 0) cpu.get(server)[route].push(measured.cpu)
      if (route === 'create') await database.reset()
    }
    order.reverse()
  }
}

function lines(measured) {
  const [whole] = measured
  return measured.map((byRoute, at) => {
    const cells = ROUTES.flatMap((route) => {
      const [mine, before] = [median(byRoute[route]), median(whole[route])]
      return [mine.toFixed(0), at === 0 ? '' : `${(100 * (1 - mine / before)).toFixed(0)} %`]
    })
    return [servers[at].name, ...cells]
  })
}

/** Anybody may do everything with products, and nobody sees less than others. */
function opened(shop) {
  shop.resources.product.access = { list: 'public', get: 'public', create: 'public', update: 'admin', delete: 'admin' }
  withoutRoles(shop)
}

function withoutRoles(shop) {
  shop.resources.product.fields.supplierNote = 'text?'
}
