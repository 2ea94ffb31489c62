import type { Elsewhere } from './report.ts'

/** Faults of the matrix that no scenario here is about, and the test that holds them, or that nothing does. */
export const ELSEWHERE: readonly Elsewhere[] = [
  { id: 'F11', fault: 'deadlock, serialization failure', where: 'nothing yet: `transaction.ts` does it a second time' },
  { id: 'F19', fault: 'SIGTERM twice, SIGINT, during boot or a migration', where: 'nothing yet' },
  { id: 'F20', fault: 'the event loop stalls', where: 'nothing yet' },
  { id: 'F21', fault: 'an error that nobody catches', where: 'nothing yet: it is logged and ends with 1, undrained' },
  { id: 'F22', fault: 'the clock is wrong or steps', where: 'nothing yet' },
  { id: 'F23', fault: 'little memory, few file descriptors, a full disk', where: 'nothing yet' },
  { id: 'F24', fault: 'slow clients, many idle connections', where: 'nothing yet' },
  { id: 'F25', fault: 'clients go away', where: '`tests/resilience/deadlines.test.ts`, without load' },
  { id: 'F26', fault: 'many ask for what is not kept', where: '`tests/resilience/cache.test.ts`' },
  { id: 'F27', fault: 'a flood of passwords', where: 'nothing yet under load' },
  { id: 'F28', fault: 'outbox', where: 'not part of the product yet' },
  { id: 'F29', fault: 'two migrators at once', where: 'nothing that is named for it yet' },
  { id: 'F30', fault: 'versions beside each other', where: '`tests/migrations`' },
  { id: 'F31', fault: 'no name, slow names', where: 'nothing yet' },
  { id: 'F32', fault: 'a wrong environment', where: '`tests/auth/config.test.ts`, `tests/contracts/config.test.ts`' },
]
