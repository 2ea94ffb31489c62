import type { Problem } from '../errors.ts'
import { fieldObject, LIMITS } from './grammar.ts'
import type { Locator } from './locate.ts'
import type { TextRule } from './names.ts'
import { FIELD_NAME, RESOURCE_NAME } from './names.ts'
import { readObjectForm } from './object-form.ts'
import { readShortForm } from './short-form.ts'
import type { Source } from './source.ts'
import { placesOf } from './source.ts'
import type { FieldSpec, SpecPath } from './spec.ts'
import type { Entry, MapNode, ScalarNode, Tree } from './tree.ts'
import { entriesOf, entryOf, plainValue } from './tree.ts'

/** The fields of one resource, by name and without a prototype. */
export type Fields = Readonly<Record<string, FieldSpec>>

/**
 * Reads the names and the fields of all resources. What the grammar refuses is passed over here, so that each
 * mistake is reported once, and one mistake does not hide another.
 */
export class FieldReader {
  readonly problems: Problem[] = []
  readonly #placeAt: ReturnType<typeof placesOf>
  readonly #locator: Locator
  readonly #leftOut: ReadonlySet<Tree>

  constructor(source: Source, locator: Locator, leftOut: ReadonlySet<Tree>) {
    this.#placeAt = placesOf(source)
    this.#locator = locator
    this.#leftOut = leftOut
  }

  /** The fields of each resource, for those that are free of problems. */
  read(root: MapNode): ReadonlyMap<string, Fields> {
    const resources = entryOf(root, 'resources')
    const all = new Map<string, Fields>()
    this.#count(entriesOf(resources?.value).length, ['resources'], LIMITS.resources)
    if (resources?.value.kind === 'map' && resources.value.entries.length === 0) this.#empty()
    for (const { key, value } of entriesOf(resources?.value)) {
      const path = ['resources', key]
      this.#name(RESOURCE_NAME, key, path)
      all.set(key, this.#fields(entryOf(value, 'fields'), path))
    }
    return all
  }

  #fields(entry: Entry | undefined, resource: SpecPath): Fields {
    const fields: Record<string, FieldSpec> = Object.create(null)
    this.#count(entriesOf(entry?.value).length, [...resource, 'fields'], LIMITS.fields)
    for (const { key, value } of entriesOf(entry?.value)) {
      const path = [...resource, 'fields', key]
      this.#name(FIELD_NAME, key, path)
      const field = this.#leftOut.has(value) ? undefined : this.#field(value, path)
      if (field !== undefined) fields[key] = field
    }
    return fields
  }

  #field(node: Tree, path: SpecPath): FieldSpec | undefined {
    if (node.kind === 'scalar') return typeof node.value === 'string' ? this.#shortForm(node, node.value) : undefined
    const object = fieldObject.safeParse(plainValue(node, this.#leftOut))
    if (!object.success) return undefined
    const { field, complaints } = readObjectForm(object.data)
    for (const { key, ...complaint } of complaints) {
      this.problems.push({ ...complaint, where: this.#locator.locate(key === undefined ? path : [...path, key]) })
    }
    return field
  }

  #shortForm(node: ScalarNode, text: string): FieldSpec | undefined {
    const { field, complaints } = readShortForm(text)
    for (const { span, ...complaint } of complaints) {
      const offset = node.textStart === undefined ? node.span.start : node.textStart + span.start
      this.problems.push({ ...complaint, where: this.#placeAt(offset) })
    }
    return field
  }

  #name(rule: TextRule, name: string, path: SpecPath): void {
    const complaint = rule.complaint(name)
    if (complaint !== undefined) this.problems.push({ ...complaint, where: this.#locator.locateKey(path) })
  }

  #count(count: number, path: SpecPath, limit: number): void {
    if (count <= limit) return
    const message = `\`${path.at(-1)}\` has ${count} entries, and ${limit} is the most`
    this.problems.push({ code: 'ASH1024', message, where: this.#locator.locateKey(path) })
  }

  #empty(): void {
    this.problems.push({
      code: 'ASH1024',
      message: 'there are no resources',
      where: this.#locator.locateKey(['resources']),
      hint: 'add one, for example `note: { fields: { text: string(1..200) } }`',
    })
  }
}
