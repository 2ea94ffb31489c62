import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { generate } from '../modelling/records.ts'
import { fencesOf, readDocument } from './markdown.ts'

const PATH = 'docs/api-guide.md'
const guide = readDocument(PATH)

interface Service {
  readonly process: ReturnType<typeof spawn>
  readonly port: string
}

/** The descriptions of the guide, each as a process of its own; what follows one is asked of it. */
const services: Service[] = []

beforeAll(async () => {
  const descriptions = fencesOf(guide).filter(({ language }) => language === 'yaml')
  services.push(...(await Promise.all(descriptions.map(async ({ text }) => started(await generate(text))))))
}, 60_000)

afterAll(async () => {
  for (const { process: one } of services) {
    one.kill()
    await once(one, 'exit')
  }
})

async function started(root: string): Promise<Service> {
  const one = spawn(process.execPath, ['src/main.ts'], {
    cwd: root,
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'info', DATABASE_URL: '', NODE_ENV: 'development' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (one.stdout === null) throw new Error('the service has no output')
  for await (const line of createInterface({ input: one.stdout })) {
    const [, port] = /http:\/\/[\w.[\]]+:(\d+)/.exec(line) ?? []
    if (port !== undefined) return { process: one, port }
  }
  throw new Error('the service does not say where it listens')
}

/** What is another each time, and what it is called in the guide. */
class Names {
  readonly #real = new Map<string, string>()

  /** A command with what the guide's names stand for. */
  meant(command: string): string {
    return Array.from(this.#real).reduce((text, [real, name]) => text.replaceAll(name, real), command)
  }

  /** An answer with the names of the guide. */
  told(answer: string): string {
    return answer
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '2026-01-01T12:00:00.000Z')
      .replaceAll(/(?<="request(?:Id|_id)":")[^"]+/g, '0f8fad5b-d9cb-469f-a165-70867728950e')
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => this.#named(id, 'id'))
      .replaceAll(/(?<="nextCursor":"|&cursor=)[^">]+/g, (cursor) => this.#named(cursor, 'cursor'))
  }

  #named(real: string, kind: 'id' | 'cursor'): string {
    const known = this.#real.get(real)
    if (known !== undefined) return known
    const number =
      1 + [...this.#real.values()].filter((name) => name.startsWith('cursor') === (kind === 'cursor')).length
    const name = kind === 'cursor' ? `cursor-${number}` : `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
    this.#real.set(real, name)
    return name
  }
}

/** JSON on several lines, as far as it is some. */
function laidOut(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => (/^\{.*\}$/.test(line) ? indented(JSON.parse(line)) : line))
    .join('\n')
    .trimEnd()
}

/** Short objects and lists stand on one line. */
function indented(value: unknown, indent = ''): string {
  const flat = JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' ').replaceAll('[ ]', '[]').replaceAll('{ }', '{}')
  if (typeof value !== 'object' || value === null || indent.length + flat.length <= 100) return flat
  const inner = `${indent}  `
  if (Array.isArray(value)) return `[\n${value.map((item) => inner + indented(item, inner)).join(',\n')}\n${indent}]`
  const members = Object.entries(value).map(([name, one]) => `${inner}${JSON.stringify(name)}: ${indented(one, inner)}`)
  return `{\n${members.join(',\n')}\n${indent}}`
}

test('what docs/api-guide.md shows is what the service answers', () => {
  const names = new Names()
  const wanted = guide.replaceAll(/^```console\n([\s\S]*?)^```$/gm, (_block, text: string, at: number) => {
    const { port = '' } = services[(guide.slice(0, at).match(/^```yaml$/gm)?.length ?? 0) - 1] ?? {}
    const commands = text.split('\n').filter((line) => line.startsWith('$ '))
    const told = commands.map((command) => {
      const meant = names.meant(command.slice(2)).replaceAll('localhost:3000', `localhost:${port}`)
      const { stdout, stderr } = spawnSync('bash', ['-c', meant], { encoding: 'utf8' })
      expect([command, stderr]).toEqual([command, ''])
      return `${command}\n${laidOut(names.told(stdout))}\n`
    })
    return `\`\`\`console\n${told.join('')}\`\`\``
  })
  // `UPDATE_DOCS=1` writes what is answered now, to be read as a diff.
  if (process.env.UPDATE_DOCS === '1') writeFileSync(join(packageRoot, PATH), wanted)
  else expect(guide).toBe(wanted)
}, 60_000)
