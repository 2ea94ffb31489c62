import { expect, test } from 'vitest'
import { RESOURCE_FILES, SERVICE_FILES } from '../../src/plan/catalog.ts'
import { EMBEDDED_ONLY } from '../../src/plan/embedded-catalog.ts'

const rows = [...SERVICE_FILES, ...EMBEDDED_ONLY, ...RESOURCE_FILES]

/**
 * What the locks of projects out there know their files by. Add to the list; taking one out or calling it otherwise
 * turns every user's edits of that file into an orphan and a fresh file beside it.
 */
const IDENTITIES =
  'package tsconfig biome rolldown vitest gitignore envExample readme run main migrateMain config app context cursor errors grant headers itemPath methods problem requestLog scalars validate logger readiness shutdown client columns constraints embedded embeddedImage executor folderLock migrate postgres relations databaseSchema sqlstate resources testApp testDatabase testFactories testImage testSamples httpTest curlLib curlRun apiDocs openapi dockerfile dockerignore compose cors secretFiles agents workflow openapiScript docs openapiServed openapiTest openapiFragment embeddedApi embeddedContext embeddedErrors embeddedHeaders embeddedMigrate table schema policy queries routes test curl'

test('identities are for ever', () => {
  const now = rows.map(({ id }) => id)
  expect(now).toEqual(expect.arrayContaining(IDENTITIES.split(' ')))
  expect(new Set(now).size).toBe(now.length)
})

test('an identity is no path: templates and files may move', () => {
  for (const { id } of rows) expect(id).toMatch(/^[a-zA-Z]+$/)
})
