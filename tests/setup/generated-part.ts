import { invalid } from '../../src/errors.ts'
import { refusalsIn } from '../../src/model/not-yet.ts'
import { parseDescription } from '../../src/spec/parse.ts'
import { yamlText } from '../../src/spec/print/yaml.ts'
import type { Spec, SpecPath } from '../../src/spec/spec.ts'

/** A description without what this version does not generate: what is left is the same, written by the printer. */
export function generatedPart(text: string): string {
  const { spec, problems } = parseDescription({ file: 'ashlar.yaml', text })
  if (problems.length > 0) throw invalid(problems)
  const refused = refusalsIn(spec)
  return refused.length === 0 ? text : yamlText(withoutUses(withoutParts(spec, refused)))
}

/** A spec without the parts at some paths; a list of which nothing would be left goes as a whole. */
function withoutParts(spec: Spec, parts: readonly { readonly path: SpecPath }[]): Spec {
  const copy = structuredClone(spec)
  // From the end, so that the positions in a list stay right.
  for (const { path } of [...parts].reverse()) {
    const around = path.slice(0, -1).reduce<unknown>((at, key) => Reflect.get(Object(at), key), copy)
    const last = path.at(-1) ?? ''
    if (Array.isArray(around)) around.splice(Number(last), 1)
    else Reflect.deleteProperty(Object(around), last)
  }
  return copy
}

/** Actions call no upstreams where there are none. */
function withoutUses(spec: Spec): Spec {
  if (spec.upstreams !== undefined) return spec
  for (const { actions = {} } of Object.values(spec.resources)) {
    for (const action of Object.values(actions)) Reflect.deleteProperty(action, 'uses')
  }
  return spec
}
