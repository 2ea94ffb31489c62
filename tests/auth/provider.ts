import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { packageRoot } from '../../src/package.ts'
import type { Browser } from './browser.ts'
import { withoutThisRun } from './service.ts'

/** What the service is registered as. */
export const CLIENT = { id: 'the-service', secret: 'what the provider knows it by' }

/** A provider that runs. */
export interface Provider {
  readonly url: string
  stop(): Promise<void>
}

/** Starts one that sends browsers back to these addresses. */
export async function startProvider(redirectUris: readonly string[], port: number): Promise<Provider> {
  const script = join(packageRoot, 'tests/auth/provider-process.js')
  const child = spawn('node', [script, String(port), ...redirectUris], {
    env: withoutThisRun(),
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await once(child.stdout, 'data')
  child.stdout.resume()
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = Object(server.address())
  server.close()
  return port
}

/** Signs in at the page of the provider and allows everything; where the provider sends the browser back to. */
export async function signInThere(browser: Browser, location: string, login: string): Promise<string> {
  const asked = await browser.follow(location)
  const consent = await browser.submit(asked, { prompt: 'login', login, password: 'whatever it is' })
  return 'leftFor' in consent ? consent.leftFor : leftFor(await browser.submit(consent, { prompt: 'consent' }))
}

/** Signs in there, and does not allow it. */
export async function refuseThere(browser: Browser, location: string, login: string): Promise<string> {
  const asked = await browser.follow(location)
  const consent = await browser.submit(asked, { prompt: 'login', login, password: 'whatever it is' })
  if ('leftFor' in consent) throw new Error('the provider asked for no consent')
  return leftFor(await browser.follow(new URL(`${consent.url}/abort`).href))
}

function leftFor(page: Awaited<ReturnType<Browser['follow']>>): string {
  if ('leftFor' in page) return page.leftFor
  throw new Error(`the provider shows another page: ${page.text}`)
}
