import { camelName, snakeName } from './name-hints.ts'
import {
  RESERVED_ACTIONS,
  RESERVED_COLUMNS,
  RESERVED_FIELDS,
  RESERVED_RESOURCES,
  RESERVED_VARIABLES,
} from './reserved.ts'
import type { Complaint } from './source.ts'
import { quoted } from './source.ts'

/** What a name or another text of the description must look like. */
export interface TextRule {
  /** Matches exactly the texts without a complaint, for the JSON Schema. */
  readonly pattern: RegExp
  /** What is wrong with the text, or nothing. */
  complaint(text: string): Complaint | undefined
}

const CAMEL = '[a-z][A-Za-z0-9]{0,62}'
const SQL_NAME = '[a-z_][a-z0-9_]{0,62}'
const CAMEL_RULE = 'a name begins with a lower-case letter and has only letters and digits, 63 at most'
const SNAKE_RULE = 'use lower-case letters, digits and `_`, 63 at most'

interface NameRule {
  /** As in `is not a name for a resource`. */
  readonly what: string
  readonly reserved: ReadonlySet<string>
  /** What to do about a reserved name. */
  instead(name: string): string
}

/** The name of a resource, or its plural. */
export const RESOURCE_NAME = camelRule({
  what: 'a resource',
  reserved: RESERVED_RESOURCES,
  instead: (name) => `give the resource another name, for example \`${name}Item\`, and keep the table with \`table:\``,
})

/** The name of a field. */
export const FIELD_NAME = camelRule({
  what: 'a field',
  reserved: RESERVED_FIELDS,
  instead: (name) =>
    `give the field another name, for example \`${name}Value\`, and keep the column with \`column(${snakeName(name)})\``,
})

/** The name of a relation on its other side. */
export const RELATION_NAME = camelRule({
  what: 'a relation',
  reserved: RESERVED_FIELDS,
  instead: (name) => `type another, for example \`${name}Items\``,
})

/** The name of an action, which becomes a function. */
export const ACTION_NAME = camelRule({
  what: 'an action',
  reserved: RESERVED_ACTIONS,
  instead: (name) => `give the action another name, for example \`${name}Now\``,
})

/** The name of an upstream, of one of its calls, or of a provider: each becomes a member or a file. */
export const SERVICE_PART_NAME = camelRule({
  what: 'an upstream, a call or a provider',
  reserved: RESERVED_RESOURCES,
  instead: (name) => `type another, for example \`${name}Service\``,
})

function camelRule({ what, reserved, instead }: NameRule): TextRule {
  const pattern = new RegExp(`^(?!(?:${[...reserved].join('|')})$)${CAMEL}$`)
  const form = new RegExp(`^${CAMEL}$`)
  return {
    pattern,
    complaint(text) {
      if (pattern.test(text)) return undefined
      if (form.test(text)) return reservedName(text, instead(text))
      const wanted = camelName(text)
      return badName(text, what, wanted !== undefined && pattern.test(wanted) ? `type \`${wanted}\`` : CAMEL_RULE)
    },
  }
}

/** The name of a column. */
export const COLUMN_NAME: TextRule = {
  pattern: new RegExp(`^(?!(?:${[...RESERVED_COLUMNS].join('|')})$)${SQL_NAME}$`),
  complaint(text) {
    const problem = sqlName(text, 'a column')
    if (problem !== undefined || !RESERVED_COLUMNS.has(text)) return problem
    return {
      code: 'ASH1031',
      message: `PostgreSQL keeps the column name ${quoted(text)} for itself`,
      hint: 'name the column otherwise',
    }
  },
}

/** The name of a table. */
export const TABLE_NAME: TextRule = {
  pattern: new RegExp(`^${SQL_NAME}$`),
  complaint: (text) => sqlName(text, 'a table'),
}

function sqlName(text: string, what: string): Complaint | undefined {
  if (TABLE_NAME.pattern.test(text)) return undefined
  const wanted = snakeName(text)
  const hint = wanted !== undefined && TABLE_NAME.pattern.test(wanted) ? `type \`${wanted}\`` : SNAKE_RULE
  return badName(text, what, hint)
}

const MEMBER = /^(?!(?:__proto__|constructor|prototype)$)[A-Za-z_$][A-Za-z0-9_$-]{0,62}$/

/** A member of a JSON object that other people have named: any usual one. */
export const MEMBER_NAME: TextRule = {
  pattern: MEMBER,
  complaint(text) {
    if (MEMBER.test(text)) return undefined
    return badName(text, 'a member of an object', 'use letters, digits, `_`, `$` and `-`, 63 at most')
  },
}

const VARIABLE = new RegExp(`^(?!(?:${[...RESERVED_VARIABLES].join('|')})$)[A-Z][A-Z0-9_]{0,62}$`)

/** The name of an environment variable. */
export const VARIABLE_NAME: TextRule = {
  pattern: VARIABLE,
  complaint(text) {
    if (VARIABLE.test(text)) return undefined
    if (RESERVED_VARIABLES.has(text)) {
      return reservedName(text, 'the service, Node or the system reads it already: type another')
    }
    const wanted = snakeName(text)?.toUpperCase()
    const hint =
      wanted !== undefined && VARIABLE.test(wanted)
        ? `type \`${wanted}\``
        : 'use capitals, digits and `_`: `PAYMENTS_URL`'
    return badName(text, 'an environment variable', hint)
  },
}

function badName(text: string, what: string, hint: string): Complaint {
  return { code: 'ASH1030', message: `${quoted(text)} is not a name for ${what}`, hint }
}

function reservedName(text: string, hint: string): Complaint {
  return { code: 'ASH1031', message: `the name ${quoted(text)} is reserved`, hint }
}
