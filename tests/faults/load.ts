import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

/** A request, as it is sent. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: object
  /** The client goes away after so many milliseconds, and wants no answer. */
  readonly leaveAfterMs?: number
}

/** What becomes of a request: a status, `timeout`, `left` where the client went away, or the code of an error of the connection. */
export type Outcome = number | string

/** A kind of requests, which are counted together: reads, writes and so on. */
export interface Kind {
  readonly name: string
  /** Of so many requests in relation to those of the other kinds. */
  readonly share: number
  readonly next: () => Asked
}

/** A request and what came of it. */
export interface Sample {
  readonly kind: string
  /** When it was meant to be sent, by `performance.now()`. */
  readonly at: number
  /** Milliseconds from then to the last byte of the answer. */
  readonly ms: number
  readonly outcome: Outcome
}

/** Requests that go on until they are stopped. */
export interface Load {
  readonly samples: readonly Sample[]
  /** Sends no more, and waits for the answers that are still to come. */
  stop(): Promise<readonly Sample[]>
}

interface Plan {
  readonly port: number
  /** Requests a second. */
  readonly rate: number
  readonly kinds: readonly Kind[]
}

/** A client that waits longer has given up: it counts as a failure. */
const PATIENCE_MS = 10_000

/**
 * Sends requests at a fixed rate over kept connections, whatever becomes of those before: a service that stalls gets no
 * fewer. Each is measured from the moment at which it was meant to be sent, so what had to wait for its turn here is not
 * left out of the percentiles (coordinated omission).
 */
export function startLoad({ port, rate, kinds }: Plan): Load {
  const agent = new Agent({ keepAlive: true })
  const order = inTurn(kinds)
  const samples: Sample[] = []
  const underWay = new Set<Promise<void>>()
  const start = performance.now()
  let stopped = false

  async function measure(kind: Kind, at: number): Promise<void> {
    const outcome = await ask(kind.next(), { port, agent })
    samples.push({ kind: kind.name, at, ms: performance.now() - at, outcome })
  }

  async function sendAll(): Promise<void> {
    for (let sent = 0; !stopped; await wait(1)) {
      for (; !stopped; sent += 1) {
        const at = start + (sent * 1_000) / rate
        const kind = order[sent % order.length]
        if (at > performance.now() || kind === undefined) break
        const done: Promise<void> = measure(kind, at).finally(() => underWay.delete(done))
        underWay.add(done)
      }
    }
  }
  const sending = sendAll()
  return {
    samples,
    async stop() {
      stopped = true
      await sending
      await Promise.all(underWay)
      agent.destroy()
      return samples
    },
  }
}

/** So many clients that each ask as soon as they are answered: requests a second at most, for so long. */
export async function saturation({ port, kinds }: Omit<Plan, 'rate'>, seconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true })
  const order = inTurn(kinds)
  const until = performance.now() + seconds * 1_000
  let sent = 0
  const client = async () => {
    while (performance.now() < until) {
      const kind = order[sent++ % order.length]
      if (kind !== undefined) await ask(kind.next(), { port, agent })
    }
  }
  await Promise.all(Array.from({ length: 32 }, client))
  agent.destroy()
  return sent / seconds
}

/** An answer, where somebody wants to see it. */
export interface Answer {
  readonly outcome: Outcome
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

interface To {
  readonly port: number
  readonly agent?: Agent
}

/** What becomes of a request. */
export async function ask(asked: Asked, to: To): Promise<Outcome> {
  return (await answerTo(asked, to)).outcome
}

/** The whole answer to a request; it never rejects. */
export function answerTo({ method, path, headers, body, leaveAfterMs }: Asked, to: To): Promise<Answer> {
  return new Promise((resolve) => {
    const end = (outcome: Outcome, answered: Partial<Answer> = {}) => {
      clearTimeout(timer)
      resolve({ outcome, headers: {}, text: '', ...answered })
    }
    const text = body === undefined ? undefined : JSON.stringify(body)
    const json = text && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }
    const sent = request({ ...to, host: '127.0.0.1', method, path, headers: { ...headers, ...json } })
    const timer = setTimeout(() => {
      end(leaveAfterMs === undefined ? 'timeout' : 'left')
      sent.destroy()
    }, leaveAfterMs ?? PATIENCE_MS)
    sent.on('error', (error) => end('code' in error ? String(error.code) : error.message))
    sent.on('response', (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', () => end('cut off'))
      answer.on('end', () =>
        end(answer.statusCode ?? 0, { headers: answer.headers, text: Buffer.concat(chunks).toString() }),
      )
    })
    sent.end(text)
  })
}

/** One of each kind after the other, each as often as its share says. */
function inTurn(kinds: readonly Kind[]): Kind[] {
  const rounds = Math.max(...kinds.map(({ share }) => share))
  return Array.from({ length: rounds }, (_, round) => kinds.filter(({ share }) => round < share)).flat()
}
