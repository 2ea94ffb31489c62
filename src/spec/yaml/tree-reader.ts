import type { Node, Pair, YAMLMap } from 'yaml'
import { isAlias, isMap, isScalar, isSeq, Scalar } from 'yaml'
import { isExact } from '../field/numbers.ts'
import type { Complaint, Source, Span, SpannedComplaint } from '../source.ts'
import { shortened } from '../source.ts'
import type { Entry, ScalarNode, Tree } from '../tree.ts'

/** A YAML node as a {@link Tree}, and a complaint for everything in it that a description does not have. */
export function treeOf(contents: Node, source: Source): { tree: Tree; complaints: SpannedComplaint[] } {
  const reader = new TreeReader(source.text)
  return { tree: reader.node(contents, { start: 0, end: 0 }), complaints: reader.complaints }
}

const ALIAS: Complaint = {
  code: 'ASH1007',
  message: 'a description has no anchors and aliases (`&name`, `*name`)',
  hint: 'write the value out; a value that begins with `&` or `*` needs quotes',
}

const MERGE: Complaint = {
  code: 'ASH1007',
  message: 'a description has no merge keys (`<<`)',
  hint: 'write the keys out, or use `defaults:`',
}

const PROTO: Complaint = {
  code: 'ASH1031',
  message: 'the name `__proto__` is reserved',
  hint: 'give it another name',
}

const TAG: Complaint = {
  code: 'ASH1008',
  message: 'a description has no `!` tags',
  hint: 'take the tag out, or put the value in quotes',
}

class TreeReader {
  readonly complaints: SpannedComplaint[] = []
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** `around` is the span to use for a value that is not written at all. */
  node(node: Node | null, around: Span): Tree {
    if (node === null) return { kind: 'scalar', value: null, span: around, textStart: undefined }
    const span = { start: node.range?.[0] ?? around.start, end: node.range?.[1] ?? around.end }
    if (isAlias(node) || node.anchor !== undefined) this.#complain(ALIAS, span)
    if (node.tag !== undefined) this.#complain(TAG, span)
    if (isMap(node)) return { kind: 'map', flow: node.flow === true, entries: this.#entries(node, span), span }
    if (isSeq(node)) {
      const items = node.items.map((item) => this.node(item as Node | null, span))
      return { kind: 'list', flow: node.flow === true, items, span }
    }
    return isScalar(node)
      ? this.#scalar(node, span)
      : { kind: 'scalar', value: null, span: around, textStart: undefined }
  }

  #entries(map: YAMLMap, around: Span): Entry[] {
    return map.items.map((pair: Pair) => {
      const key = pair.key as Scalar<string>
      const keySpan = { start: key.range?.[0] ?? around.start, end: key.range?.[1] ?? around.start }
      if (key.value === '<<') this.#complain(MERGE, keySpan)
      if (key.value === '__proto__') this.#complain(PROTO, keySpan)
      if (key.anchor !== undefined) this.#complain(ALIAS, keySpan)
      if (key.tag !== undefined) this.#complain(TAG, keySpan)
      return { key: key.value, keySpan, value: this.node(pair.value as Node | null, keySpan) }
    })
  }

  #scalar(node: Scalar, span: Span): ScalarNode {
    const value = node.value as ScalarNode['value']
    if (typeof value === 'number') this.#checkNumber(node, span)
    return {
      kind: 'scalar',
      value,
      span,
      textStart: typeof value === 'string' ? this.#textStart(node, span) : undefined,
    }
  }

  #checkNumber(node: Scalar, span: Span): void {
    const written = node.source ?? ''
    if (isExact(written)) return
    this.#complain(
      {
        code: 'ASH1010',
        message: `${shortened(written)} is not a plain decimal number that a computer holds exactly`,
        hint: `write it in quotes, "${shortened(written)}", or take a number with fewer digits`,
      },
      span,
    )
  }

  #textStart(node: Scalar, span: Span): number | undefined {
    const value = String(node.value)
    const start = node.type === Scalar.PLAIN ? span.start : span.start + 1
    return this.#text.startsWith(value, start) ? start : undefined
  }

  #complain(complaint: Complaint, span: Span): void {
    this.complaints.push({ ...complaint, span })
  }
}
