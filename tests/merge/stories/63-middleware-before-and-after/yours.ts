import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/** The whole HTTP side. */
export function createApp(): Hono {
  const app = new Hono()

  app.use(trace())
  app.use(secureHeaders())

  app.get('/health', (c) => c.json({ status: 'ok' }))
  return app
}
