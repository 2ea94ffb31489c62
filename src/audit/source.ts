import { posix } from 'node:path'
import { ts } from 'ts-morph'
import { codeOf } from '../merge/structure/code.ts'
import type { AuditedFile, Weakness, WeaknessKind } from './weakness.ts'

/** What an import or a declaration of a file makes a name stand for. */
export interface Meaning {
  /** The file of the project that it comes from, without `./` in front; a package keeps its name. */
  readonly from: string
  /** What it is called there; `*` for all of it. */
  readonly name: string
}

/** A file that is looked at. */
export interface Source {
  readonly path: string
  readonly tree: ts.SourceFile
  readonly imports: Imports
  /** What was generated, where the file was. */
  readonly generated: Generated | undefined
}

type Imports = ReadonlyMap<string, Meaning>

interface Generated {
  readonly imports: Imports
  /** The statements of the file, and all calls in them, by what they say. */
  readonly statements: ReadonlySet<string>
  readonly calls: ReadonlySet<string>
}

/** Reads a file; what is generated as it stands is known by its tokens, so that formatting is no change. */
export function readSource({ path, text, generated }: AuditedFile): Source {
  const tree = parse(path, text)
  return { path, tree, imports: importsOf(tree, path), generated: readGenerated(path, generated) }
}

function readGenerated(path: string, text: string | undefined): Generated | undefined {
  if (text === undefined) return undefined
  const tree = parse(path, text)
  const calls = new Set<string>()
  visit(tree, (node) => ts.isCallExpression(node) && calls.add(code(node)))
  return { imports: importsOf(tree, path), statements: new Set(tree.statements.map(code)), calls }
}

/** Whether a node stands in a declaration that is as it was generated, and means what it meant. */
export function isTrusted(source: Source, node: ts.Node): boolean {
  let top = node
  while (!ts.isSourceFile(top.parent)) top = top.parent
  return source.generated?.statements.has(code(top)) === true && meansTheSame(source, top)
}

/** Whether a call was generated with its arguments, wherever it stands, and means what it meant. */
export function isGeneratedCall(source: Source, call: ts.CallExpression): boolean {
  return source.generated?.calls.has(code(call)) === true && meansTheSame(source, call)
}

/** Whether the names that are imported come from where those of the generated file came from. */
export function meansTheSame({ imports, generated }: Source, node: ts.Node): boolean {
  let same = true
  visit(node, (inner) => {
    if (!ts.isIdentifier(inner)) return
    const [was, is] = [generated?.imports.get(inner.text), imports.get(inner.text)]
    if (was?.from !== is?.from || was?.name !== is?.name) same = false
  })
  return same
}

/** Calls a function for a node and everything inside of it. */
export function visit(node: ts.Node, see: (node: ts.Node) => unknown): void {
  see(node)
  ts.forEachChild(node, (child) => visit(child, see))
}

/** What an identifier stands for, when nothing between it and the file declares the name anew. */
export function meaningOf({ imports }: Source, node: ts.Node): Meaning | undefined {
  if (!ts.isIdentifier(node)) return undefined
  const meaning = imports.get(node.text)
  return meaning !== undefined && !isDeclaredAround(node) ? meaning : undefined
}

/** A weakness at a node; a comment above the statement may say that it is meant. */
export function weaknessAt(
  source: Source,
  node: ts.Node,
  { kind, route, message, hint }: { kind: WeaknessKind; route?: string | undefined; message: string; hint: string },
): Weakness {
  const { line, character } = source.tree.getLineAndCharacterOfPosition(node.getStart())
  return {
    kind,
    path: source.path,
    line: line + 1,
    column: character + 1,
    route,
    message,
    hint,
    waiver: waiverOf(source, node),
  }
}

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS)
}

function importsOf(tree: ts.SourceFile, path: string): Map<string, Meaning> {
  const imports = new Map<string, Meaning>()
  for (const statement of tree.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue
    const from = pathOf(statement.moduleSpecifier.text, path)
    const { importClause } = statement
    if (importClause?.name !== undefined) imports.set(importClause.name.text, { from, name: 'default' })
    const bindings = importClause?.namedBindings
    if (bindings === undefined) continue
    if (ts.isNamespaceImport(bindings)) imports.set(bindings.name.text, { from, name: '*' })
    else
      for (const { name, propertyName } of bindings.elements)
        imports.set(name.text, { from, name: (propertyName ?? name).text })
  }
  return imports
}

function pathOf(specifier: string, importer: string): string {
  return specifier.startsWith('.') ? posix.join(posix.dirname(importer), specifier) : specifier
}

/** Whether a function, a block or a parameter around a use declares the same name. */
function isDeclaredAround(use: ts.Identifier): boolean {
  for (let around: ts.Node = use.parent; !ts.isSourceFile(around); around = around.parent) {
    if (declaredIn(around).has(use.text)) return true
  }
  const { statements } = use.getSourceFile()
  return statements.some((statement) => !ts.isImportDeclaration(statement) && namesOf(statement).includes(use.text))
}

function declaredIn(node: ts.Node): ReadonlySet<string> {
  const names = new Set<string>()
  if (ts.isFunctionLike(node))
    for (const { name } of node.parameters) for (const one of boundNames(name)) names.add(one)
  if (ts.isBlock(node)) for (const statement of node.statements) for (const one of namesOf(statement)) names.add(one)
  if (ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    const { initializer } = node
    if (initializer !== undefined && ts.isVariableDeclarationList(initializer))
      for (const { name } of initializer.declarations) for (const one of boundNames(name)) names.add(one)
  }
  return names
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name))
  }
  const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)
  return isNamed && statement.name !== undefined ? [statement.name.text] : []
}

function boundNames(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text]
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []))
}

const WAIVER = /\bashlar-allow:\s*(\S.*?)\s*(?:\*\/)?$/

/** The reason in a comment right above the statement that a node is in, or above the statements around it. */
function waiverOf({ tree }: Source, node: ts.Node): string | undefined {
  let at: ts.Node = node
  while (!ts.isStatement(at) && !ts.isSourceFile(at)) at = at.parent
  const comments = ts.getLeadingCommentRanges(tree.text, at.getFullStart()) ?? []
  for (const { pos, end } of comments) {
    const [, reason] = WAIVER.exec(tree.text.slice(pos, end)) ?? []
    if (reason !== undefined) return reason
  }
  return undefined
}

/** What a node says, whatever a formatter has made of it. */
export function code(node: ts.Node): string {
  return codeOf(node.getText()).join(' ')
}
