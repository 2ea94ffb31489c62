import { at, put } from './maps.ts'

/** How often a smaller text is tried. */
const TRIES = 400

/** The smallest text that still fails, found by leaving out one part after the other. */
export function shrunk(text: string, fails: (text: string) => boolean): string {
  let tries = TRIES
  const still = (smaller: string): boolean => {
    tries -= 1
    return tries >= 0 && fails(smaller)
  }
  return isJson(text) ? fewerParts(text, still) : fewerLines(text, still)
}

function fewerLines(text: string, fails: (text: string) => boolean): string {
  let lines = text.split('\n')
  for (let line = lines.length - 1; line >= 0; line -= 1) {
    const fewer = lines.toSpliced(line, 1)
    if (fails(fewer.join('\n'))) lines = fewer
  }
  return lines.join('\n')
}

function fewerParts(text: string, fails: (text: string) => boolean): string {
  const root: unknown = JSON.parse(text)
  const written = (): string => JSON.stringify(root, undefined, 1)
  const visit = (around: unknown): void => {
    if (typeof around !== 'object' || around === null || Array.isArray(around)) return
    const map = around as Record<string, unknown>
    for (const key of Object.keys(map)) {
      const value = at(map, key)
      delete map[key]
      if (fails(written())) continue
      put(map, key, value)
      visit(value)
    }
  }
  visit(root)
  return written()
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
