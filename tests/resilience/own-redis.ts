import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { Redis } from 'ioredis'

/** Whether this machine has a Redis to start. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0

/** A Redis that tests may stop, fill and spoil. */
export interface OwnRedis {
  readonly port: number
  /** A connection of the tests, past every fault. */
  readonly client: Redis
  start(): Promise<void>
  stop(): Promise<void>
}

/** Starts one that keeps nothing, on a port of its own. */
export async function ownRedis(): Promise<OwnRedis> {
  const port = await freePort()
  const client = new Redis({ port, lazyConnect: true, retryStrategy: () => 50 })
  client.on('error', () => {})
  let server: ReturnType<typeof spawn> | undefined
  const redis = {
    port,
    client,
    async start() {
      server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', ''], { stdio: 'ignore' })
      while (!(await answers(port))) await wait(20)
      await client.connect().catch(() => {})
    },
    async stop() {
      client.disconnect()
      server?.kill('SIGKILL')
      if (server !== undefined && server.exitCode === null && server.signalCode === null) await once(server, 'exit')
    },
  }
  await redis.start()
  return redis
}

async function answers(port: number): Promise<boolean> {
  const probe = new Redis({ port, lazyConnect: true, retryStrategy: () => null })
  probe.on('error', () => {})
  const answer = await probe
    .connect()
    .then(() => probe.ping())
    .catch(() => '')
  probe.disconnect()
  return answer === 'PONG'
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('there is no free port')
  return address.port
}
