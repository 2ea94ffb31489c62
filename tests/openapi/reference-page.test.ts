import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { serve } from '@hono/node-server'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { hasChromium, testBrowser } from '../setup/chromium.ts'

const generated = (path: string) => import(pathToFileURL(join(packageRoot, 'tests/golden/shop/expected', path)).href)

describe.skipIf(!hasChromium)('the reference page, in a real browser', () => {
  const browser = testBrowser()
  let server: Server
  let origin: string
  let page: Page
  /** What a person would never see: complaints of the browser, and requests that leave the service. */
  const complaints: string[] = []

  beforeAll(async () => {
    const app = await shopApp()
    server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }) as Server
    await once(server, 'listening')
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    page = await browser().newPage({ viewport: { width: 1_280, height: 1_600 } })
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`))
    page.on('pageerror', ({ message }) => complaints.push(message))
    page.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(`${origin}/`) && !url.startsWith('data:')) complaints.push(`asked ${url}`)
    })
    await page.goto(`${origin}/docs`)
    await page.waitForSelector('.opblock')
  })

  afterAll(() => {
    server?.close()
  })

  test('shows the service and every operation of it', async () => {
    const { openapi } = await generated('src/http/openapi.ts')
    const operations = Object.values<object>(openapi.paths).flatMap((item) =>
      Object.keys(item).filter((key) => key !== 'parameters'),
    )
    expect(await page.title()).toBe('shop')
    expect(await page.locator('.info .title').innerText()).toContain('shop')
    expect(await page.locator('.opblock').count()).toBe(operations.length)
    expect(await page.getByText('Something the shop sells.').first().isVisible()).toBe(true)
  })

  test('shows the fields of a body, and an example', async () => {
    const create = page.locator('#operations-products-createProduct')
    await create.locator('.opblock-summary').click()
    await expect.poll(() => create.locator('.body-param__example').first().innerText()).toContain('"sku": "10000"')
    expect(await create.locator('.response').count()).toBe(13)
  })

  test('sends a request to the service and shows its answer', async () => {
    const health = page.locator('#operations-Service-getHealth')
    await health.locator('.opblock-summary').click()
    await health.getByRole('button', { name: 'Try it out' }).click()
    await health.getByRole('button', { name: 'Execute' }).click()
    const answer = health.locator('.live-responses-table .response')
    await answer.first().waitFor()
    expect(await answer.first().innerText()).toMatch(/^200[\s\S]*"status": "ok"/)
  })

  test('asks nobody but the service, and the browser has nothing against it', async () => {
    mkdirSync(join(packageRoot, '.tmp'), { recursive: true })
    await page.screenshot({ path: join(packageRoot, '.tmp/reference-page.png') })
    expect(complaints).toEqual([])
  })
})

/** The shop without a database: the page and `/health` need none. */
async function shopApp(): Promise<{ readonly fetch: (request: Request) => Response | Promise<Response> }> {
  const { createApp } = await generated('src/app.ts')
  const { createLogger } = await generated('src/runtime/logger.ts')
  const counter = async (_key: string, windowMs: number) => ({ count: 1, leftMs: windowMs })
  const readiness = { checks: {}, ready: true, started: true, draining: false, drain() {} }
  const logger = createLogger({ logLevel: 'silent' })
  const config = { apiDocs: true, bodyLimitBytes: 1_024, corsOrigins: [] }
  const { createAuth } = await generated('src/auth/auth.ts')
  const auth = createAuth({ config: { authSecret: 'x'.repeat(32), trustedProxies: [] }, db: {}, mailer: {} })
  return createApp({ config, db: {}, auth, counter, logger, readiness })
}
