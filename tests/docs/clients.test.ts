import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { documentTypes } from '../clients/document-types.ts'
import { typeCheck } from '../e2e/generated-project.ts'
import { generate } from '../modelling/records.ts'
import { fencesOf, readDocument } from './markdown.ts'

const PATH = 'docs/clients.md'
const page = readDocument(PATH)
const clients = fencesOf(page)
  .filter(({ language }) => language === 'ts')
  .map(({ text }) => ({ path: /^\/\/ (\S+)\n/.exec(text)?.[1] ?? '', text }))

let root: string
let service: ReturnType<typeof spawn>
let url: string

/** The service of the page as a process of its own, with the clients of the page beside its source. */
beforeAll(async () => {
  root = await generate(fencesOf(page).find(({ language }) => language === 'yaml')?.text ?? '')
  mkdirSync(join(root, 'client'))
  for (const { path, text } of clients) writeFileSync(join(root, path), text)
  writeFileSync(join(root, 'client/shop.ts'), documentTypes(join(root, 'docs/openapi.json')))
  const config = { extends: './tsconfig.json', include: ['client', 'src', 'tests'] }
  writeFileSync(join(root, 'tsconfig.client.json'), JSON.stringify(config))
  service = spawn(process.execPath, ['src/main.ts'], {
    cwd: root,
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'info', DATABASE_URL: '', NODE_ENV: 'development', BCRYPT_COST: '10' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (service.stdout === null) throw new Error('the service has no output')
  for await (const line of createInterface({ input: service.stdout })) {
    const [found] = /http:\/\/[\w.[\]]+:\d+/.exec(line) ?? []
    if (found === undefined) continue
    url = found
    break
  }
}, 60_000)

afterAll(async () => {
  service.kill()
  await once(service, 'exit')
})

test('the clients of docs/clients.md compile, strictly', () => {
  expect(typeCheck(root, 'tsconfig.client.json')).toEqual({ exitCode: 0, stdout: '' })
}, 60_000)

/** What would be a mistake, and what it is made of. */
const mistakes: readonly (readonly [string, string, string])[] = [
  ['a filter that is not offered', "'price[gte]': least", "'title[gte]': least"],
  ['a value that is none of an enum', "sku: 'oak', title", "sku: 'oak', currency: 'FRF', title"],
  ['a relation that is not offered', "include: ['category']", "include: ['customer']"],
  ['a change of no version', '{ params: { path, header: version }, body', '{ params: { path }, body'],
  ['a filter that is not offered to Hono', "'price[gte]': '70'", "'title[gte]': '70'"],
  ['a body without what is required', "{ sku: 'teak', title: 'Another', price: '1' }", "{ sku: 'teak', price: '1' }"],
  ['a property that is not answered', '(await changed.json()).data.price', '(await changed.json()).data.cost'],
  ['a code that no problem has', "=== 'already-exists'", "=== 'exists-already'"],
  ['a time as a Date', 'category?.name, soldFrom)', 'category?.name, soldFrom?.getTime())'],
  ['a deletion of no version', '$delete({ param, header })', '$delete({ param })'],
  ['an address that is not there', "products[':id'].$patch", "products[':sku'].$patch"],
  ['an answer that may be a problem', 'changed.ok && (await', '(await'],
]

test('mistakes do not compile', () => {
  const broken = mistakes.map(([what, right, wrong], at) => {
    const client = clients.filter(({ text }) => text.includes(right))
    expect([what, client.length]).toEqual([what, 1])
    const path = `client/mistake-${at}.ts`
    writeFileSync(join(root, path), client[0]?.text.replace(right, wrong) ?? '')
    return { what, path }
  })
  const { stdout } = typeCheck(root, 'tsconfig.client.json')
  for (const { path } of broken) rmSync(join(root, path))
  expect(broken.filter(({ path }) => !stdout.includes(`${path}(`)).map(({ what }) => what)).toEqual([])
}, 60_000)

test('they print what the page says', () => {
  const outputs = clients.map(({ path }) => {
    const { stdout, stderr } = spawnSync(process.execPath, [path], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, SHOP_URL: url, NO_COLOR: '1' },
    })
    expect([path, stderr]).toEqual([path, ''])
    return stdout
  })
  const wanted = page.replaceAll(/^```text\n[\s\S]*?^```$/gm, () => `\`\`\`text\n${outputs.shift()}\`\`\``)
  // `UPDATE_DOCS=1` writes what is answered now, to be read as a diff.
  if (process.env.UPDATE_DOCS === '1') writeFileSync(join(packageRoot, PATH), wanted)
  else expect(page).toBe(wanted)
}, 60_000)
