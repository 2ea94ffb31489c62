import type { Elsewhere } from './report.ts'

/** Faults of the matrix that no scenario here is about, and the test that holds them, or that nothing does. */
export const ELSEWHERE: readonly Elsewhere[] = [
  { id: 'F11', fault: 'deadlock, serialization failure', where: '`tests/resilience/conflicts.test.ts`' },
  { id: 'F26', fault: 'many ask for what is not kept', where: '`tests/resilience/cache.test.ts`' },
  { id: 'F28', fault: 'outbox', where: 'not part of the product yet' },
  { id: 'F30', fault: 'versions beside each other', where: '`tests/migrations`' },
  { id: 'F32', fault: 'a wrong environment', where: '`tests/auth/config.test.ts`, `tests/contracts/config.test.ts`' },
]
