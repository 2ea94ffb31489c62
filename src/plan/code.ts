import type { ImportSymbol } from '../render/imports.ts'

/** A piece of TypeScript and the names that it needs. */
export interface Code {
  readonly text: string
  readonly imports: readonly ImportSymbol[]
}

/** A piece of TypeScript from its text and what it imports. */
export function code(text: string, ...imports: readonly ImportSymbol[]): Code {
  return { text, imports }
}

/** The same imports, another text. */
export function mapCode({ text, imports }: Code, change: (text: string) => string): Code {
  return { text: change(text), imports }
}

/** All that these pieces import. */
export function importsOf(pieces: readonly Code[]): ImportSymbol[] {
  return pieces.flatMap((piece) => piece.imports)
}

/** A value imported from a package or a file of the project. */
export function value(name: string, from: string): ImportSymbol {
  return { name, from }
}

/** A type imported from a package or a file of the project. */
export function type(name: string, from: string): ImportSymbol {
  return { name, from, typeOnly: true }
}
