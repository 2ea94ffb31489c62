import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { packageRoot } from '../../src/package.ts'
import { ashlar } from '../setup/cli.ts'

const run = promisify(execFile)
const EXAMPLE = join(packageRoot, 'examples/shop')

/**
 * The example shop, whose actions are written, in a folder of its own, bundled. Its tokens last longer than here all
 * scenarios together, and its limits hold each client as they are; nothing else is different.
 */
export async function makeShop(root: string): Promise<void> {
  rmSync(root, { recursive: true, force: true })
  mkdirSync(root, { recursive: true })
  symlinkSync(join(packageRoot, 'node_modules'), join(root, 'node_modules'))
  const text = readFileSync(join(EXAMPLE, 'ashlar.yaml'), 'utf8')
  writeFileSync(join(root, 'ashlar.yaml'), text.replace('accessTokenTtl: 15m', 'accessTokenTtl: 4h'))
  const { exitCode, stdout, stderr } = await ashlar(['generate'], { cwd: root })
  if (exitCode !== 0) throw new Error(`${stdout}${stderr}`)
  cpSync(join(EXAMPLE, 'src'), join(root, 'src'), { recursive: true })
  await run(join(packageRoot, 'node_modules/.bin/rolldown'), ['-c'], { cwd: root, maxBuffer: 100_000_000 })
}

/** A process that brings a database to what the shop needs. */
export interface Migration {
  readonly child: ChildProcess
  /** How it ended: an exit code, or the signal. */
  readonly ended: Promise<number | string | null>
}

/** Starts one. */
export function startMigration(root: string, url: string): Migration {
  const env = { PATH: process.env.PATH, DATABASE_URL: url }
  const child = spawn(process.execPath, ['scripts/run.js', 'dist/migrate.js'], { cwd: root, env, stdio: 'ignore' })
  return { child, ended: once(child, 'exit').then(([code, signal]) => code ?? signal) }
}

/** Brings a database to what the shop needs. */
export async function migrateShop(root: string, url: string): Promise<void> {
  const ended = await startMigration(root, url).ended
  if (ended !== 0) throw new Error(`the shop's database was not migrated: ${ended}`)
}
