import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'

/** What the service that takes payments does with a request. */
export type Mood = 'charges' | 'fails' | 'fails-sometimes' | 'says-nothing' | 'drips' | 'floods' | 'asks-for-patience'

/** The service that the shop calls, and how it feels. */
export interface Payments {
  readonly port: number
  mood: Mood
  /** How many requests came since this was last set. */
  asked: number
  close(): Promise<void>
}

const CHUNK = Buffer.alloc(1_000_000, ' ')

/** Starts one. */
export async function startPayments(): Promise<Payments> {
  const state = { mood: 'charges' as Mood, asked: 0 }
  const server = createServer((request, response) => {
    state.asked += 1
    request.resume()
    request.on('end', () => answer(response, state))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return Object.assign(state, {
    port: Number(Object(server.address()).port),
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  })
}

function answer(response: ServerResponse, { mood, asked }: { readonly mood: Mood; readonly asked: number }): void {
  const charge = JSON.stringify({ id: `charge-${asked}`, status: 'accepted' })
  const json = { 'Content-Type': 'application/json' }
  if (mood === 'says-nothing') return
  if (mood === 'fails' || (mood === 'fails-sometimes' && asked % 10 === 0)) response.writeHead(500, json).end('{}')
  else if (mood === 'asks-for-patience') response.writeHead(429, { ...json, 'Retry-After': '30' }).end('{}')
  else if (mood === 'floods') flood(response.writeHead(200, json), 100)
  else if (mood === 'drips') drip(response.writeHead(200, json), charge)
  else response.writeHead(200, json).end(charge)
}

/** A body of so many megabytes. */
function flood(response: ServerResponse, megabytes: number): void {
  if (megabytes === 0 || response.destroyed) response.end()
  else response.write(CHUNK, () => flood(response, megabytes - 1))
}

function drip(response: ServerResponse, text: string): void {
  let sent = 0
  const timer = setInterval(() => {
    if (response.destroyed || sent === text.length) clearInterval(timer)
    else response.write(text[sent++])
  }, 500)
}
