import { setTimeout as wait } from 'node:timers/promises'
import type { Kind } from '../load.ts'
import { available, type Line, line, quick, type Scenario, underLoad } from '../scenario.ts'
import { summary } from '../seen.ts'
import { type SlowClient, secondsToClose, slowClients } from '../slow-clients.ts'
import type { Stand } from '../stand.ts'
import { mixed } from '../traffic.ts'

const nothing = async () => {}

/** More than anybody waits for. */
const LONG = 'x'.repeat(1_000)

/** Faults of those who ask. */
export const clientScenarios: readonly Scenario[] = [
  beside({
    id: 'F24a',
    fault: '200 clients send their headers byte by byte',
    open: (port) => slowClients(200, port, { begins: 'GET /health HTTP/1.1\r\nHost: shop\r\nX-Slow: ', drips: LONG }),
    async lines(clients) {
      const last = await secondsToClose(clients, 20)
      return [line('the last one is closed after seconds', last, (seconds) => seconds > 5 && seconds < 15)]
    },
  }),
  beside({
    id: 'F24b',
    fault: '200 clients send a body byte by byte',
    open: (port, stand) => slowClients(200, port, { begins: ordering(stand), drips: LONG }),
    async lines(clients) {
      const last = await secondsToClose(clients, 40)
      const told = clients.filter(({ answer }) => /^HTTP\/1.1 (408|504) /.test(answer)).length
      return [
        line('told that it took too long', told, (count) => count === 200),
        line('the last one is closed after seconds', last, (seconds) => seconds < 35),
      ]
    },
  }),
  beside({
    id: 'F24c',
    fault: '1,000 clients keep a connection and ask for nothing more',
    open: (port) => slowClients(1_000, port, { begins: 'GET /health HTTP/1.1\r\nHost: shop\r\n\r\n' }),
    async lines(clients, ms) {
      await wait(ms)
      const kept = clients.filter(({ answer, isClosed }) => answer.startsWith('HTTP/1.1 200 ') && !isClosed).length
      return [line('of them were answered and are kept', kept, (count) => count === 1_000)]
    },
  }),
  leaving(),
]

interface Beside {
  readonly id: string
  readonly fault: string
  readonly open: (port: number, stand: Stand) => Promise<readonly SlowClient[]>
  readonly lines: (clients: readonly SlowClient[], ms: number) => Promise<readonly Line[]>
}

/** Clients that misbehave beside others, who are to notice nothing of it. */
function beside({ id, fault, open, lines }: Beside): Scenario {
  let held: readonly Line[] = []
  return underLoad({
    id,
    fault,
    begin: nothing,
    async meanwhile(stand, { port }, ms) {
      const clients = await open(port, stand)
      held = await lines(clients, ms)
      for (const client of clients) client.destroy()
    },
    end: nothing,
    lines: ({ during, patience }) => [
      available('all others', summary(during), 0.999),
      quick('all others', summary(during), 200 * patience),
      ...held,
    ],
  })
}

/** The head of a request to order something. */
function ordering({ people: { customers } }: Stand): string {
  const head = [
    'POST /api/orders HTTP/1.1',
    'Host: shop',
    `Authorization: Bearer ${customers[0]?.token}`,
    'Content-Type: application/json',
    `Content-Length: ${LONG.length}`,
  ]
  return `${head.join('\r\n')}\r\n\r\n`
}

/** Payments cannot be read meanwhile: without being cancelled each would have a connection for as long as it may wait. */
function leaving(): Scenario {
  let waiting = Number.NaN
  return underLoad({
    id: 'F25',
    fault: 'half of the clients go away before they are answered',
    kinds: (traffic) => [...mixed(traffic), ...mixed(traffic).map(impatient(2)), impatient(50)(traffic.payments)],
    begin: nothing,
    meanwhile: ({ sql }, _instance, ms) =>
      sql.begin(async (tx) => {
        await tx`lock table payments in access exclusive mode`
        await wait(ms)
        waiting = await statementsOf(sql, 'Lock')
      }),
    end: nothing,
    lines: async ({ during, after, instance, patience }, { sql }) => [
      available('all who stay', summary([...during, ...after]), 0.999),
      quick('all who stay', summary(during), 200 * patience),
      line('have left', (summary(during).outcomes.left ?? 0) / during.length, (share) => share > 0.2),
      line('statements that nobody waits for', waiting, (count) => count <= 4),
      line('connections after it', await statementsOf(sql), (count) => count <= MOST_CONNECTIONS),
      line('500 in the log', instance.log().match(/"status":500/g)?.length ?? 0, (count) => count === 0),
    ],
  })
}

function impatient(leaveAfterMs: number) {
  return ({ name, share, next }: Kind): Kind => ({ name, share, next: () => ({ ...next(), leaveAfterMs }) })
}

/** Those of the pool, and one that asks whether the database is there. */
const MOST_CONNECTIONS = 11

/** How many connections there are, or of them those that wait for something. */
async function statementsOf(sql: Stand['sql'], waitsFor?: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int from pg_stat_activity
    where usename = 'shop' ${waitsFor === undefined ? sql`` : sql`and wait_event_type = ${waitsFor}`}`
  return row?.count ?? Number.NaN
}
