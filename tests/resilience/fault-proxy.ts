import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** What goes wrong between a client and a server. Delays and drips are in milliseconds, on what the server sends. */
export type Fault = 'pass' | 'refuse' | 'black-hole' | 'reset' | { readonly delay: number } | { readonly drip: number }

/** A server of TCP in front of another one, through which everything goes wrong that one asks for. */
export interface FaultProxy {
  readonly port: number
  /** From now on, for connections that are open as well. */
  set(fault: Fault): Promise<void>
  close(): Promise<void>
}

interface Pair {
  readonly client: Socket
  readonly server: Socket
}

/** Opens one on a port of its own. */
export async function faultProxy(target: { readonly host?: string; readonly port: number }): Promise<FaultProxy> {
  const pairs = new Set<Pair>()
  let fault: Fault = 'pass'
  const listener = createServer((client) => {
    if (fault === 'reset') return client.resetAndDestroy()
    const pair = { client, server: connect({ host: '127.0.0.1', ...target }) }
    pairs.add(pair)
    client.on('data', (data) => fault !== 'black-hole' && pair.server.write(data))
    pair.server.on('data', (data) => send(client, data, fault))
    for (const [one, other] of [
      [client, pair.server],
      [pair.server, client],
    ] as const) {
      one.on('error', () => {})
      one.on('close', () => {
        pairs.delete(pair)
        other.destroy()
      })
    }
  })
  const port = await listen(listener, 0)
  const endAll = (how: 'destroy' | 'resetAndDestroy'): void => {
    for (const { client, server } of pairs) {
      client[how]()
      server.destroy()
    }
  }
  return {
    port,
    async set(next) {
      fault = next
      if (next === 'reset') endAll('resetAndDestroy')
      if (next === 'refuse') {
        endAll('destroy')
        await stop(listener)
      } else if (!listener.listening) await listen(listener, port)
    },
    async close() {
      endAll('destroy')
      await stop(listener)
    },
  }
}

function send(client: Socket, data: Buffer, fault: Fault): void {
  if (fault === 'black-hole' || client.destroyed) return
  if (typeof fault === 'string') client.write(data)
  else if ('delay' in fault) setTimeout(() => client.destroyed || client.write(data), fault.delay).unref()
  else drip(client, data, fault.drip)
}

function drip(client: Socket, data: Buffer, every: number): void {
  let sent = 0
  const timer = setInterval(() => {
    if (client.destroyed || sent === data.length) clearInterval(timer)
    else client.write(data.subarray(sent, ++sent))
  }, every).unref()
}

async function listen(listener: Server, port: number): Promise<number> {
  listener.listen(port, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
  return address.port
}

async function stop(listener: Server): Promise<void> {
  if (!listener.listening) return
  await new Promise((resolve) => listener.close(resolve))
}
