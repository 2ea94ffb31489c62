// `npm run docs:update`: writes the tables of keys into docs/language.md, to be read as a diff.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../src/package.ts'
import { withKeyTables } from './key-tables.ts'

if (process.env.CI === 'true') throw new Error('documents are not rewritten in CI: read the difference instead')

const path = join(packageRoot, 'docs', 'language.md')
writeFileSync(path, withKeyTables(readFileSync(path, 'utf8')))
