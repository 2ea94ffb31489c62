// `npm run bench:profile [get|list|create]`: where the shop with everything on spends its processor time, by function.
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeDatabase } from './database.js'
import { ensureWrk, load } from './load.js'
import { shopIn, start } from './servers.js'
import { makeShop } from './shop.js'

const [route = 'get'] = process.argv.slice(2)
const SECONDS = Number(process.env.BENCH_SECONDS ?? 10)
const SHOWN = Number(process.env.BENCH_LINES ?? 60)

ensureWrk()
const project = process.env.BENCH_PROJECT ?? makeShop('profiled')
const folder = join(project, 'profiles')
rmSync(folder, { recursive: true, force: true })
const database = await makeDatabase(project)
try {
  const shop = shopIn(project, { name: 'profiled' })
  const server = await start({ ...shop, args: ['--cpu-prof', `--cpu-prof-dir=${folder}`, ...shop.args] }, database)
  const tokens = await database.tokens()
  await load(server, { route, seconds: 2, ids: database.ids, tokens })
  const { throughput, cpu } = await load(server, { route, seconds: SECONDS, ids: database.ids, tokens })
  await server.stop()
  console.log(`${route}: ${throughput.toFixed(0)} requests a second, ${cpu.toFixed(0)} us of processor time for each\n`)
  const [file] = readdirSync(folder)
  for (const line of shares(JSON.parse(readFileSync(join(folder, file), 'utf8'))).slice(0, SHOWN)) console.log(line)
} finally {
  await database.drop()
}

/** Shares of the time in which something ran, the largest first. */
function shares({ nodes, samples, timeDeltas }) {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]))
  const spent = new Map()
  for (const [at, id] of samples.entries()) {
    const name = frames.get(id)
    spent.set(name, (spent.get(name) ?? 0) + timeDeltas[at])
  }
  spent.delete('(idle)')
  const all = [...spent.values()].reduce((sum, time) => sum + time, 0)
  const sorted = [...spent].sort(([, one], [, other]) => other - one)
  return sorted.map(([name, time]) => `${((time / all) * 100).toFixed(1).padStart(5)} %  ${name}`)
}

function nameOf({ functionName, url, lineNumber }) {
  if (url === '') return functionName
  return `${functionName || '(anonymous)'}  ${url.split('/').at(-1)}:${lineNumber + 1}`
}
