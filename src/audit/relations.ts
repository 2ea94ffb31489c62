import { ts } from 'ts-morph'
import { code, type Source, weaknessAt } from './source.ts'
import type { AuditedFile, Weakness } from './weakness.ts'

/** Relations that can be included for others than those whom the rules of what they lead to show it. */
export function looseRelations(source: Source, { generated }: AuditedFile): Weakness[] {
  if (generated === undefined || !/\.includes\.ts$/.test(source.path)) return []
  const wanted = guardsIn(ts.createSourceFile('generated.ts', generated, ts.ScriptTarget.Latest, true))
  return [...guardsIn(source.tree)].flatMap(([relation, is]) => {
    const was = wanted.get(relation)
    const isSame = was === undefined ? isOfPolicy(is, source.tree) : code(is) === code(was)
    const isMeant = was === undefined || policiesOf(source.tree) === policiesOf(was.getSourceFile())
    if (isSame && isMeant) return []
    return [
      weaknessAt(source, is, {
        kind: 'lost-check',
        message: `\`${relation}\` is included without the guard that says who is shown it`,
        hint: 'give it the guard of its policy, or say above it why not: // ashlar-allow: …',
      }),
    ]
  })
}

/** The guards of the entries of `relations`, by relation; the entry itself where it has none. */
function guardsIn(tree: ts.SourceFile): Map<string, ts.Node> {
  const declared = tree.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .find(({ name }) => name.getText() === 'relations')?.initializer
  if (declared === undefined || !ts.isObjectLiteralExpression(declared)) return new Map()
  return new Map(declared.properties.map((one) => [one.name?.getText() ?? '', guardOf(one) ?? one]))
}

function guardOf(entry: ts.ObjectLiteralElementLike): ts.Node | undefined {
  if (!ts.isPropertyAssignment(entry) || !ts.isCallExpression(entry.initializer)) return undefined
  const [argument] = entry.initializer.arguments
  if (argument === undefined || !ts.isObjectLiteralExpression(argument)) return undefined
  return argument.properties.find(({ name }) => name?.getText() === 'guard')
}

/** `guard: mayTag.get`, where `mayTag` comes from a policy. */
function isOfPolicy(guard: ts.Node, tree: ts.SourceFile): boolean {
  const [, policy] = /^guard: (\w+)\.\w+$/.exec(guard.getText()) ?? []
  return policy !== undefined && new RegExp(`\\b${policy}\\b`).test(policiesOf(tree))
}

/** Where the policies come from. */
export function policiesOf(tree: ts.SourceFile): string {
  return tree.statements
    .filter(ts.isImportDeclaration)
    .filter(({ moduleSpecifier }) => /\.policy\.ts['"]$/.test(moduleSpecifier.getText()))
    .map(code)
    .join('\n')
}
