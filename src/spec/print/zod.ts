import type { ActionResponse, ActionSpec, CallSpec, FieldSpec, ResourceSpec, Spec } from '../spec.ts'
import { type Code, call, data, keyText, object } from './code.ts'
import { layOut } from './layout.ts'
import { plainSpec } from './plain.ts'
import { zodField, zodFields } from './zod-field.ts'

const START = 'export default '

/**
 * A description as a TypeScript module in the Zod form, formatted as Biome does it.
 *
 * @example
 * zodText(spec) // "import { defineSpec, … } from 'create-ashlar/spec'\n …"
 */
export function zodText(spec: Spec): string {
  const root = new ZodForm(spec).root()
  const code = `${START}${layOut(call('defineSpec', root), START.length)}\n`
  return `${importsOf(code)}\n${code}`
}

/**
 * One resource as a property of `resources`, its first line without indentation; and what has to be imported for it.
 *
 * @example
 * zodResource(spec, 'tag').text // "tag: resource({\n  fields: z.object({ … }),\n})"
 */
export function zodResource(spec: Spec, name: string): { readonly text: string; readonly names: readonly string[] } {
  const text = `${keyText(name)}: ${layOut(new ZodForm(spec).resource(name), 0)}`
  return { text, names: [...namesIn(text), ...(usesZod(text) ? ['z'] : [])] }
}

const NAMES = ['decimal', 'defineSpec', 'field', 'many', 'ref', 'resource', 'secret', 'slug', 'smallint', 'text']

/** Strings hold no call of these by chance that would matter: an import more is no error in the code. */
function importsOf(code: string): string {
  const zod = usesZod(code) ? "import { z } from 'zod'\n" : ''
  return `import { ${namesIn(code).join(', ')} } from 'create-ashlar/spec'\n${zod}`
}

function namesIn(code: string): readonly string[] {
  return NAMES.filter((name) => new RegExp(`(?<![\\w$.])${name}\\(`).test(outsideOfStrings(code)))
}

function usesZod(code: string): boolean {
  return /(?<![\w$.])z\.|(?<![\w$.])z\n/.test(outsideOfStrings(code))
}

function outsideOfStrings(code: string): string {
  return code.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''")
}

type Plain = Readonly<Record<string, unknown>>

/** What is no field is the plain form as it is. */
class ZodForm {
  readonly #spec: Spec
  readonly #plain: Plain

  constructor(spec: Spec) {
    this.#spec = spec
    this.#plain = plainSpec(spec)
  }

  root(): Code {
    const { config, resources, upstreams = {} } = this.#spec
    return entriesOf(this.#plain, true, {
      config: () =>
        object(
          Object.entries(config ?? {}).map(([name, field]) => [name, zodField(field)]),
          true,
        ),
      resources: (plain) => each(plain, (name, value) => this.#resource(resources[name], value)),
      upstreams: (plain) =>
        each(plain, (upstream, value) =>
          entriesOf(value, true, {
            calls: (calls) => each(calls, (name, inner) => callCode(upstreams[upstream]?.calls[name], inner)),
          }),
        ),
    })
  }

  /** One of those that stand under `resources`. */
  resource(name: string): Code {
    const plain = this.#plain.resources as Readonly<Record<string, Plain>>
    return this.#resource(this.#spec.resources[name], plain[name] ?? {})
  }

  #resource(resource: ResourceSpec | undefined, plain: Plain): Code {
    const { fields = {}, actions = {} } = resource ?? {}
    const body = entriesOf(plain, true, {
      fields: () => zodFields(fields, true),
      actions: (given) => each(given, (name, value) => actionCode(actions[name], value)),
    })
    return call('resource', body)
  }
}

function actionCode(action: ActionSpec | undefined, plain: Plain): Code {
  const { request, response } = action ?? {}
  return entriesOf(plain, false, { request: () => membersCode(request), response: () => responseCode(response) })
}

function callCode(given: CallSpec | undefined, plain: Plain): Code {
  const { request, response } = given ?? {}
  return entriesOf(plain, false, { request: () => membersCode(request), response: () => membersCode(response) })
}

function responseCode(response: ActionResponse | undefined): Code {
  if (response === undefined || 'fields' in response) return membersCode(response?.fields)
  return data(response.list ? `${response.resource}[]` : response.resource)
}

function membersCode(fields: Readonly<Record<string, FieldSpec>> | undefined): Code {
  return zodFields(fields ?? {}, false)
}

/** How the values of some keys are written; the others are plain data. */
type Special = Readonly<Record<string, (plain: Plain) => Code>>

/** Keys whose maps have a key a line. */
const ROOMY = new Set(['api', 'auth', 'defaults', 'query'])

function entriesOf(plain: Plain, expanded: boolean, special: Special): Code {
  const entries = Object.entries(plain).map(([key, value]): [string, Code] => {
    const code = special[key]?.(value as Plain) ?? data(value)
    const roomy = ROOMY.has(key) && code.kind === 'object' && code.entries.length > 1
    return [key, roomy ? { ...code, expanded: true } : code]
  })
  return object(entries, expanded)
}

function each(map: Plain, code: (name: string, value: Plain) => Code): Code {
  return object(
    Object.entries(map).map(([name, value]) => [name, code(name, value as Plain)]),
    true,
  )
}
