function words(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.split(' ')))
}

/** Words of the language that an English plural can be; the others are refused as names already. */
const LANGUAGE = 'arguments extends implements'

const GLOBALS = 'console crypto exports fetch global globalThis module performance process require structuredClone'

/** What the generated files of a resource call things of their own, and what they import. */
const GENERATED =
  'actor actorId actorOf actorTenant address addressOf afterKey again alias all and answersOf anyone app ' +
  'asJson asker asText asTexts attempt atVersion before beforeAll bigint body boolean byKey bytes c ' +
  'change changed changeOne check collection columns condition copyOf countFrom create created createHash ' +
  'createKept cursor customType date db deletedByKey describe differs doublePrecision due emptied ends eq ' +
  'error etag everyone everyTenant exists expect factories few fill first firstInverse firstOnes ' +
  'firstPage foreign foreignKey from get given gone grant gt hashed headers idOf ifMatch index inParent ' +
  'input insert insertLink insertOne integer isAmong isFirst isFirstAfter isInverse isInverseAfter ' +
  'isKnown isLinked isLinkedAfter isNotNull isNull isOne isOneOf isOther isParent isSecond isSecondAfter ' +
  'it itemPath json jsonb keeper keeping kept key keyAt keyText kind known leadsTo limit link linkable ' +
  'linked linkedTo linking linkOf linkRows list listed listInverse listOf live located locatedDeleted ' +
  'location longKeyText made make makeBody makeOther makeRow many matchesDeleted matchesKey matchesLink ' +
  'matchesVersion may mayMove me missing mountResources move moved ne next nextCursor nextInverse nextPage ' +
  'nextSerial notFound nowhere numeric one or other otherListOf otherRows own owner ownReferences page ' +
  'pageLimit pageOf parent parentOf partsIn password patch pgTable place placesAndCopies placesFor plain ' +
  'policy prepared primaryKey property query random read reader readers reading real refer references ' +
  'referrers refused refuseForeign refuseMove refuseOtherVersion refuseUnwritable related relations remove ' +
  'removeByKey removeKept removeLink removeOne request requireParent resource response restore restoreByKey ' +
  'restored restoreKept restoreOne restricted role routes row rowKeys rows samples schema scope scoped ' +
  'second secondOnes seed seen seenBy self serial serials shape shapeOf showing signedIn smallint sql status ' +
  't table tenant tenantOf test testApp text through time timestamp to touched tries tx unchanged unionAll ' +
  'unique uniqueIndex unlessReferredTo unlink unlinked update updateKept uuid uuidv7 validate value ' +
  'valueParts values varchar versions wanted where withHashes within withLiveReferences writer writers'

/** What queries call the moves of fields: `moveStatus`, `moveStatusByKey`, `mayMoveStatus`. */
const MOVE = /^(?:m|mayM)ove[A-Z]/

/** Variables that a resource's table cannot be called by. */
const VARIABLES = words(LANGUAGE, GLOBALS, GENERATED)

/** Components that every OpenAPI document has, and names whose get would be the `getReadiness` of the service or the like. */
const OPENAPI =
  'AuthApiKey AuthApiKeyMade AuthCode AuthCredentials AuthEmailVerification AuthForgottenPassword AuthIdentifierChange AuthIdentity AuthNewApiKey AuthPasswordChange AuthPasswordReset AuthProfile AuthRefreshToken AuthRegistration AuthSignOut AuthTokens Health InvalidValue NotModified PageInfo Problem Readiness ServiceStatus Startup'

/** Types that generated files use by these names, from the language or from the service. */
const TYPES = words(
  'Array ArrayBuffer Awaited BigInt Blob Boolean Buffer Date Error Event Exclude Extract FormData Function Generator ' +
    'Headers Infinity Intl Iterator JSON Map Math NaN NonNullable Number Object Omit Parameters Partial Pick Promise ' +
    'Proxy Readonly Record Reflect RegExp Request Required Response ReturnType Set String Symbol URL URLSearchParams ' +
    'Uint8Array WeakMap',
  'Actor ANY_VERSION Answer App Asker COLLECTION Config Context Cursor Db Deps Env Executor Factories Grant Hono ITEM LinkKind Logger MoveTo ' +
    'PgTableExtraConfigValue Policy Row RowKind Rows Scoped Shape SQL Template TestApp Tx ValueKeeper ValuePart Values VersionedKey',
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
  return VARIABLES.has(plural) || MOVE.test(plural) ? `${plural}Table` : plural
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
