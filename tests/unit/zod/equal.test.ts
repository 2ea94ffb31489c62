import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../../src/package.ts'
import { describe as describeSource } from '../../../src/pipeline.ts'
import { parseDescription } from '../../../src/spec/parse.ts'
import { loadSpec } from '../../../src/zod/load-spec.ts'

const yaml = (name: string) => ({
  file: 'ashlar.spec.ts',
  text: readFileSync(join(packageRoot, `tests/golden/${name}/ashlar.yaml`), 'utf8'),
})

test.each(['shop', 'northwind'])('%s means the same in both forms', async (name) => {
  const { source } = await loadSpec(join(packageRoot, `tests/fixtures/zod/${name}.spec.ts`))
  expect(parseDescription(source).spec).toEqual(parseDescription(yaml(name)).spec)
  expect(describeSource(source)).toEqual(describeSource(yaml(name)))
})
