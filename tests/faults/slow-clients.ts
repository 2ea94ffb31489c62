import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** A client that writes as slowly as it likes. */
export interface SlowClient {
  readonly isClosed: boolean
  /** What it has been answered so far. */
  readonly answer: string
  destroy(): void
}

/** What a client sends: something at once, and after that byte by byte, one each half a second. */
interface Sent {
  readonly begins: string
  readonly drips?: string
}

/** Opens so many connections that send the same, one shortly after the other: they are slow, and no flood. */
export async function slowClients(count: number, port: number, sent: Sent): Promise<SlowClient[]> {
  const clients: SlowClient[] = []
  for (; clients.length < count; await wait(3)) clients.push(await slowClient(port, sent))
  return clients
}

async function slowClient(port: number, { begins, drips = '' }: Sent): Promise<SlowClient> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  const client = { isClosed: false, answer: '', destroy: () => void socket.destroy() }
  // One that is reset is closed, too.
  socket.on('error', () => {})
  socket.on('close', () => {
    client.isClosed = true
  })
  socket.on('data', (data) => {
    client.answer += data
  })
  socket.write(begins)
  void drip()
  return client

  async function drip(): Promise<void> {
    for (const byte of drips) {
      await wait(500)
      if (client.isClosed) return
      socket.write(byte)
    }
  }
}

/** Waits until the service has closed all of them; how long that took in seconds, or NaN where it takes longer than so many. */
export async function secondsToClose(clients: readonly SlowClient[], most: number): Promise<number> {
  const start = performance.now()
  while (clients.some(({ isClosed }) => !isClosed)) {
    if (performance.now() - start > most * 1_000) return Number.NaN
    await wait(100)
  }
  return (performance.now() - start) / 1_000
}
