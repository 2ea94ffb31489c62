import { ts } from 'ts-morph'
import { policiesOf } from './relations.ts'
import { code, isTrusted, type Source, weaknessAt } from './source.ts'
import type { AuditedFile, Weakness } from './weakness.ts'

/** What filters look at in other resources, where whom those show it has gone or is another one. */
export function lostLooks(source: Source, { generated }: AuditedFile): Weakness[] {
  if (generated === undefined || !/\.filters\.ts$/.test(source.path)) return []
  const wanted = looksIn(ts.createSourceFile('generated.ts', generated, ts.ScriptTarget.Latest, true))
  const now = looksIn(source.tree)
  return [...wanted].flatMap(([way, was]) => {
    const is = now.get(way)
    if (is !== undefined && isTrusted(source, is)) return []
    // The same words over another import are another guard.
    if (is !== undefined && code(is) === code(was) && policiesOf(source.tree) === policiesOf(was.getSourceFile()))
      return []
    return [
      weaknessAt(source, is ?? source.tree, {
        kind: 'lost-check',
        message: `filters by \`${way}\` were generated to look only at what its rules show, and that is gone or changed`,
        hint: 'put it back into `looks`, or say above that why not: // ashlar-allow: …',
      }),
    ]
  })
}

/** The entries of `looks`, by the references that they are about. */
function looksIn(tree: ts.SourceFile): Map<string, ts.ObjectLiteralElementLike> {
  const declared = tree.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .find(({ name }) => name.getText() === 'looks')?.initializer
  if (declared === undefined || !ts.isObjectLiteralExpression(declared)) return new Map()
  return new Map(declared.properties.map((one) => [(one.name?.getText() ?? '').replaceAll(/['"]/g, ''), one] as const))
}
