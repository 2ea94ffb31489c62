import { execFileSync } from 'node:child_process'
import { closeSync, constants, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { started } from '../inside.ts'
import { ask } from '../load.ts'
import { available, line, quick, type Scenario, type Seen, underLoad } from '../scenario.ts'
import { summary } from '../seen.ts'
import { slowClients } from '../slow-clients.ts'

const nothing = async () => {}
const health = { method: 'GET', path: '/health' } as const
const HELLO = 'GET /health HTTP/1.1\r\nHost: shop\r\n\r\n'

const unaffected = ({ during, after, patience }: Seen) => [
  available('all', summary([...during, ...after]), 0.999),
  quick('all', summary(during), 200 * patience),
]

/** Faults of the machine, which has too little of something. */
export const scarceScenarios: readonly Scenario[] = [
  started({ shell: 'ulimit -n 64; exec "$@"' }, fewDescriptors()),
  started({ node: ['--max-old-space-size=48'] }, littleMemory()),
  // Reading it back would never end, so nothing here asks for its log.
  started(
    { stdout: '/dev/full' },
    underLoad({
      id: 'F23c',
      fault: 'the disk is full to which the log goes',
      begin: nothing,
      end: nothing,
      lines: async (seen) => [...unaffected(seen), await endsInOrder(seen)],
    }),
  ),
  unread('F23d', 'whoever read the log has gone', (reader) => closeSync(reader)),
  // It does not end by itself then: Node.js waits for the thread that writes to the pipe.
  unread('F23e', 'whoever reads the log has stopped to', () => {}),
]

function fewDescriptors(): Scenario {
  let busy = Number.NaN
  return underLoad({
    id: 'F23a',
    fault: 'there are 64 file descriptors, and 200 clients keep a connection',
    begin: nothing,
    async meanwhile(_stand, { port, pid }, ms) {
      const clients = await slowClients(200, port, { begins: HELLO })
      const before = secondsOfProcessor(pid)
      await wait(ms)
      busy = ((secondsOfProcessor(pid) - before) * 1_000) / ms
      for (const client of clients) client.destroy()
    },
    end: nothing,
    lines: ({ after, patience }) => [
      line('the share of a processor that it takes', busy, (share) => share < 0.7),
      available('all after it', summary(after.slice(60)), 0.999),
      quick('all after it', summary(after.slice(60)), 200 * patience),
    ],
  })
}

function littleMemory(): Scenario {
  return underLoad({
    id: 'F23b',
    fault: 'there is hardly any memory',
    begin: nothing,
    end: nothing,
    lines: async ({ instance }) => {
      const ended = await Promise.race([instance.ended, ask(health, { port: instance.port })])
      return [{ says: 'it answers or has ended', measured: String(ended), passed: ended !== 'timeout' }]
    },
  })
}

/** A log that goes into a pipe, of which something becomes. */
function unread(id: string, fault: string, happens: (reader: number) => void): Scenario {
  return {
    id,
    fault,
    async run(stand, times) {
      const pipe = join(stand.root, `log-${id}`)
      rmSync(pipe, { force: true })
      execFileSync('mkfifo', [pipe])
      const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK)
      const scenario = underLoad({
        ...{ id, fault, end: nothing },
        begin: async () => happens(reader),
        lines: unaffected,
      })
      return started({ stdout: pipe }, scenario).run(stand, times)
    },
  }
}

async function endsInOrder({ instance }: Seen) {
  const late = wait(15_000, 'not in 15 s')
  const ended = await Promise.race([instance.stop(), late])
  return { says: 'it ends with 0 when it is told to', measured: String(ended), passed: ended === 0 }
}

/** What a process has used so far. */
function secondsOfProcessor(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}
