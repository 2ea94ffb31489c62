import type { Span } from '../source.ts'

/** What stands between a pair of parentheses. */
export interface Arguments {
  readonly text: string
  /** Of the text, without the parentheses. */
  readonly span: Span
  readonly closed: boolean
}

/** Reads a short form from left to right. */
export class Scanner {
  readonly text: string
  at = 0
  #unclosed = false

  constructor(text: string) {
    this.text = text
  }

  /** Skips white space. */
  space(): void {
    while (/\s/.test(this.text.charAt(this.at))) this.at += 1
  }

  /** Whether everything has been read, but for white space. */
  get done(): boolean {
    this.space()
    return this.at >= this.text.length
  }

  /** The next character, after white space. */
  get next(): string {
    this.space()
    return this.text.charAt(this.at)
  }

  /** Takes one sign if it comes next. */
  take(sign: string): boolean {
    this.space()
    if (!this.text.startsWith(sign, this.at)) return false
    this.at += sign.length
    return true
  }

  /** Takes a word of letters, digits and underscores, or nothing. */
  word(): { readonly text: string; readonly span: Span } | undefined {
    this.space()
    const match = this.text.slice(this.at).match(/^[A-Za-z_][A-Za-z0-9_]*/)
    if (match === null) return undefined
    const start = this.at
    this.at += match[0].length
    return { text: match[0], span: { start, end: this.at } }
  }

  /**
   * Takes `( … )` with what it holds, parentheses in it balanced; nothing when no parenthesis comes next. What stands
   * in double quotes is text, as in `backfill(":)")`.
   */
  parentheses(): Arguments | undefined {
    if (!this.take('(')) return undefined
    const start = this.at
    for (let depth = 1; this.at < this.text.length; this.at += 1) {
      while (this.#skipText());
      const sign = this.text.charAt(this.at)
      if (sign === '(') depth += 1
      if (sign === ')') depth -= 1
      if (depth === 0) return this.#close(start)
    }
    return { text: this.text.slice(start), span: { start, end: this.at }, closed: false }
  }

  /** Takes all that is left. */
  rest(): { readonly text: string; readonly span: Span } {
    this.space()
    const start = this.at
    this.at = this.text.length
    const text = this.text.slice(start).trimEnd()
    return { text, span: { start, end: start + text.length } }
  }

  /** Skips a text in double quotes; a quote that is never closed is a character like any other. */
  #skipText(): boolean {
    if (this.#unclosed) return false
    const text = /"[^"\\]*(?:\\.[^"\\]*)*"/sy
    text.lastIndex = this.at
    if (!text.test(this.text)) {
      // Where one quote is never closed, those behind it are not either: nobody need look again.
      this.#unclosed = this.text.charAt(this.at) === '"'
      return false
    }
    this.at = text.lastIndex
    return true
  }

  #close(start: number): Arguments {
    const end = this.at
    this.at += 1
    return { text: this.text.slice(start, end), span: { start, end }, closed: true }
  }
}
