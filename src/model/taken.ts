function words(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.split(' ')))
}

/** Words of the language that an English plural can be; the others are refused as names already. */
const LANGUAGE = 'arguments extends implements'

const GLOBALS = 'console crypto exports fetch global globalThis module performance process require structuredClone'

/** What the generated files of a resource call things of their own, and what they import. */
const GENERATED =
  'above acting actions activeTracer actor actorId actorOf actorTenant address addressOf afterKey again ' +
  'alias all also amongKeys and answer answersOf anyOf anyone app around asc asJson asked asker asText ' +
  'asTexts atLeast atMost attempt atVersion before beforeAll below beside bigint body boolean BULK bulk ' +
  'bulkCreate byKey bytes c cached change changed changeHooked changeOf changeOne changing check collection ' +
  'columns condition containing copyOf count countFrom countOf create created createHash createKept ' +
  'createMany createOne createTracerProvider createWith creating cursor customType data date db deadline ' +
  'deletedByKey desc describe differs done doublePrecision due emptied end endFailed ends endWith eq equals ' +
  'error etag everyone everyTenant exists expect expected factories few field fill filtered filters first ' +
  'firstInverse firstOnes firstPage flag foreign foreignKey found from get given gone good grant grantsFor ' +
  'gt halfway hashed headers held heldByKey hidden hiddenFrom holding idempotencyKeys idOf ifMatch ' +
  'inAttemptSpan included index inOrder inParent input insert insertHooked insertLink insertOne integer ' +
  'inTrace isAmong isFirst isFirstAfter isInverse isInverseAfter isKnown isLinked isLinkedAfter isLost ' +
  'isNotNull isNull isOne isOneOf isOther isParent isReadOnly isSecond isSecondAfter it itemPath json jsonb ' +
  'keeper keeping kept keptAnswers KEY key keyAt keysOf keyText kind known leading leadsTo left letIn limit ' +
  'link linkable linked linkedTo linking linkOf linkRows list listed listInverse listOf live located ' +
  'locatedDeleted location longKeyText looking lookingAt looks lost Made made make makeBody makeOther ' +
  'makeRow many matchesDeleted matchesKey matchesLink matchesVersion matching may mayMove me missing ' +
  'MOST_INCLUDED mountResources move moved named ne next nextCursor nextInverse nextOf nextPage nextSerial ' +
  'notFound nowhere number numeric ofRow once onceApart one oneBody or order other otherListOf otherRows ' +
  'others own owner ownReferences OwnRow page pageAsked pageHeaders pageLimit pageOf parameter PARAMETERS ' +
  'parent parentOf partsIn password patch permit permitRow permitsRows perRow pgTable picked place ' +
  'placesAndCopies placesFor plain policy prepared primaryKey PROBES property queriesOf query random ranked ' +
  'rankOf rateLimit read reader readers reading readingAgain real refer references referrers refused ' +
  'refuseForeign refuseMove refuseOtherVersion refuseUnwritable refusingWhenOver register related relation ' +
  'RELATIONS relations remove removeByKey removeHooked removeKept removeLink removeOne removing request ' +
  'requestTraceId requestTracer requireParent resource response restore restoreByKey restored restoreKept ' +
  'restoreOne restricted role routes row rowKeys rows rowsChanged rowsOf samples schema scope scoped ' +
  'searchable SEARCHED second secondOnes seed seen seenBy self serial serials service set setByKey shape ' +
  'shapeOf showing shown signedIn smallint some someOf sort sortedBy sql start startingWith startTracing ' +
  'statementsOf status stored t table tenant tenantOf test testApp text through time timestamp to toMany ' +
  'toOne total touched traceBy traceCommand tracedEmbedded tracedPostgres traceRequests tracingConfig ' +
  'transaction tries tx unchanged unionAll unique uniqueIndex unknown unlessReferredTo unlink unlinked ' +
  'unwritten update updateKept updateMany updateOne uuid uuidv7 validate value valueParts values varchar ' +
  'versions wanted where withGiven withHashes within withLiveReferences words writer writers written z'

/** What queries call the moves of fields: `moveStatus`, `moveStatusByKey`, `mayMoveStatus`. */
const MOVE = /^(?:m|mayM)ove[A-Z]/

/** Variables that a resource's table cannot be called by. */
const VARIABLES = words(LANGUAGE, GLOBALS, GENERATED)

/** Components that every OpenAPI document has, and names whose get would be the `getReadiness` of the service or the like. */
const OPENAPI =
  'AuthApiKey AuthApiKeyMade AuthCode AuthCredentials AuthEmailVerification AuthForgottenPassword AuthIdentifierChange AuthIdentity AuthNewApiKey AuthPasswordChange AuthPasswordReset AuthProfile AuthRefreshToken AuthRegistration AuthSignOut AuthTokens Health InvalidValue NotModified PageInfo Problem Readiness RateLimited ServiceStatus Startup'

/** Types that generated files use by these names, from the language or from the service. */
const TYPES = words(
  'Array ArrayBuffer Awaited BigInt Blob Boolean Buffer Date Error Event Exclude Extract FormData Function Generator ' +
    'Headers Infinity Intl Iterator JSON Map Math NaN NonNullable Number Object Omit Parameters Partial Pick Promise ' +
    'Proxy Readonly Record Reflect RegExp Request Required Response ReturnType Set String Symbol URL URLSearchParams ' +
    'Uint8Array WeakMap',
  'Actor Acting Around ANY_VERSION Answer App Asker COLLECTION Config Context Cursor Db Deps Env Executor Factories Grant Grants Hono ITEM LinkKind Logger Made MoveTo ' +
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

/** What the files of an upstream call things of their own. */
const OF_UPSTREAMS = words(
  'Call Caller CallerDependencies CallOptions Fake Fakes FakeServer Handlers KeyedCallOptions Upstream UpstreamConfig ' +
    'UpstreamConfusion UpstreamRefusal Upstreams UpstreamsConfig UpstreamUnavailable',
)

/** What an upstream calls the types of its calls. */
const OF_CALLS = /(?:Request|Answer)$/

/**
 * The type for the client of an upstream: its name, or with `Service` behind it when files of upstreams use it for something
 * else. The member of the upstreams keeps the name.
 *
 * @example
 * freeUpstreamType('Error') // 'ErrorService'
 */
export function freeUpstreamType(type: string): string {
  return TYPES.has(type) || OF_UPSTREAMS.has(type) || OF_CALLS.test(type) ? `${type}Service` : type
}
