import pc from 'picocolors'

/** Colours, or the identity when there is no terminal or NO_COLOR is set. */
export type Paint = ReturnType<typeof pc.createColors>

/** Where a command speaks: results on `out`, problems and progress on `err`; a line feed is added. */
export interface Terminal {
  readonly paint: Paint
  out(line: string): void
  err(line: string): void
}

/** A terminal over two streams; `color` says whether escape codes are wanted. */
export function createTerminal(streams: { out: Sink; err: Sink; color: boolean }): Terminal {
  return {
    paint: pc.createColors(streams.color),
    out: (line) => void streams.out.write(`${line}\n`),
    err: (line) => void streams.err.write(`${line}\n`),
  }
}

/** The part of a stream that a terminal needs. */
export interface Sink {
  write(text: string): unknown
}
