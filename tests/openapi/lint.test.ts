import { describe, expect, test } from 'vitest'
import { documents, olderDocuments } from './documents.ts'
import { owaspFindings, redoclyFindings, spectralFindings } from './lint.ts'
import { OWASP_WAIVERS, waiverOf } from './owasp-waivers.ts'

describe.each([...documents, ...olderDocuments])('the document of $name', ({ document }) => {
  test("is clean by Redocly's recommended-strict", async () => {
    expect(await redoclyFindings(document)).toEqual([])
  })

  test("is clean by Spectral's oas", async () => {
    expect(await spectralFindings(document)).toEqual([])
  })

  test('is clean by the OWASP ruleset, but for what is waived', async () => {
    expect((await owaspFindings(document)).filter((finding) => waiverOf(finding) === undefined)).toEqual([])
  })
})

test('no waiver outlives its reason', async () => {
  const findings = await Promise.all(documents.map(({ document }) => owaspFindings(document)))
  const needed = new Set(findings.flat().map(waiverOf))
  expect(OWASP_WAIVERS.filter((waiver) => !needed.has(waiver))).toEqual([])
})

test('the linters see what is wrong', async () => {
  const wrong = { openapi: '3.1.0', info: { title: 'x', version: '1' }, paths: { '/a': { get: { responses: {} } } } }
  expect((await redoclyFindings(wrong)).map(({ rule }) => rule)).toContain('info-license')
  expect((await spectralFindings(wrong)).map(({ rule }) => rule)).toContain('operation-operationId')
  expect((await owaspFindings(wrong)).map(({ rule }) => rule)).toContain('owasp:api2:2023-read-restricted')
})
