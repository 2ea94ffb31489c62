import type { ServiceRow } from './catalog.ts'
import { contractTestView } from './views/contract.ts'
import { CONTRACT_PATHS } from './views/contract-imports.ts'

/** The test that the service answers as its document says, and what it is made of: one row a file. */
export const CONTRACT_FILES: readonly ServiceRow[] = [
  { id: 'contractTest', template: 'tests/document.contract.ts', view: contractTestView },
  { id: 'contractCaller', template: CONTRACT_PATHS.caller },
  { id: 'contractChecks', template: CONTRACT_PATHS.checks },
  { id: 'contractDocument', template: CONTRACT_PATHS.document },
  { id: 'contractExchange', template: CONTRACT_PATHS.exchange },
  { id: 'contractFits', template: CONTRACT_PATHS.fits },
  { id: 'contractKnowledge', template: CONTRACT_PATHS.knowledge },
  { id: 'contractLives', template: CONTRACT_PATHS.lives },
  { id: 'contractOdd', template: CONTRACT_PATHS.odd },
  { id: 'contractProperties', template: CONTRACT_PATHS.properties },
  { id: 'contractRequests', template: CONTRACT_PATHS.requests },
  { id: 'contractValues', template: CONTRACT_PATHS.values },
]
