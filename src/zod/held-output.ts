/** So much is held back; what comes before it is shown. A crash writes less. */
const HELD_BYTES = 64 * 1024

/** How Node and V8 begin to write when they crash. */
const CRASH = /^(?:<--- Last few GCs --->|FATAL ERROR:|-{5} Native stack trace -{5}|#\n# Fatal error)/m

/** What a program prints, held back until it is known whether its last words are those of a crash. */
export class HeldOutput {
  #held: Buffer = Buffer.alloc(0)

  take(chunk: Buffer): void {
    this.#held = Buffer.concat([this.#held, chunk])
    if (this.#held.length <= 2 * HELD_BYTES) return
    const shown = this.#held.length - HELD_BYTES
    process.stderr.write(this.#held.subarray(0, shown))
    this.#held = this.#held.subarray(shown)
  }

  /** Shows the rest; of a program that is gone without an answer only what it printed itself. Gives the trace, if any. */
  end(isGone: boolean): string {
    const text = this.#held.toString('utf8')
    const at = isGone ? text.search(CRASH) : -1
    const own =
      at < 0
        ? text
        : text
            .slice(0, at)
            .replace(/\n\s*$/, '\n')
            .replace(/^\s+$/, '')
    if (own !== '') process.stderr.write(own)
    this.#held = Buffer.alloc(0)
    return at < 0 ? '' : text.slice(at)
  }
}
