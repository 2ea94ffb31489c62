import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'

/** What the payments server does with a request before it charges, and before it answers. */
interface Gates {
  readonly charging?: Promise<unknown>
  readonly answering?: Promise<unknown>
}

/** A server that charges once a key, however often it is asked, and can be held up on the way. */
export interface PaymentsServer {
  readonly url: string
  /** The keys of what was charged for an order. */
  chargesOf(orderId: string): readonly string[]
  /** Holds requests up from now on; resolves when one has come so far. */
  hold(gates: Gates): Promise<void>
  close(): Promise<void>
}

/** Starts one on a port of this machine. */
export async function startPayments(): Promise<PaymentsServer> {
  const charged = new Map<string, string>()
  let gates: Gates = {}
  let arrived = (): void => {}
  const server = createServer(async (request, response) => {
    const { orderId, token } = JSON.parse(await text(request))
    if (typeof token !== 'string') throw new Error('a charge that says nothing of how it is paid')
    const { charging, answering } = gates
    if (charging !== undefined) {
      arrived()
      await charging
    }
    const key = keyOf(request)
    if (!charged.has(key)) charged.set(key, orderId)
    if (answering !== undefined) {
      arrived()
      await answering
    }
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify({ id: `charge ${key}`, status: 'accepted' }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${Object(server.address()).port}`,
    chargesOf: (orderId) => [...charged].flatMap(([key, of]) => (of === orderId ? [key] : [])),
    hold(next) {
      gates = next
      return new Promise((resolve) => {
        arrived = resolve
      })
    },
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

function keyOf({ headers }: IncomingMessage): string {
  const key = headers['idempotency-key']
  if (typeof key !== 'string') throw new Error('a charge without a key')
  return key
}

/** Something to wait for until it is opened. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}
