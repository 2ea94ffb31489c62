import { ts } from 'ts-morph'

/**
 * A text as its tokens, comments among them, joined so that two texts are the same exactly when they differ in nothing
 * but white space between tokens. White space in strings, templates and comments counts.
 */
export function tokensOf(text: string): readonly string[] {
  const tokens = known.get(text) ?? scanned(text)
  // The three texts of a file hold mostly the same parts, and each part is asked for at every level above it.
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(text, tokens)
  return tokens
}

const known = new Map<string, readonly string[]>()
const MOST_KNOWN = 20_000

function scanned(text: string): readonly string[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text)
  const tokens: string[] = []
  // How many braces are open in each template that is open: its text goes on behind the last of them.
  const templates: number[] = []
  let before = ts.SyntaxKind.Unknown
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    kind = isSlash(kind) && !endsValue(before) ? scanner.reScanSlashToken() : rescanned(scanner, kind, templates)
    if (kind === ts.SyntaxKind.WhitespaceTrivia || kind === ts.SyntaxKind.NewLineTrivia) continue
    tokens.push(scanner.getTokenText())
    if (!isComment(kind)) before = kind
  }
  return tokens
}

function isComment(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.SingleLineCommentTrivia || kind === ts.SyntaxKind.MultiLineCommentTrivia
}

function isSlash(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.SlashToken || kind === ts.SyntaxKind.SlashEqualsToken
}

/** Behind a value a slash divides; elsewhere it begins a regular expression, in which white space counts. */
function endsValue(kind: ts.SyntaxKind): boolean {
  return VALUE_ENDS.has(kind)
}

const VALUE_ENDS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.Identifier,
  ts.SyntaxKind.NumericLiteral,
  ts.SyntaxKind.BigIntLiteral,
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateTail,
  ts.SyntaxKind.CloseParenToken,
  ts.SyntaxKind.CloseBracketToken,
  ts.SyntaxKind.CloseBraceToken,
  ts.SyntaxKind.ThisKeyword,
])

function rescanned(scanner: ts.Scanner, kind: ts.SyntaxKind, templates: number[]): ts.SyntaxKind {
  const open = templates.length - 1
  switch (kind) {
    case ts.SyntaxKind.TemplateHead:
      templates.push(0)
      return kind
    case ts.SyntaxKind.OpenBraceToken:
      if (open >= 0) templates[open] = (templates[open] ?? 0) + 1
      return kind
    case ts.SyntaxKind.CloseBraceToken: {
      if (open < 0) return kind
      if (templates[open] !== 0) {
        templates[open] = (templates[open] ?? 0) - 1
        return kind
      }
      const rest = scanner.reScanTemplateToken(false)
      if (rest === ts.SyntaxKind.TemplateTail) templates.pop()
      return rest
    }
    default:
      return kind
  }
}

/** Whether two texts are the same but for white space between tokens. */
export function sameTokens(a: string, b: string): boolean {
  if (a === b) return true
  const [first, second] = [tokensOf(a), tokensOf(b)]
  return first.length === second.length && first.every((token, at) => token === second[at])
}

/** How much two texts have in common, from 0 to 1: twice the tokens that both have, by all that there are. */
export function likeness(a: string, b: string): number {
  const [first, second] = [tokensOf(a), tokensOf(b)]
  const left = new Map<string, number>()
  for (const token of first) left.set(token, (left.get(token) ?? 0) + 1)
  let shared = 0
  for (const token of second) {
    const amount = left.get(token) ?? 0
    if (amount === 0) continue
    left.set(token, amount - 1)
    shared += 1
  }
  const all = first.length + second.length
  return all === 0 ? 1 : (2 * shared) / all
}
