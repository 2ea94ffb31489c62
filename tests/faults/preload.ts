// Loaded into an instance before the shop, by `--import`: a fault that comes from inside of the process. `FAULT` says which
// one SIGUSR2 brings about; the others are there from the start.
import { setTimeout as wait } from 'node:timers/promises'

const { FAULT, CLOCK_SHIFT_MS = '0', BUSY_SHARE = '0' } = process.env

const FAULTS: Readonly<Record<string, () => void>> = {
  stall: () => block(500),
  reject: () => void Promise.reject(new Error('nobody catches this')),
  throw: () => {
    throw new Error('nobody catches this')
  },
  census: tellWhatIsHeld,
}

const fault = FAULTS[FAULT ?? '']
if (fault !== undefined) process.on('SIGUSR2', fault)
if (Number(CLOCK_SHIFT_MS) !== 0) shiftClock(Number(CLOCK_SHIFT_MS))
if (Number(BUSY_SHARE) > 0) void keepBusy(Number(BUSY_SHARE))

function block(ms: number): void {
  for (const until = performance.now() + ms; performance.now() < until; );
}

/** Needs `--expose-gc`. */
function tellWhatIsHeld(): void {
  globalThis.gc?.()
  const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  console.log(`census ${JSON.stringify({ heapMiB: process.memoryUsage().heapUsed / 2 ** 20, timers })}`)
}

/** The clock on the wall, as this process sees it; that of PostgreSQL and that of Redis go right. */
function shiftClock(ms: number): void {
  const now = Date.now
  Date.now = () => now() + ms
  globalThis.Date = new Proxy(Date, {
    construct: (date, values, as) => Reflect.construct(date, values.length === 0 ? [now() + ms] : values, as),
  })
}

/** Takes a share of the only thread, in small pieces, as if each request did more. */
async function keepBusy(share: number): Promise<void> {
  for (;;) {
    block(20 * share)
    await wait(20 * (1 - share), undefined, { ref: false })
  }
}
