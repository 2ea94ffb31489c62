import { execFile, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { run } from '../measure.js'
import { cpuOf } from './servers.js'

const folder = join(import.meta.dirname, '../../.tmp/bench-load')
const script = join(import.meta.dirname, 'load.lua')
const CONNECTIONS = 32

/** Makes sure that there is a `wrk`, which costs the machine less than any generator of load on Node.js. */
export function ensureWrk() {
  if (spawnSync('wrk', ['-v']).error === undefined) return
  run('apt-get', ['install', '-y', 'wrk'])
}

/**
 * As many requests as a server answers on 32 connections.
 *
 * @returns good answers a second, processor time of the server for each in microseconds, the p95 in milliseconds, and the
 *   share of requests that were not answered with 2xx
 */
export async function load(server, { route, seconds, ids, tokens }) {
  mkdirSync(folder, { recursive: true })
  const idsFile = written('ids', ids)
  const tokensFile = server.asksWho ? written('tokens', tokens) : ''
  const env = {
    ...process.env,
    BENCH_ROUTE: route,
    BENCH_IDS: idsFile,
    BENCH_TOKENS: tokensFile,
    BENCH_RUN: randomBytes(6).toString('hex'),
  }
  const before = cpuOf(server.pid)
  const args = ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '-s', script, server.base]
  const { stderr } = await promisify(execFile)('wrk', args, { env })
  const [requests, micros, failed, p95] = stderr.trim().split(' ').map(Number)
  const good = requests - failed
  return {
    throughput: good / (micros / 1e6),
    cpu: (cpuOf(server.pid) - before) / good,
    p95: p95 / 1_000,
    failed: failed / requests,
  }
}

function written(name, lines) {
  const path = join(folder, name)
  writeFileSync(path, lines.join('\n'))
  return path
}
