import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../src/package.ts'

/** The text of a document, by its path from the package root. */
export function readDocument(path: string): string {
  return readFileSync(join(packageRoot, path), 'utf8')
}

/** A fenced block of a document. */
export interface Fence {
  readonly language: string
  readonly text: string
  /** Of its first line, counted from 1. */
  readonly line: number
}

/** Every fenced block, in its order. */
export function fencesOf(markdown: string): Fence[] {
  return [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1] ?? '',
    text: match[2] ?? '',
    line: markdown.slice(0, match.index).split('\n').length + 1,
  }))
}

/** The part of a document under a heading, up to the next one of any level. */
export function sectionOf(markdown: string, heading: string): string {
  const start = markdown.indexOf(`${heading}\n`)
  if (start < 0) throw new Error(`there is no heading ${heading}`)
  const rest = markdown.slice(start + heading.length)
  const end = rest.search(/\n#{1,6} /)
  return end < 0 ? rest : rest.slice(0, end)
}

/** The rows of all tables in a text, as trimmed cells; heads and rules left out. */
export function rowsOf(markdown: string): string[][] {
  const lines = markdown.split('\n')
  return lines
    .filter((line, at) => line.startsWith('|') && !isRule(line) && !isRule(lines[at + 1] ?? ''))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
}

/** What stands in backticks. */
export function codeIn(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)
}

function isRule(line: string): boolean {
  return /^\|(?: ?-+ ?\|)+$/.test(line)
}
