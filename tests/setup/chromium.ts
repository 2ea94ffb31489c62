import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const program = programs().find(isProgram)

/** Whether there is a browser to look with; what is skipped without one is said at the end of `npm test`. */
export const hasChromium = program !== undefined

/**
 * A headless browser of this test file's own.
 *
 * @example
 * const browser = testBrowser()
 * test('…', async () => (await browser()).newPage())
 */
export function testBrowser(): () => Browser {
  let browser: Browser | undefined
  beforeAll(async () => {
    if (program === undefined) return
    // As root, which CI often is, Chromium refuses its sandbox; it sees nothing but our own pages.
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    browser = await chromium.launch({ executablePath: program, args })
  })
  afterAll(() => browser?.close())
  return () => {
    if (browser === undefined) throw new Error('there is no browser: ask hasChromium first')
    return browser
  }
}

function programs(): string[] {
  const given = process.env.CHROMIUM_PATH
  const folders = (process.env.PATH ?? '').split(delimiter)
  return [
    ...(given === undefined ? [] : [given]),
    ...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))),
  ]
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
