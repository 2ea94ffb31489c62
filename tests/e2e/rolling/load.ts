import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

/** What the clients have seen so far. */
export interface Load {
  readonly answered: { count: number }
  /** A line for each request that did not get what it should have got. */
  readonly lost: readonly string[]
  /** Lets every client end its request. */
  stop(): Promise<void>
}

const CLIENTS = 24

/** So many clients over kept connections, each asking again shortly after its answer; every fourth one writes. */
export function startLoad(port: number, body: () => object): Load {
  const agent = new Agent({ keepAlive: true })
  const answered = { count: 0 }
  const lost: string[] = []
  let stopped = false

  async function ask(client: number): Promise<void> {
    while (!stopped) {
      // The machine has to start instances meanwhile.
      await wait(20)
      const writes = client % 4 === 0
      const sent = { port, agent, ...(writes ? { body: JSON.stringify(body()) } : {}) }
      const status = await statusOf(sent).catch((error: Error) => error.message)
      answered.count += 1
      if (status !== (writes ? 201 : 200)) lost.push(`${writes ? 'POST' : 'GET'}: ${status}`)
    }
  }
  const clients = Array.from({ length: CLIENTS }, (_, client) => ask(client))
  return {
    answered,
    lost,
    async stop() {
      stopped = true
      await Promise.all(clients)
      agent.destroy()
    },
  }
}

interface Sent {
  readonly port: number
  readonly agent?: Agent
  readonly body?: string
  /** So long the client takes from the first half of its body to the second. */
  readonly pauseMs?: number
}

/** What a client gets for a note that it reads or, with a body, makes. */
export function statusOf({ port, agent, body, pauseMs = 0 }: Sent): Promise<number | string> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': body.length }
    const method = body === undefined ? 'GET' : 'POST'
    const sent = request({ host: '127.0.0.1', port, agent, method, path: '/notes', headers }, async (answer) => {
      const chunks: Buffer[] = []
      for await (const chunk of answer) chunks.push(chunk)
      const text = Buffer.concat(chunks).toString()
      const fine = answer.statusCode === 200 || answer.statusCode === 201
      resolve(fine ? (answer.statusCode ?? 0) : `${answer.statusCode} ${text}`)
    })
    sent.on('error', reject)
    void finish()

    async function finish(): Promise<void> {
      if (body !== undefined) {
        sent.write(body.slice(0, body.length / 2))
        if (pauseMs > 0) await wait(pauseMs)
        sent.write(body.slice(body.length / 2))
      }
      sent.end()
    }
  })
}
