import type { ZodDef, ZodSchema } from './schema.ts'

/** A schema or a check: a format may be either. */
type Formatted = Pick<ZodSchema, '_zod'>

/** The schema or the check that says the format of a schema. */
export function formattedBy(schema: ZodSchema): Formatted | undefined {
  const { def } = schema._zod
  if (def.format !== undefined) return schema
  return def.checks?.find(({ _zod }) => FORMATS.has(_zod.def.check ?? ''))
}

const FORMATS: ReadonlySet<string> = new Set(['string_format', 'number_format', 'bigint_format'])

/** The name of the format of a schema, its own or that of a check. */
export function formatOf(schema: ZodSchema): string | undefined {
  return formattedBy(schema)?._zod.def.format
}

/** Checks of texts that Zod counts among the formats, as they are typed. */
const CHECKS: ReadonlyMap<string, string> = new Map([
  ['regex', '.regex()'],
  ['starts_with', '.startsWith()'],
  ['ends_with', '.endsWith()'],
  ['includes', '.includes()'],
  ['lowercase', '.lowercase()'],
  ['uppercase', '.uppercase()'],
])

/** A format that no type of the language is, for sentences. */
export function formatName(format: string): string {
  const check = CHECKS.get(format)
  return check === undefined ? `the format \`${format}\`` : `\`${check}\``
}

/** What an option of a format of texts says that the type of the language does not. */
export function narrowing({ _zod: { def, constr } }: Formatted): string | undefined {
  const { format = '' } = def
  if (format === 'uuid' && def.version !== undefined) return `a version of UUIDs (\`${String(def.version)}\`)`
  if (format === 'url') return urlNarrowing(def)
  if ((format === 'time' || format === 'datetime') && typeof def.precision === 'number') return 'a `precision` of times'
  if (format === 'datetime' && def.local === true) return 'times without a zone (`local`)'
  return isAsMade(def, constr) ? undefined : `a pattern of its own for the format \`${format}\``
}

/** Whether a format has the pattern that Zod, of whichever version, gives it when it is asked for nothing else. */
function isAsMade(def: ZodDef, constr: unknown): boolean {
  if (typeof constr !== 'function') return false
  const plain: unknown = Reflect.construct(constr, [{ ...def, pattern: undefined, checks: [] }])
  const made = (plain as Formatted)._zod.def
  return def.fn === undefined && String(made.pattern) === String(def.pattern)
}

// What `z.httpUrl()` of the versions of Zod so far asks of a host; a host that is told otherwise says more than `url`.
const DOMAINS: ReadonlySet<string> = new Set([
  '/^([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)+[a-zA-Z]{2,}$/',
  '/^(?=.{1,253}$)([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)+[a-zA-Z]{2,63}$/',
])

function urlNarrowing({ protocol, hostname, normalize }: ZodDef): string | undefined {
  if (normalize === true) return 'a change of the text (`normalize`)'
  const any = protocol === undefined && hostname === undefined
  const web = String(protocol) === '/^https?$/' && (hostname === undefined || DOMAINS.has(String(hostname)))
  return any || web ? undefined : 'a pattern of URLs'
}
