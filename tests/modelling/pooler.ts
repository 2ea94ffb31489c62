import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { freePort } from '../setup/own-server.ts'

const PROGRAM = ['/usr/sbin/pgbouncer', '/usr/local/bin/pgbouncer', '/opt/homebrew/bin/pgbouncer'].find(existsSync)

/** Whether there is a PgBouncer to test with. */
export const hasPooler = PROGRAM !== undefined

/** A PgBouncer in transaction mode, with few connections for many clients. */
export interface Pooler {
  /** The same database, by way of the pooler. */
  readonly url: string
  stop(): void
}

/** Puts a PgBouncer before the server of a database. */
export async function startPooler(database: string): Promise<Pooler> {
  const folder = mkdtempSync(join(tmpdir(), 'ashlar-pooler-'))
  const port = await freePort()
  const { hostname, port: behind, username, password } = new URL(database)
  writeFileSync(join(folder, 'users'), `"${username}" "${password}"\n`)
  writeFileSync(
    join(folder, 'pgbouncer.ini'),
    `[databases]
* = host=${hostname} port=${behind || 5432}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${join(folder, 'users')}
pool_mode = transaction
default_pool_size = 2
max_client_conn = 100
`,
  )
  const child = spawn(PROGRAM ?? '', [join(folder, 'pgbouncer.ini')], { stdio: 'ignore', ...ownerOf(folder) })
  const url = Object.assign(new URL(database), { hostname: '127.0.0.1', port: String(port) }).href
  await answering(url)
  return {
    url,
    stop() {
      child.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** It refuses to run as root. */
function ownerOf(folder: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  const user = { uid: id('-u'), gid: id('-g') }
  for (const file of [folder, join(folder, 'users'), join(folder, 'pgbouncer.ini')]) chownSync(file, user.uid, user.gid)
  chmodSync(folder, 0o755)
  return user
}

async function answering(url: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const sql = postgres(url, { max: 1, prepare: false, fetch_types: false })
    try {
      await sql`select 1`
      return
    } catch (error) {
      if (attempt > 50) throw error
      await new Promise((done) => setTimeout(done, 100))
    } finally {
      await sql.end()
    }
  }
}
