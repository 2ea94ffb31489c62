import { UNREAD_FIELD } from './field/draft.ts'
import type { RawDescription } from './grammar/description.ts'
import { readByGrammar } from './grammar-reading.ts'
import { problemsOf } from './issues.ts'
import { locatorOf } from './locate.ts'
import type { Source } from './source.ts'
import { placesOf, sortedByPlace } from './source.ts'
import type { Description, FieldSpec, ResourceSpec, Spec, SpecPath } from './spec.ts'
import { joinSplitValues } from './split-values.ts'
import { strayHome } from './strays.ts'
import { follow } from './tree.ts'
import { readYaml } from './yaml/document.ts'

/**
 * Reads a description. Throws what keeps the text from being read at all; everything else that is wrong is in
 * `problems`, beside as much of the description as could be read.
 *
 * @example
 * parseDescription({ file: 'ashlar.yaml', text }).spec.name // 'shop'
 */
export function parseDescription(source: Source): Description {
  const yaml = readYaml(source)
  const { root, complaints } = joinSplitValues(yaml.root, source)
  const placeAt = placesOf(source)
  const locator = locatorOf(source, root)
  const refused = source.refused ?? []
  const { raw, issues, unread: leftOut } = readByGrammar(root, [...yaml.unread, ...refused.map(({ path }) => path)])
  // A field beside `fields:` is missing nowhere: it is there, and in the wrong place.
  const unread = leftOut.flatMap((path) => [path, strayHome(path, root) ?? path])
  const problems = [
    ...refused.map(({ path, ...complaint }) => ({ ...complaint, where: locator.locate(path) })),
    ...[...yaml.complaints, ...complaints].map(({ span, ...complaint }) => ({
      ...complaint,
      where: placeAt(span.start),
    })),
    ...problemsOf(issues, root, locator),
  ]
  const isUnread = (path: SpecPath): boolean => unread.some((out) => out.every((part, at) => path[at] === part))
  const hasUnreadIn = (path: SpecPath): boolean =>
    unread.some((out) => out.length === path.length + 1 && path.every((part, at) => out[at] === part))
  const spec = raw === undefined ? NOTHING : specOf(raw, unread)
  const hasPart = (path: SpecPath): boolean => follow(root, path).taken === path.length
  return { file: source.file, spec, problems: sortedByPlace(problems), isUnread, hasUnreadIn, hasPart, ...locator }
}

const NOTHING: Spec = { name: 'unnamed', api: {}, defaults: {}, resources: {} }

function specOf({ ashlar: _, ...raw }: RawDescription, unread: readonly SpecPath[]): Spec {
  return { ...raw, resources: withUnreadFields(raw.resources, unread) }
}

/** Fields that could not be read still have their names, which other parts may use. */
function withUnreadFields(
  resources: Spec['resources'],
  unread: readonly SpecPath[],
): Readonly<Record<string, ResourceSpec>> {
  const all: Record<string, ResourceSpec> = Object.assign(Object.create(null), resources)
  const fields = new Map<string, Record<string, FieldSpec>>()
  for (const [first, name, key, field] of unread) {
    const resource = all[String(name)]
    if (first !== 'resources' || resource === undefined || key !== 'fields' || field === undefined) continue
    const known = fields.get(String(name)) ?? Object.assign(Object.create(null), resource.fields)
    known[String(field)] = UNREAD_FIELD
    fields.set(String(name), known)
  }
  for (const [name, known] of fields) all[name] = Object.assign({ ...all[name] }, { fields: known })
  return all
}
