import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'

/** What stands in front of the instances: it asks each whether it is ready, and sends requests to those that are. */
export interface Balancer {
  readonly port: number
  /** How many requests each instance has got, by port. */
  readonly served: ReadonlyMap<number, number>
  /** Whether the instance was ready when it was last asked. */
  isReady(port: number): boolean
  close(): void
}

/** How often an instance is asked; it has to go on serving for longer than that when it stops. */
const ASK_EVERY_MS = 50

/**
 * Balances in turn over connections that are kept, and tries nothing twice: what an instance loses is lost. Unless it
 * `retriesReads`: then a GET that was lost with its connection goes to the next instance, once.
 */
export async function startBalancer(
  instances: readonly number[],
  { retriesReads = false }: { readonly retriesReads?: boolean } = {},
): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true })
  const ready = new Set<number>()
  const served = new Map<number, number>()
  const ask = () => {
    for (const port of instances) void isUp(port).then((up) => ready[up ? 'add' : 'delete'](port))
  }
  const timer = setInterval(ask, ASK_EVERY_MS)
  let turn = 0

  const server = createServer((incoming, outgoing) => {
    const send = (attempts: number) => {
      const candidates = instances.filter((port) => ready.has(port))
      const port = candidates[turn++ % candidates.length]
      if (port === undefined) return void outgoing.writeHead(503).end('nobody is ready')
      served.set(port, (served.get(port) ?? 0) + 1)
      const again = () => {
        ready.delete(port)
        send(attempts - 1)
      }
      forward(incoming, outgoing, { agent, port, ...(attempts > 1 && { again }) })
    }
    send(retriesReads && incoming.method === 'GET' ? 2 : 1)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    served,
    isReady: (port) => ready.has(port),
    close() {
      clearInterval(timer)
      agent.destroy()
      server.closeAllConnections()
      server.close()
    },
  }
}

interface To {
  readonly agent: Agent
  readonly port: number
  /** What is done instead of answering that the connection was lost. */
  readonly again?: () => void
}

function forward(incoming: IncomingMessage, outgoing: ServerResponse, { again, ...to }: To): void {
  const { method, url: path } = incoming
  const { connection: _ours, ...headers } = incoming.headers
  const passed = request({ ...to, host: '127.0.0.1', method, path, headers }, (answer) => {
    const { connection: _theirs, ...kept } = answer.headers
    outgoing.writeHead(answer.statusCode ?? 502, kept)
    answer.pipe(outgoing)
    answer.on('error', () => outgoing.destroy())
  })
  passed.on('error', (error) => {
    if (outgoing.headersSent) outgoing.destroy()
    else if (again !== undefined) again()
    else outgoing.writeHead(502).end(`${error.message} on ${method} ${path}`)
  })
  incoming.pipe(passed)
}

async function isUp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path: '/ready', timeout: 1_000 }, (answer) => {
      answer.resume()
      resolve(answer.statusCode === 200)
    })
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => resolve(false))
    asked.end()
  })
}
