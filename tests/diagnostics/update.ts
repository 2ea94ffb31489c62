// `npm run diagnostics:update`: writes what ashlar says now into tests/diagnostics/*/expected.txt, to be read as a diff.
import { writeFileSync } from 'node:fs'
import { answerTo, diagnostics } from './cases.ts'

if (process.env.CI === 'true') throw new Error('goldens are not rewritten in CI: read the difference instead')

for (const diagnostic of diagnostics()) writeFileSync(diagnostic.expected, answerTo(diagnostic))
