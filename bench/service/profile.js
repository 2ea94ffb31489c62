// `npm run bench:profile -- get|list|create`: where the shop with everything on spends its processor time, by package and
// by function.
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeDatabase } from './database.js'
import { ensureWrk, load } from './load.js'
import { shopIn, start } from './servers.js'
import { makeShop } from './shop.js'

const [route = 'get'] = process.argv.slice(2)
const SECONDS = Number(process.env.BENCH_SECONDS ?? 10)
const SHOWN = Number(process.env.BENCH_LINES ?? 30)
const maps = new Map()

ensureWrk()
const project = makeShop('profiled')
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
  console.log(`${route}: ${throughput.toFixed(0)} requests a second, ${cpu.toFixed(0)} us of processor time for each`)
  const [file] = readdirSync(folder)
  const profile = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  print('by package', shares(profile, packageOf))
  print('by function', shares(profile, functionOf))
} finally {
  await database.drop()
}

function print(title, lines) {
  console.log(`\n${title}`)
  for (const [name, share] of lines.slice(0, SHOWN)) console.log(`${(share * 100).toFixed(1).padStart(5)} %  ${name}`)
}

/** Shares of the time in which something ran, the largest first; what V8 does for a function counts as its own. */
function shares({ nodes, samples, timeDeltas }, nameOf) {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]))
  const spent = new Map()
  for (const [at, id] of samples.entries()) {
    const name = names.get(id)
    spent.set(name, (spent.get(name) ?? 0) + timeDeltas[at])
  }
  spent.delete('(idle)')
  const all = [...spent.values()].reduce((sum, time) => sum + time, 0)
  return [...spent].sort(([, one], [, other]) => other - one).map(([name, time]) => [name, time / all])
}

function functionOf(frame) {
  const { functionName, url } = frame
  return url === '' ? functionName : `${functionName || '(anonymous)'}  ${sourceOf(frame)}`
}

/** `hono`, `src/http/etag.ts`, `node:net`, or the part of the machine that does it. */
function packageOf(frame) {
  if (frame.url === '') return frame.functionName
  const source = sourceOf(frame)
  if (source.startsWith('src/') || source.startsWith('node:')) return source
  return /^(@[^/]+\/)?[^/]+/.exec(source)?.[0]
}

/** Where a place in the bundle comes from: a path in `node_modules` or in the project. */
function sourceOf({ url, lineNumber, columnNumber }) {
  if (!url.startsWith('file:')) return url
  const path = fileURLToPath(url)
  if (!maps.has(path)) maps.set(path, readMap(path))
  const source = maps.get(path)?.findEntry(lineNumber, columnNumber).originalSource ?? url
  return source.replace(/^.*node_modules\//, '').replace(/^(\.\.\/)+/, '')
}

function readMap(path) {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${path}.map`, 'utf8')))
  } catch {
    return undefined
  }
}
