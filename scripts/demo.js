// `npm run demo`: a service from its description, called, edited by hand, regenerated. Narrated; a minute.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { addField, addHeader } from './demo/edits.js'
import { print, printChapter } from './demo/narration.js'
import { root, runStep, runTool, stopTool } from './demo/programs.js'
import { buy, openShop } from './demo/purchase.js'
import { freePort, startService } from './demo/service.js'

const ROUTES = 'src/resources/products/products.routes.ts'
const JSON_BODY = ['-H', 'content-type: application/json', '-d']

const started = performance.now()
const folder = mkdtempSync(join(tmpdir(), 'ashlar-demo-'))
const project = join(folder, 'shop')
let service
let market
let ending = false

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])
  process.on(signal, () => end(code))

try {
  await checkTools()
  await generateProject()
  const url = await boot()
  await callByHand(url)
  await callByScripts(url)
  await editAndRegenerate(url)
  await check()
  await purchase()
  print(`\nThat was all, in ${((performance.now() - started) / 1000).toFixed(0)} s.`)
  if (process.stdin.isTTY && process.stdout.isTTY) await keepRunning(url)
  await end(0)
} catch (error) {
  if (!ending) console.error(`\nThe demo failed: ${error.message}`)
  await end(1)
}

async function checkTools() {
  const tools = [
    ['git', '--version'],
    ['curl', '--version'],
    ['sh', '-c', ':'],
  ]
  for (const tool of tools) await runTool(tool, { quiet: true })
}

async function generateProject() {
  printChapter('1. A description becomes a service')
  copyFileSync(resolve(root, 'starters/shop.yaml'), join(folder, 'shop.yaml'))
  print(`From ${relative(process.cwd(), resolve(root, 'starters/shop.yaml'))}, five resources; this is one of them:\n`)
  const [product] = readFileSync(join(folder, 'shop.yaml'), 'utf8').match(/^ {2}product:\n(?: {4}.*\n)+/m) ?? []
  print(product ?? '')
  await runAshlar(['new', 'shop', '--spec', 'shop.yaml', '--yes'], folder)
}

async function boot() {
  printChapter('2. It runs, with nothing else installed')
  const port = await freePort()
  print(`$ PORT=${port} npm run dev`)
  const began = performance.now()
  service = await startService({ project, port, log: join(folder, 'service.log') })
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  print(`${service.url} is ready after ${seconds} s, on an embedded PostgreSQL (PGlite).`)
  return service.url
}

async function callByHand(url) {
  printChapter('3. Good input and bad input')
  const good = '{"sku":"ASH-1","title":"Ashlar block","price":"12.50"}'
  const bad = '{"sku":"A","price":12.5,"color":"grey"}'
  for (const body of [good, bad]) {
    await runStep(['curl', '-s', '-w', '\\n', `${url}/api/products`, ...JSON_BODY, body], { cwd: project })
  }
}

async function callByScripts(url) {
  printChapter('4. Every endpoint, by the generated curl scripts')
  const shown = `BASE_URL=${url} npm run test:curl`
  await runStep(['npm', 'run', '--silent', 'test:curl'], { cwd: project, env: { BASE_URL: url }, shown })
}

async function editAndRegenerate(url) {
  printChapter('5. An edit by hand, a new field, and ashlar generate')
  const edited = addHeader(readFileSync(join(project, ROUTES), 'utf8'))
  writeFileSync(join(project, ROUTES), edited)
  const description = join(project, 'ashlar.yaml')
  writeFileSync(description, addField(readFileSync(description, 'utf8')))
  await runStep(['git', '--no-pager', 'diff', '-U1'], { cwd: project })
  await runAshlar(['generate'], project)
  await runTool(['git', 'add', '--all'], { cwd: project })
  await runStep(['git', '--no-pager', 'diff', '--cached', '--stat=100', '--', '.', ':!.ashlar'], { cwd: project })
  if (readFileSync(join(project, ROUTES), 'utf8') !== edited) throw new Error(`the edit in ${ROUTES} was not kept`)
  print(`\nThe edit in ${ROUTES} is as it was. The new field is in the table, the API and its document; the migration:`)
  await runStep(['cat', 'migrations/0001_alter_products.sql'], { cwd: project })
  print('\nThe running service has restarted, migrated its database, and has both:')
  await service.whenServing('/openapi.json', (text) => text.includes('"weight"'))
  const body = '{"sku":"ASH-2","title":"Ashlar step","price":"80.00","weight":240000}'
  await runStep(['curl', '-s', '-D', '-', '-w', '\\n', `${url}/api/products`, ...JSON_BODY, body], {
    cwd: project,
    only: /^(HTTP|x-demo|\{)/i,
  })
}

async function check() {
  printChapter('6. In CI')
  await runAshlar(['check'], project)
}

async function purchase() {
  printChapter('7. Behaviour: an order is placed and paid')
  market = await openShop({ folder, runAshlar })
  print(
    `\n${market.url} is another shop, with people who sign in, limits, and a payments service that is stood in for:\n`,
  )
  await buy(market)
}

function runAshlar(args, cwd) {
  return runStep(['node', resolve(root, 'bin/ashlar.js'), ...args], { cwd, shown: `ashlar ${args.join(' ')}` })
}

async function keepRunning(url) {
  print(`\nThe service is still running: ${url}, code in ${project}. Ctrl-C stops it and removes the folder.`)
  print(`\n  curl -s ${url}/api/products\n`)
  process.removeAllListeners('SIGINT').on('SIGINT', () => end(0))
  await service.stopped
  throw new Error('the service has stopped by itself')
}

/** Whatever happened: nothing goes on running, nothing is left on the disk. */
async function end(code) {
  if (ending) return
  ending = true
  await stopTool()
  await market?.stop()
  await service?.stop()
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  process.exit(code)
}
