import type { ts as TypeScript } from 'ts-morph'

type Ts = typeof TypeScript

/** What in a module of TypeScript keeps Node from running it. */
export interface SyntaxProblem {
  readonly message: string
  readonly hint: string
  readonly offset: number
}

/** A module of TypeScript as JavaScript with its source map, or the first thing in it that Node does not run. */
export function withoutTypes(ts: Ts, text: string, fileName: string): { readonly code: string } | SyntaxProblem {
  const { outputText, diagnostics = [] } = ts.transpileModule(text, {
    fileName,
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      // As in Node, an import is kept though nothing uses it.
      verbatimModuleSyntax: true,
      inlineSourceMap: true,
    },
  })
  const wrong = diagnostics.find(({ start, code }) => start !== undefined && code < FIRST_OF_MEANING)
  if (wrong?.start !== undefined) {
    const [reason = ''] = ts.flattenDiagnosticMessageText(wrong.messageText, '\n').split('\n')
    const message = `is not TypeScript: ${reason.replace(/\.$/, '').replaceAll("'", '`')}`
    return { message, hint: 'put that right; an editor shows the place', offset: wrong.start }
  }
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true)
  return keptIn(ts, file, file) ?? { code: outputText }
}

/** From here on TypeScript complains about what a text means. */
const FIRST_OF_MEANING = 2_000

/** The first part of a tree that is more than a type, and no JavaScript. */
function keptIn(ts: Ts, node: TypeScript.Node, file: TypeScript.SourceFile): SyntaxProblem | undefined {
  const isDeclared =
    ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword)
  if (isDeclared === true || ts.isTypeNode(node) || ts.isInterfaceDeclaration(node)) return undefined
  const what = nameOf(ts, node)
  if (what !== undefined) {
    const message = `has ${what}, which Node does not run`
    return { message, hint: HINT, offset: node.getStart(file) }
  }
  return ts.forEachChild(node, (child) => keptIn(ts, child, file))
}

const HINT = 'write JavaScript with types only: no enums, namespaces, parameter properties or decorators'

function nameOf(ts: Ts, node: TypeScript.Node): string | undefined {
  if (ts.isEnumDeclaration(node)) return 'an `enum`'
  if (ts.isModuleDeclaration(node)) return 'a `namespace`'
  if (ts.isDecorator(node)) return 'a decorator'
  if (ts.isTypeAssertionExpression(node)) return 'a `<type>` in front of a value (type `value as type`)'
  if (ts.isImportEqualsDeclaration(node)) return '`import … = …`'
  if (ts.isExportAssignment(node) && node.isExportEquals === true) return '`export = …`'
  if (ts.isParameterPropertyDeclaration(node, node.parent)) return 'a parameter property'
  return undefined
}
