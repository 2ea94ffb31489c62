import type { Node, Pair, YAMLMap } from 'yaml'
import { isAlias, isMap, isScalar, isSeq, Scalar } from 'yaml'
import { isExact } from '../field/numbers.ts'
import type { Complaint, Source, Span, SpannedComplaint } from '../source.ts'
import { shortened } from '../source.ts'
import type { SpecPath } from '../spec.ts'
import { NAMED } from '../split-values.ts'
import type { Entry, ScalarNode, Tree } from '../tree.ts'
import { bracketComplaint, uncovered } from './flow-brackets.ts'
import { valueSlip } from './slips.ts'

/** A YAML document as a tree. */
export interface TreeReading {
  readonly tree: Tree
  /** What is in it that a description does not have. */
  readonly complaints: readonly SpannedComplaint[]
  /** Parts of which nobody knows what they say. */
  readonly unread: readonly SpecPath[]
}

/** A YAML node as a {@link Tree}; its brackets may be covered, those in the text are not. */
export function treeOf(contents: Node, source: Source): TreeReading {
  const reader = new TreeReader(source.text)
  const tree = reader.node(contents, { around: { start: 0, end: 0 }, path: [] })
  return { tree, complaints: reader.complaints, unread: reader.unread }
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

/** Where a node stands. */
interface Position {
  /** The span to use for a value that is not written at all. */
  readonly around: Span
  readonly path: SpecPath
  /** The kind of collection that it stands in directly, and its key there. */
  readonly inFlow?: { readonly key?: string }
}

class TreeReader {
  readonly complaints: SpannedComplaint[] = []
  readonly unread: SpecPath[] = []
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  node(node: Node | null, position: Position): Tree {
    const { around, path } = position
    if (node === null) return { kind: 'scalar', value: null, span: around, textStart: undefined }
    const span = { start: node.range?.[0] ?? around.start, end: node.range?.[1] ?? around.end }
    this.#refuseProperties(node, span)
    if (isMap(node)) {
      return { kind: 'map', flow: node.flow === true, entries: this.#entries(node, { around: span, path }), span }
    }
    if (isSeq(node)) {
      const flow = node.flow === true
      const items = node.items.map((item, index) =>
        this.node(item as Node | null, { around: span, path: [...path, index], ...(flow && { inFlow: {} }) }),
      )
      return { kind: 'list', flow, items, span }
    }
    if (isScalar(node)) return this.#scalar(node, span, position)
    // Nobody follows an alias: it may lead to itself, or to more than a memory holds.
    this.#complain(ALIAS, span)
    this.unread.push(path)
    return { kind: 'scalar', value: null, span, textStart: undefined }
  }

  #entries(map: YAMLMap, { around, path }: Position): Entry[] {
    const known = new Set<string>()
    return map.items.flatMap((pair: Pair): Entry[] => {
      const key = pair.key as Scalar<string>
      const keySpan = { start: key.range?.[0] ?? around.start, end: key.range?.[1] ?? around.start }
      this.#refuseProperties(key, keySpan)
      if (key.value === '<<') {
        this.#complain(MERGE, keySpan)
        this.unread.push(path)
        return []
      }
      const name = uncovered(key.value)
      // That a key stands here twice is said already.
      if (known.size === known.add(name).size) return []
      if (name === '__proto__') {
        this.#complain(PROTO, keySpan)
        this.unread.push([...path, name])
      }
      const position = { around: keySpan, path: [...path, name], ...(map.flow === true && { inFlow: { key: name } }) }
      return [{ key: name, keySpan, value: this.node(pair.value as Node | null, position) }]
    })
  }

  #scalar(node: Scalar, span: Span, position: Position): ScalarNode {
    const read = node.value as ScalarNode['value']
    const value = typeof read === 'string' ? uncovered(read) : read
    if (typeof value === 'number') this.#checkNumber(node, span)
    if (typeof value === 'string' && value !== read && node.type === Scalar.PLAIN)
      this.#refuseBare(value, span, position)
    const textStart = typeof value === 'string' ? this.#textStart(node, value, span) : undefined
    return { kind: 'scalar', value, span, textStart }
  }

  /** A value with brackets that had to be covered to be read. */
  #refuseBare(value: string, span: Span, { inFlow, path }: Position): void {
    if (inFlow === undefined && !/:(?:\s|$)|\s#/.test(value)) return
    // A type with brackets in the object form is refused as it stands.
    if (inFlow?.key === 'type' && !NAMED.has(path.at(-2) ?? '')) return
    // A comma has cut the value: that is said when its parts are put together.
    const isCut = value.split('(').length !== value.split(')').length
    if (inFlow === undefined) this.complaints.push({ ...valueSlip(this.#text, span.start), span })
    else if (!isCut) this.complaints.push(bracketComplaint(value, span.start, inFlow.key))
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

  #textStart(node: Scalar, value: string, span: Span): number | undefined {
    const start = node.type === Scalar.PLAIN ? span.start : span.start + 1
    return this.#text.startsWith(value, start) ? start : undefined
  }

  #refuseProperties(node: Node, span: Span): void {
    if (!isAlias(node) && node.anchor !== undefined) this.#complain(ALIAS, this.#propertyBefore('&', span))
    if (node.tag !== undefined) this.#complain(TAG, this.#propertyBefore('!', span))
  }

  /** Where the anchor or the tag in front of a node begins. */
  #propertyBefore(sign: string, span: Span): Span {
    const last = this.#text.lastIndexOf(sign, span.start)
    if (last < 0) return span
    let start = last
    while (start > 0 && !/[\s,[\]{}]/.test(this.#text.charAt(start - 1))) start -= 1
    return { start, end: span.end }
  }

  #complain(complaint: Complaint, span: Span): void {
    this.complaints.push({ ...complaint, span })
  }
}
