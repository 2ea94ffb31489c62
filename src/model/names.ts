import type { ResourceSpec, Spec, SpecPath } from '../spec/spec.ts'
import { kebabCase, pascalCase, pluralOf, singularOf, snakeCase, wordsOf } from './casing.ts'
import type { Names } from './model.ts'
import type { Report } from './report.ts'
import { freeType, freeVariable } from './taken.ts'

/** A resource with its names, before its fields are known. */
export interface NamedResource {
  readonly name: string
  readonly spec: ResourceSpec
  readonly at: SpecPath
  readonly names: Names
  readonly plural: string
  readonly table: string
  /** With the slash. */
  readonly path: string
}

/** Paths that the service answers itself. */
const SERVICE_PATHS = ['auth', 'docs', 'graphql', 'health', 'metrics', 'openapi', 'openapi-json', 'ready', 'startup']

/** Names every resource, and reports names that cannot be, whatever the others are called. */
export function nameResources(spec: Spec, report: Report): NamedResource[] {
  const named = Object.entries(spec.resources).map(([name, resource]) => nameResource(name, resource))
  for (const resource of named) checkAlone(resource, report)
  return named
}

/** What follows from the name of a resource. */
export function nameResource(name: string, spec: ResourceSpec): NamedResource {
  const plural = spec.plural ?? pluralOf(name)
  return {
    name,
    spec,
    at: ['resources', name],
    names: namesOf(name, plural),
    plural,
    table: spec.table ?? snakeCase(plural),
    path: `/${spec.path ?? kebabCase(plural)}`,
  }
}

function namesOf(one: string, plural: string): Names {
  const many = freeVariable(plural)
  const type = freeType(pascalCase(one))
  return {
    one,
    many,
    type,
    newType: `New${type}`,
    patchType: `${type}Patch`,
    changeType: `${type}Change`,
    changesType: `${type}Changes`,
    newManyType: `New${pascalCase(plural)}`,
    withType: `${type}With`,
    newWithType: `New${type}With`,
    keyType: `${type}Key`,
    queryType: `${type}Query`,
    viewType: `${type}View`,
    parentType: `${type}Parent`,
    routes: `${one}Routes`,
    paging: `${one}Paging`,
    columns: `${one}Columns`,
    readers: `${one}Readers`,
    relations: `${many}Relations`,
    file: kebabCase(plural),
    words: { one: wordsOf(one).join(' '), many: wordsOf(plural).join(' ') },
  }
}

/**
 * The constant that lists what an enum field of a resource may be.
 *
 * @example
 * valuesName('orderLine', 'state') // 'orderLineStateValues'
 */
export function valuesName(resource: string, field: string): string {
  return `${resource}${pascalCase(field)}Values`
}

/**
 * The constant that says which values of an enum field of a resource may follow which.
 *
 * @example
 * movesName('order', 'status') // 'orderStatusMoves'
 */
export function movesName(resource: string, field: string): string {
  return `${resource}${pascalCase(field)}Moves`
}

function checkAlone(resource: NamedResource, report: Report): void {
  const { name, plural, table, path, at, spec } = resource
  if (plural === name) {
    const message = `the plural of \`${name}\` is \`${plural}\` too, and generated code needs two names`
    const one = singularOf(name)
    const hint = `${one === name ? '' : `call the resource \`${one}\`, or `}add \`plural: ${name}Items\``
    report.add({ code: 'ASH2001', message, hint, at, name: true })
  }
  if (table.length > 63) {
    const message = `the table of \`${name}\` would be called \`${table}\`, which is longer than the 63 characters of PostgreSQL`
    report.add({ code: 'ASH2002', message, hint: 'give it a shorter name with `table:`', at, name: true })
  }
  if (table.startsWith('pg_')) {
    const message = `the table of \`${name}\` would be called \`${table}\`, and PostgreSQL keeps names that begin with \`pg_\` for itself`
    const [from, of] = spec.table === undefined ? [at, { name: true as const }] : [[...at, 'table'], {}]
    report.add({
      code: 'ASH2002',
      message,
      hint: `give it another with \`table:\`, such as \`the_${table}\``,
      at: from,
      ...of,
    })
  }
  if (SERVICE_PATHS.includes(path.slice(1)) && spec.parent === undefined) {
    const message = `the service answers \`${path}\` itself`
    const from = spec.path === undefined ? at : [...at, 'path']
    const hint = `give the resource another path: \`path: ${kebabCase(name)}-items\``
    report.add({ code: 'ASH2003', message, hint, at: from })
  }
}
