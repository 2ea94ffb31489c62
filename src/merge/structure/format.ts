import { ts } from 'ts-morph'
import type { Token } from './tokens.ts'

/** A token that a formatter leaves where it is, and how it is written whatever the formatter thinks. */
export interface Word {
  readonly token: Token
  readonly word: string
}

/** Tokens without those that a formatter adds or takes out as it likes; comments are not among them. */
export function withoutFormat(tokens: readonly Token[]): Word[] {
  const dropped = droppedIn(tokens)
  return tokens.flatMap((token, at) => (dropped.has(at) ? [] : [{ token, word: wordFor(token, tokens[at + 1]) }]))
}

const KIND = ts.SyntaxKind

type Kinds = ReadonlySet<ts.SyntaxKind>

/** What ends a list; `>` comes behind a comma only where it ends parameters of a type. */
const CLOSING: Kinds = new Set([
  KIND.CloseParenToken,
  KIND.CloseBracketToken,
  KIND.CloseBraceToken,
  KIND.GreaterThanToken,
])

/** What a statement may begin with that would go on with the one before it, were there no semicolon. */
const GOES_ON: Kinds = new Set([
  ...[
    KIND.OpenParenToken,
    KIND.OpenBracketToken,
    KIND.PlusToken,
    KIND.MinusToken,
    KIND.PlusPlusToken,
    KIND.MinusMinusToken,
    KIND.AsteriskToken,
  ],
  ...[
    KIND.RegularExpressionLiteral,
    KIND.NoSubstitutionTemplateLiteral,
    KIND.TemplateHead,
    KIND.InKeyword,
    KIND.InstanceOfKeyword,
  ],
])

/** Behind these a semicolon is a statement, or ends the name of a property. */
const NEEDS_SEMICOLON: Kinds = new Set([
  KIND.ElseKeyword,
  KIND.DoKeyword,
  KIND.GetKeyword,
  KIND.SetKeyword,
  KIND.StaticKeyword,
  KIND.AsyncKeyword,
])

const HEADS: Kinds = new Set([KIND.ForKeyword, KIND.IfKeyword, KIND.WhileKeyword, KIND.WithKeyword])

/** Behind these a type of several may begin with its sign. */
const BEFORE_TYPE: Kinds = new Set([
  KIND.EqualsToken,
  KIND.ColonToken,
  KIND.OpenParenToken,
  KIND.LessThanToken,
  KIND.CommaToken,
])

/** What ends where the line does. */
const ENDS_WITH_LINE: Kinds = new Set([KIND.ReturnKeyword, KIND.BreakKeyword, KIND.ContinueKeyword, KIND.YieldKeyword])

function droppedIn(tokens: readonly Token[]): ReadonlySet<number> {
  const dropped = new Set<number>()
  // The words before the brackets that are open, and before the one that was closed last.
  const heads: (ts.SyntaxKind | undefined)[] = []
  let closed: ts.SyntaxKind | undefined
  for (const [at, { kind }] of tokens.entries()) {
    const [before, after] = [tokens[at - 1]?.kind, tokens[at + 1]?.kind]
    // `query.for('update')` is no loop.
    if (kind === KIND.OpenParenToken) heads.push(tokens[at - 2]?.kind === KIND.DotToken ? undefined : before)
    if (kind === KIND.CloseParenToken) closed = heads.pop()
    const isEmpty = before === KIND.CloseParenToken && HEADS.has(closed ?? KIND.Identifier)
    if (kind === KIND.SemicolonToken && heads.at(-1) !== KIND.ForKeyword && !isEmpty && endsStatement(before, after))
      dropped.add(at)
    if (kind === KIND.CommaToken && isLastComma(before, after)) dropped.add(at)
    if ((kind === KIND.BarToken || kind === KIND.AmpersandToken) && before !== undefined && BEFORE_TYPE.has(before))
      dropped.add(at)
    if (kind === KIND.EqualsGreaterThanToken && isOnlyParameter(tokens, at)) dropped.add(at - 1).add(at - 3)
  }
  return dropped
}

function endsStatement(before: ts.SyntaxKind | undefined, after: ts.SyntaxKind | undefined): boolean {
  return !(before !== undefined && NEEDS_SEMICOLON.has(before)) && !(after !== undefined && GOES_ON.has(after))
}

/** The comma of `[,]` is an item of its own. */
function isLastComma(before: ts.SyntaxKind | undefined, after: ts.SyntaxKind | undefined): boolean {
  if (after === undefined || !CLOSING.has(after)) return false
  return before !== undefined && before !== KIND.CommaToken && before !== KIND.OpenBracketToken
}

/** `(a) =>` */
function isOnlyParameter(tokens: readonly Token[], at: number): boolean {
  const kinds = [3, 2, 1].map((back) => tokens[at - back]?.kind)
  return kinds[0] === KIND.OpenParenToken && kinds[1] === KIND.Identifier && kinds[2] === KIND.CloseParenToken
}

function wordFor({ kind, text, value }: Token, after: Token | undefined): string {
  if (kind === KIND.StringLiteral) return quoted(value)
  if (!ENDS_WITH_LINE.has(kind)) return text
  const isEnd = after === undefined || after.isAfterLineBreak || after.kind === KIND.SemicolonToken
  return isEnd || after.kind === KIND.CloseBraceToken ? `${text};` : text
}

function quoted(value: string): string {
  const escaped = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${escaped}'`
}
