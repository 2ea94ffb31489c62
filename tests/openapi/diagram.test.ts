import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { hasChromium, testBrowser } from '../setup/chromium.ts'
import { described, documents } from './documents.ts'

/** Names that Mermaid has for itself. */
const WORDS = `ashlar: 1
name: words
resources:
  style: { fields: { style: string, end: string, title: string, direction: string, pk: string, fk: int, uk: uuid } }
  end: { fields: { one: ref style, many: ref style?, only: ref style unique, u: string, subgraph: string } }
  subgraph: { fields: { to: ref end, classDef: string, accTitle: string, erDiagram: string } }
`

/** States that Mermaid would take for something else. */
const STATES = `ashlar: 1
name: states
resources:
  thing:
    fields:
      text: string
      phase:
        enum: [end, state, "a: b/c+d--", note]
        default: end
        moves: { end: [state, note], state: ["a: b/c+d--"], "a: b/c+d--": [end] }
`

/** What Mermaid puts on a page of its own. */
declare const mermaid: { render(id: string, text: string): Promise<{ readonly svg: string }> }

describe.skipIf(!hasChromium)('the diagram of the entities, drawn by Mermaid', () => {
  const browser = testBrowser()
  let page: Page

  beforeAll(async () => {
    page = await browser().newPage()
    await page.addScriptTag({ path: join(packageRoot, 'node_modules/@mermaid-js/tiny/dist/mermaid.tiny.js') })
  })

  const drawn = (text: string) => page.evaluate(async (diagram) => (await mermaid.render('drawing', diagram)).svg, text)

  test.each([...documents, described('words', WORDS)])('of $name', async ({ apiDocs }) => {
    const diagram = /```mermaid\n([\s\S]*?)\n```/.exec(apiDocs)?.[1] ?? ''
    const svg = await drawn(diagram)
    const names = Array.from(diagram.matchAll(/^ {2}"(\w+)" \{$/gm), ([, name = '']) => name)
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter((name) => !svg.includes(`>${name}<`))).toEqual([])
    // Of several relations of an entity with itself Mermaid draws one.
    const relations = Array.from(diagram.matchAll(/("\w+") [|o}]+--[|o{]+ ("\w+")/g), ([, one, other], position) =>
      one === other ? one : position,
    )
    expect(svg.match(/class="[^"]*relationshipLine/g) ?? []).toHaveLength(new Set(relations).size)
  })

  test('of states, whatever they are called', async () => {
    const { apiDocs } = described('states', STATES)
    const diagram = /```mermaid\n(stateDiagram-v2[\s\S]*?)\n```/.exec(apiDocs)?.[1] ?? ''
    const svg = await drawn(diagram)
    expect(['end', 'state', 'a: b/c+d--', 'note'].filter((name) => !svg.includes(`>${name}<`))).toEqual([])
  })

  test('Mermaid refuses what it cannot read', async () => {
    await expect(drawn('erDiagram\n  "A" { string pk }')).rejects.toThrow()
  })
})
