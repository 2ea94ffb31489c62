/** Words of the TypeScript language that cannot name a variable in a module. */
const LANGUAGE =
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
  'false finally for function if implements import in instanceof interface let new null package private protected ' +
  'public return static super switch this throw true try typeof undefined var void while with yield'

/** What every JavaScript object has already, and what Drizzle gives every table. */
const MEMBERS = [
  ...Object.getOwnPropertyNames(Object.prototype),
  'prototype enableRLS getSQL shouldOmitSQLParens',
].join(' ')

/** File names that Windows keeps for itself. */
const DEVICES =
  'aux con nul prn com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9'

/** What the generated service keeps for itself: its routes, and the places where GraphQL comes later. */
const SERVICE = 'auth docs graphql health metrics openapi ready startup'

/** Names of Node's own modules and of npm, which no package may have. */
const PACKAGES =
  'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain ' +
  'events favicon.ico fs http http2 https inspector module net node_modules os path perf_hooks process punycode ' +
  'querystring readline repl sea sqlite stream string_decoder sys test timers tls trace_events tty url util v8 vm ' +
  'wasi worker_threads zlib'

/** Functions that the queries of a resource have, or will have. */
const QUERIES = 'list get create update remove restore bulkCreate bulkUpdate byId byIds count link unlink'

/** Environment variables that the service, Node or the system reads. */
const VARIABLES =
  'PATH HOME USER SHELL LANG TZ TMPDIR PWD NODE_ENV NODE_OPTIONS NODE_PATH NODE_EXTRA_CA_CERTS LD_PRELOAD ' +
  'LD_LIBRARY_PATH HOST PORT METRICS_PORT LOG_LEVEL DATABASE_URL DATABASE_POOL_SIZE DATABASE_REPLICA_URLS DATABASE_POOLER ' +
  'PGLITE_DIR REDIS_URL SMTP_URL JWT_SECRET BODY_LIMIT_BYTES CORS_ORIGINS SHUTDOWN_DELAY_MS SHUTDOWN_TIMEOUT_MS CI NO_COLOR ' +
  'DATABASE_URL_FILE DATABASE_REPLICA_URLS_FILE REDIS_URL_FILE SMTP_URL_FILE JWT_SECRET_FILE POSTGRES_PASSWORD ' +
  'OTEL_EXPORTER_OTLP_ENDPOINT OTEL_EXPORTER_OTLP_TRACES_ENDPOINT OTEL_EXPORTER_OTLP_HEADERS ' +
  'OTEL_EXPORTER_OTLP_HEADERS_FILE OTEL_EXPORTER_OTLP_PROTOCOL OTEL_RESOURCE_ATTRIBUTES OTEL_SERVICE_NAME ' +
  'OTEL_TRACES_SAMPLER OTEL_TRACES_SAMPLER_ARG'

/** Columns that PostgreSQL gives every table. */
const SYSTEM_COLUMNS = 'cmax cmin ctid tableoid xmax xmin'

function words(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.split(' ')))
}

/** Names that no resource may have. */
export const RESERVED_RESOURCES = words(LANGUAGE, MEMBERS, DEVICES, SERVICE)

/** Names that no field may have. */
export const RESERVED_FIELDS = words(LANGUAGE, MEMBERS)

/** Names that no npm package may have. */
export const RESERVED_PACKAGES = words(PACKAGES)

/** Names that no column may have. */
export const RESERVED_COLUMNS = words(SYSTEM_COLUMNS)

/** Names that no action may have. */
export const RESERVED_ACTIONS = words(LANGUAGE, MEMBERS, QUERIES)

/** Names that no configuration key may have. */
export const RESERVED_VARIABLES = words(VARIABLES)
