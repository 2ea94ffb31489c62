import { ts } from 'ts-morph'

/** One token of a text, or a comment. */
export interface Token {
  readonly kind: ts.SyntaxKind
  readonly text: string
  /** What a string says. */
  readonly value: string
  readonly isAfterLineBreak: boolean
}

/** The tokens of a text, comments among them. White space in strings, templates and comments is part of them. */
export function tokensOf(text: string): Token[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text)
  const tokens: Token[] = []
  // How many braces are open in each template that is open: its text goes on behind the last of them.
  const templates: number[] = []
  let before = ts.SyntaxKind.Unknown
  let isAfterLineBreak = false
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    kind = isSlash(kind) && !endsValue(before) ? scanner.reScanSlashToken() : rescanned(scanner, kind, templates)
    if (kind === ts.SyntaxKind.NewLineTrivia) isAfterLineBreak = true
    if (kind === ts.SyntaxKind.WhitespaceTrivia || kind === ts.SyntaxKind.NewLineTrivia) continue
    tokens.push({ kind, text: scanner.getTokenText(), value: scanner.getTokenValue(), isAfterLineBreak })
    if (isComment(kind)) continue
    before = kind
    isAfterLineBreak = false
  }
  return tokens
}

/** Whether a token is a comment. */
export function isComment(kind: ts.SyntaxKind): boolean {
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
