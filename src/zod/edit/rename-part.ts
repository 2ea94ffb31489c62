import type { ts as TypeScript } from 'ts-morph'
import { propertyKey, stringLiteral } from '../../render/literal.ts'
import type { PartRename } from '../../spec/rename-part.ts'
import { missingImports } from './imports.ts'
import { literalOf, propertyOf, readSpecFile, type SpecCode, type SpecFile, type Splice, spliced } from './spec-file.ts'

/** The text of a description in TypeScript in which a part has another name and says what it was called. */
export async function renameZodPart({ file, code }: SpecCode, { resource, field, to }: PartRename): Promise<string> {
  const spec = await readSpecFile(file, code)
  const path = field === undefined ? ['resources', resource] : ['resources', resource, 'fields', field]
  const property = propertyOf(spec, path)
  const { name } = property
  const renamed: Splice = { start: name.getStart(), end: name.end, text: propertyKey(to) }
  if (field !== undefined) return spliced(spec, [renamed, ...fieldNotes(spec, property.initializer, field)])
  const literal = literalOf(spec, path)
  // The table of the project keeps its name.
  const isExternal = literal.properties.some((one) => one.name !== undefined && textOf(spec, one.name) === 'external')
  return spliced(spec, isExternal ? [renamed] : [renamed, note(spec, literal, resource)])
}

/** `renamedFrom` in a map of modifiers. */
function note(spec: SpecFile, literal: TypeScript.ObjectLiteralExpression, was: string): Splice {
  const old = literal.properties.find((one) => one.name !== undefined && textOf(spec, one.name) === 'renamedFrom')
  if (old !== undefined && spec.ts.isPropertyAssignment(old))
    return { start: old.initializer.getStart(), end: old.initializer.end, text: stringLiteral(was) }
  const [first] = literal.properties
  const text = `renamedFrom: ${stringLiteral(was)}`
  if (first === undefined) return { start: literal.getStart(), end: literal.end, text: `{ ${text} }` }
  const at = first.getStart()
  const gap = spec.file.text.slice(literal.getStart() + 1, at)
  // On lines of its own where the others are.
  return { start: at, end: at, text: `${text},${gap.includes('\n') ? (/\r?\n[ \t]*$/.exec(gap)?.[0] ?? ' ') : ' '}` }
}

/** The modifiers that a field has, or those that it gets. */
function fieldNotes(spec: SpecFile, value: TypeScript.Expression, was: string): readonly Splice[] {
  const { ts } = spec
  const isNoting = ts.isCallExpression(value) && /^(?:field|ref|many)$/.test(value.expression.getText())
  const [, modifiers] = isNoting ? value.arguments : []
  if (modifiers !== undefined && ts.isObjectLiteralExpression(modifiers)) return [note(spec, modifiers, was)]
  const map = `{ renamedFrom: ${stringLiteral(was)} }`
  if (isNoting && modifiers === undefined) {
    const at = value.arguments.end
    return [{ start: at, end: at, text: `, ${map}` }]
  }
  return [
    { start: value.getStart(), end: value.getStart(), text: 'field(' },
    { start: value.end, end: value.end, text: `, ${map})` },
    ...missingImports(spec, ['field']),
  ]
}

function textOf({ ts }: SpecFile, name: TypeScript.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined
}
