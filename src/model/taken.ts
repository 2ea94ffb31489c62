function words(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.split(' ')))
}

/** Words of the language that an English plural can be; the others are refused as names already. */
const LANGUAGE = 'arguments extends implements'

const GLOBALS = 'console crypto exports fetch global globalThis module performance process require structuredClone'

/** What the generated files of a resource call things of their own, and what they import. */
const GENERATED =
  'address addressOf afterKey again alias all and app asJson asText asTexts atVersion beforeAll bigint body ' +
  'boolean byKey bytes c change changed changeOne check columns condition create created createHash cursor ' +
  'customType date db deletedByKey describe doublePrecision emptied ends eq error etag everyone expect factories ' +
  'few fill first firstInverse firstOnes firstPage foreign foreignKey from get gone grant gt headers idOf ifMatch ' +
  'index input insert insertLink insertOne integer isFirst isFirstAfter isInverse isInverseAfter isKnown isLinked ' +
  'isLinkedAfter isNotNull isNull isOne isOneOf isOther isSecond isSecondAfter it itemPath json jsonb key keyAt ' +
  'keyText known limit link linked linkOf list listInverse listOf location longKeyText made make many ' +
  'matchesDeleted matchesKey matchesLink matchesVersion may missing mountResources ne next nextCursor nextInverse ' +
  'nextPage nextSerial notFound numeric one or other otherListOf page pageLimit pageOf patch pgTable place ' +
  'placesFor policy prepared primaryKey query random read reading real refer references referrers refused ' +
  'refuseOtherVersion related relations remove removeByKey removeLink removeOne request resource response restore ' +
  'restoreByKey restored restoreOne routes row rows samples schema second secondOnes seed seen serial serials ' +
  'shape shapeOf smallint sql status t table test testApp text time timestamp touched tx unchanged unionAll unique ' +
  'uniqueIndex unlessReferredTo unlink unlinked update uuid uuidv7 validate value values varchar versions ' +
  'withLiveReferences'

/** Variables that a resource's table cannot be called by. */
const VARIABLES = words(LANGUAGE, GLOBALS, GENERATED)

/** Components that every OpenAPI document has, and names whose get would be the `getReadiness` of the service or the like. */
const OPENAPI = 'Health InvalidValue NotModified PageInfo Problem Readiness ServiceStatus Startup'

/** Types that generated files use by these names, from the language or from the service. */
const TYPES = words(
  'Array ArrayBuffer Awaited BigInt Blob Boolean Buffer Date Error Event Exclude Extract FormData Function Generator ' +
    'Headers Infinity Intl Iterator JSON Map Math NaN NonNullable Number Object Omit Parameters Partial Pick Promise ' +
    'Proxy Readonly Record Reflect RegExp Request Required Response ReturnType Set String Symbol URL URLSearchParams ' +
    'Uint8Array WeakMap',
  'ANY_VERSION Answer App COLLECTION Config Context Cursor Db Deps Env Executor Factories Grant Hono ITEM Logger ' +
    'PgTableExtraConfigValue Policy Row Rows Shape SQL Template TestApp Tx Values VersionedKey',
  OPENAPI,
)

/** What the OpenAPI document calls the answers that are problems. */
const PROBLEM_ANSWER = /^Problem\d{3}$/

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
  return TYPES.has(type) || PROBLEM_ANSWER.test(type) ? `${type}Row` : type
}
