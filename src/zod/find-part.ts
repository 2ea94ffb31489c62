import type { ts as TypeScript } from 'ts-morph'
import type { SpecPath } from '../spec/spec.ts'

type Ts = typeof TypeScript
type Node = TypeScript.Node

/** A part of a description in its file. */
export interface Found {
  /** The value. */
  readonly node: Node
  /** The key that it stands under. */
  readonly name: Node | undefined
  /** Whether it is the part itself, and not the nearest one around it. */
  readonly complete: boolean
}

/** Finds a part of a description in `export default defineSpec({ … })`, as far as it is written out in the file. */
export function findPart(ts: Ts, file: TypeScript.SourceFile, path: SpecPath): Found {
  const finder = new Finder(ts, file)
  let found: Found = { node: finder.root(), name: undefined, complete: true }
  for (const part of path) {
    const next = finder.step(found.node, part)
    if (next === undefined) return { ...found, complete: false }
    found = next
  }
  return found
}

class Finder {
  readonly #ts: Ts
  readonly #file: TypeScript.SourceFile

  constructor(ts: Ts, file: TypeScript.SourceFile) {
    this.#ts = ts
    this.#file = file
  }

  root(): Node {
    const { isExportAssignment } = this.#ts
    const exported = this.#file.statements.find(isExportAssignment)
    return exported === undefined ? this.#file : this.#plain(exported.expression)
  }

  step(node: Node, part: string | number): Found | undefined {
    const { isArrayLiteralExpression, isCallExpression, isStringLiteralLike } = this.#ts
    const value = this.#plain(node)
    if (typeof part === 'number') {
      const item = isArrayLiteralExpression(value) ? value.elements[part] : undefined
      if (item !== undefined) return { node: this.#plain(item), name: undefined, complete: true }
      // A single value may stand for a list of one.
      return isStringLiteralLike(value) && part === 0 ? { node: value, name: undefined, complete: true } : undefined
    }
    for (const literal of this.#literals(value)) {
      const property = this.#property(literal, part)
      if (property !== undefined) return property
    }
    const argument = this.#argumentOf(value, part)
    if (argument !== undefined) return { node: argument, name: undefined, complete: true }
    // `z.object({ … })` is the shape itself.
    return part === 'shape' && isCallExpression(value) ? { node: value, name: undefined, complete: true } : undefined
  }

  /** What a call in a chain is given: `'customer'` of `ref('customer')`, `1` of `z.int32().min(1).optional()`. */
  #argumentOf(node: Node, called: string): Node | undefined {
    const { isCallExpression, isIdentifier, isPropertyAccessExpression } = this.#ts
    if (!isCallExpression(node)) return undefined
    const { expression } = node
    const [first] = node.arguments
    const name = isPropertyAccessExpression(expression) ? expression.name : expression
    if (isIdentifier(name) && name.text === called && first !== undefined) return this.#plain(first)
    const within = isPropertyAccessExpression(expression) ? this.#argumentOf(expression.expression, called) : undefined
    return within ?? (first === undefined ? undefined : this.#argumentOf(this.#plain(first), called))
  }

  /** The object literals that a node is made of: itself, the arguments of a call, what a chain stands on. */
  #literals(node: Node): TypeScript.ObjectLiteralExpression[] {
    const { isCallExpression, isObjectLiteralExpression, isPropertyAccessExpression } = this.#ts
    if (isObjectLiteralExpression(node)) return [node]
    if (!isCallExpression(node)) return []
    const inside = node.arguments.flatMap((argument) => this.#literals(this.#plain(argument)))
    const before = isPropertyAccessExpression(node.expression)
      ? this.#literals(this.#plain(node.expression.expression))
      : []
    return [...inside, ...before]
  }

  #property(literal: TypeScript.ObjectLiteralExpression, name: string): Found | undefined {
    const { isPropertyAssignment, isShorthandPropertyAssignment, isSpreadAssignment } = this.#ts
    for (const property of [...literal.properties].reverse()) {
      if (isSpreadAssignment(property)) {
        const spread = this.#literals(this.#plain(property.expression)).flatMap(
          (each) => this.#property(each, name) ?? [],
        )
        if (spread[0] !== undefined) return spread[0]
      } else if (property.name !== undefined && this.#nameOf(property.name) === name) {
        const value = isPropertyAssignment(property) ? property.initializer : property.name
        const node = isShorthandPropertyAssignment(property) ? this.#resolved(property.name) : this.#plain(value)
        return { node, name: property.name, complete: true }
      }
    }
    return undefined
  }

  #nameOf(name: TypeScript.PropertyName): string | undefined {
    const { isComputedPropertyName, isIdentifier, isNumericLiteral, isStringLiteralLike } = this.#ts
    if (isComputedPropertyName(name)) return isStringLiteralLike(name.expression) ? name.expression.text : undefined
    return isIdentifier(name) || isStringLiteralLike(name) || isNumericLiteral(name) ? name.text : undefined
  }

  /** A node without `as const`, `satisfies` and parentheses; a constant of the file for its name. */
  #plain(node: Node): Node {
    const { isAsExpression, isIdentifier, isParenthesizedExpression, isSatisfiesExpression } = this.#ts
    if (isAsExpression(node) || isSatisfiesExpression(node) || isParenthesizedExpression(node)) {
      return this.#plain(node.expression)
    }
    return isIdentifier(node) ? this.#resolved(node) : node
  }

  #resolved(name: TypeScript.Identifier): Node {
    const { isIdentifier, isVariableStatement } = this.#ts
    const declarations = this.#file.statements
      .filter(isVariableStatement)
      .flatMap((each) => [...each.declarationList.declarations])
    const found = declarations.find((each) => isIdentifier(each.name) && each.name.text === name.text)?.initializer
    return found === undefined || (found.getStart() <= name.getStart() && found.getEnd() >= name.getEnd())
      ? name
      : this.#plain(found)
  }
}
