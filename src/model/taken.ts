function words(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.split(' ')))
}

/** Words of the language that an English plural can be; the others are refused as names already. */
const LANGUAGE = 'arguments extends implements'

const GLOBALS = 'console crypto exports fetch global globalThis module performance process require structuredClone'

/** What the generated files of a resource call things of their own, and what they import. */
const GENERATED =
  'and app bytes change check columns create cursor customType date db eq everyone expect factories firstPage foreignKey get gt ' +
  'index input insert integer itemPath json jsonb key limit list may mountResources nextPage notFound numeric one ' +
  'pageLimit pageOf patch pgTable placesFor policy prepared primaryKey real relations remove removeByKey request ' +
  'response routes row rows samples schema shape shapeOf sql table test text timestamp tx unique update uuid uuidv7 validate ' +
  'value values'

/** Variables that a resource's table cannot be called by. */
const VARIABLES = words(LANGUAGE, GLOBALS, GENERATED)

/** Types that generated files use by these names, from the language or from the service. */
const TYPES = words(
  'Array ArrayBuffer Awaited BigInt Blob Boolean Buffer Date Error Event Exclude Extract FormData Function Generator ' +
    'Headers Infinity Intl Iterator JSON Map Math NaN NonNullable Number Object Omit Parameters Partial Pick Promise ' +
    'Proxy Readonly Record Reflect RegExp Request Required Response ReturnType Set String Symbol URL URLSearchParams ' +
    'Uint8Array WeakMap',
  'Answer App Config Context Cursor Db Deps Env Executor Factories Grant Hono Logger Policy Problem Row Shape Template TestApp Tx Values',
)

/**
 * The variable for a plural: the plural, or with `Table` behind it when generated files use the plural for something
 * else. Only the variable changes; the table, the path and the files keep the plural.
 *
 * @example
 * freeVariable('routes') // 'routesTable'
 */
export function freeVariable(plural: string): string {
  return VARIABLES.has(plural) ? `${plural}Table` : plural
}

/**
 * The type for a name: the name, or with `Row` behind it when it would hide a type that generated files use.
 *
 * @example
 * freeType('Request') // 'RequestRow'
 */
export function freeType(type: string): string {
  return TYPES.has(type) ? `${type}Row` : type
}
