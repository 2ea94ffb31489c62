// `npm run schema:update`: writes the JSON Schema that the package ships.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../src/package.ts'
import { descriptionSchema } from '../../src/spec/json-schema.ts'

if (process.env.CI === 'true') throw new Error('the schema is not rewritten in CI: run this before you commit')

writeFileSync(join(packageRoot, 'schema/ashlar.schema.json'), `${JSON.stringify(descriptionSchema(), undefined, 2)}\n`)
