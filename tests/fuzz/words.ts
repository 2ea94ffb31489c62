import { FLAGS } from '../../src/spec/field/draft.ts'
import { MODIFIERS } from '../../src/spec/field/modifiers.ts'
import { KEYS } from '../../src/spec/grammar/keys.ts'

/** Names that are fine, of which some are taken by TypeScript, SQL, GraphQL or the generated code. */
export const NAMES = [
  ...['order', 'group', 'select', 'user', 'table', 'column', 'row', 'sheep', 'person', 'child', 'datum', 'status'],
  ...['query', 'mutation', 'type', 'node', 'edge', 'field', 'schema', 'app', 'error', 'request', 'response', 'context'],
  ...[
    'a',
    'x1',
    'urlPath',
    'sKU',
    'orderLine',
    'map',
    'set',
    'date',
    'string',
    'number',
    'record',
    'promise',
    'object',
  ],
  ...['db', 'tx', 'sql', 'eq', 'and', 'z', 'it', 'test', 'expect', 'routes', 'env', 'config', 'index', 'key', 'value'],
  ...['id2', 'createdOn', 'version2', 'limit', 'cursor', 'page', 'data', 'next', 'get', 'list', 'create', 'delete2'],
  'aVeryLongNameThatIsStillAllowedBecauseItHasOnlySixtyThreeLetter',
] as const

/** Names that must never get through. */
export const HOSTILE_NAMES = [
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'class',
    'default',
    'await',
    'enum',
    'eval',
  ],
  ...[
    '../../etc/passwd',
    '/abs',
    'C:\\x',
    'con',
    'nul',
    'aux.ts',
    'a b',
    'a-b',
    'a.b',
    'é',
    'A',
    '1a',
    '',
    ' ',
    '$',
    '__typename',
  ],
  ...[
    'health',
    'ready',
    'auth',
    'openapi',
    'graphql',
    'id',
    'createdAt',
    'a'.repeat(64),
    'x'.repeat(5_000),
    '<<',
    '*/',
  ],
  ...['\u202e', '\u0000', 'a\nb', '`', "'", '"', '\u0024{x}', '{{x}}', '$(id)'],
] as const

/** Texts that try to get out of where they stand. */
export const TEXTS = [
  ...[
    '',
    'plain',
    "it's",
    '"quoted"',
    '`tick`',
    '\u0024{process.env}',
    '*/ x() /*',
    '</script>',
    "'); drop table a; --",
  ],
  ...[
    '{{x}}',
    '$(id)',
    'line\nline',
    'a\r\nb',
    '\u2028',
    '\u202e',
    '\u0024{{ secrets }}',
    '\u0000',
    'a'.repeat(6_000),
    '__proto__',
  ],
] as const

/** Short forms that may stand anywhere. */
export const FIELDS = [
  ...['string', 'string(1..80)', 'string(..5)?', 'text?', 'slug unique', 'email', 'url?', 'uuid', 'smallint = 1'],
  ...['int min(0) max(9) = 3', 'bigint?', 'bigint generated', 'real', 'double = 0.5', 'decimal(10, 2) min(0)', 'date?'],
  ...[
    'time',
    'datetime = now',
    'boolean = false',
    'json = {}',
    'bytes?',
    'string(..30)[] = []',
    'enum(a, b) = a',
    'int[]?',
  ],
  ...[
    'enum(on/off, x-y, 1)',
    'string readonly = "x"',
    'string immutable',
    'int internal = 0',
    'text column(body_text)',
  ],
  ...[
    'string index',
    'int unique',
    'decimal(38, 10)?',
    'string(65535..65535)',
    'datetime? readonly',
    'enum(a, b)[] = []',
  ],
] as const

/** Values of every kind. */
export const VALUES: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1,
    3,
    3.1,
    1e21,
    2 ** 53,
    0.1,
    [],
    {},
    [[]],
    [null],
    { a: 1 },
    'x',
    'public',
    'signedIn',
  ],
  ...[
    '2s',
    '15m',
    '300/1m',
    '50%',
    'a.b',
    'lower(a)',
    'draft',
    'admin',
    'self',
    'owner',
    'parent',
    './a.ts#A',
    '/{id}/x',
  ],
  ...['get', 'post', 'cascade', 'PAYMENTS_URL', 'public where a = b', 'order[]', ...FIELDS, ...TEXTS],
]

/** Every word of the language. */
export const WORDS = [...new Set([...Object.values(KEYS).flat(), ...FLAGS, ...Object.keys(MODIFIERS)])]
