import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { typeCheck } from '../e2e/generated-project.ts'
import { documents, olderDocuments } from '../openapi/documents.ts'
import { installedFolder } from '../setup/tree.ts'
import { documentTypes } from './document-types.ts'

/** Types that say nothing of a value, where one is meant to be known. */
const SAYS_NOTHING = /Record<string, never>|\bany\b/

test('types of every document compile, strictly, and know what they are about', () => {
  const root = installedFolder()
  const options = { strict: true, exactOptionalPropertyTypes: true, noEmit: true, module: 'nodenext', types: [] }
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['src'] }))
  mkdirSync(join(root, 'src'))
  const vague = [...documents, ...olderDocuments].flatMap(({ document }, at) => {
    writeFileSync(join(root, 'openapi.json'), JSON.stringify(document))
    const types = documentTypes(join(root, 'openapi.json'))
    writeFileSync(join(root, `src/service-${at}.ts`), types)
    return types
      .split('\n')
      .filter((line) => !/^ *(?:\/?\*|export type (?:webhooks|\$defs))/.test(line) && SAYS_NOTHING.test(line))
  })
  expect(typeCheck(root)).toEqual({ exitCode: 0, stdout: '' })
  expect(vague).toEqual([])
}, 120_000)
