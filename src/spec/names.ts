import { RESERVED_COLUMNS, RESERVED_FIELDS, RESERVED_PACKAGES, RESERVED_RESOURCES } from './reserved.ts'
import type { Complaint } from './source.ts'
import { quoted } from './source.ts'

/** What a name or another text of the description must look like. */
export interface TextRule {
  /** For the JSON Schema; `complaint` may refuse more than it. */
  readonly pattern: RegExp
  /** What is wrong with the text, or nothing. */
  complaint(text: string): Complaint | undefined
}

const CAMEL = /^[a-z][A-Za-z0-9]{0,62}$/
const SQL_NAME = /^[a-z_][a-z0-9_]{0,62}$/
const KEBAB = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/
const CAMEL_RULE = 'a name begins with a lower-case letter and has only letters and digits, 63 at most'

/** The name of a resource, its plural, or a relation's other side. */
export const RESOURCE_NAME: TextRule = {
  pattern: CAMEL,
  complaint(text) {
    if (!CAMEL.test(text)) return badName(text, 'a resource', camelHint(text))
    if (!RESERVED_RESOURCES.has(text)) return undefined
    return reserved(
      text,
      `give the resource another name, for example \`${text}Item\`, and keep the table with \`table:\``,
    )
  },
}

/** The name of a field. */
export const FIELD_NAME: TextRule = {
  pattern: CAMEL,
  complaint(text) {
    if (!CAMEL.test(text)) return badName(text, 'a field', camelHint(text))
    if (!RESERVED_FIELDS.has(text)) return undefined
    const column = text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    return reserved(
      text,
      `give the field another name, for example \`${text}Value\`, and keep the column with \`column(${column})\``,
    )
  },
}

/** The name of a column. */
export const COLUMN_NAME: TextRule = {
  pattern: SQL_NAME,
  complaint(text) {
    if (!SQL_NAME.test(text)) return badName(text, 'a column', snakeHint(text))
    if (!RESERVED_COLUMNS.has(text)) return undefined
    return {
      code: 'ASH1031',
      message: `PostgreSQL keeps the column name ${quoted(text)} for itself`,
      hint: 'name the column otherwise',
    }
  },
}

/** The name of a table. */
export const TABLE_NAME: TextRule = {
  pattern: SQL_NAME,
  complaint: (text) => (SQL_NAME.test(text) ? undefined : badName(text, 'a table', snakeHint(text))),
}

/** The URL path of a resource: one segment, without slashes. */
export const PATH_NAME: TextRule = {
  pattern: KEBAB,
  complaint(text) {
    if (text.length <= 100 && KEBAB.test(text)) return undefined
    const wanted = kebab(text)
    const hint = KEBAB.test(wanted) ? `type \`${wanted}\`` : 'a path has lower-case letters, digits and `-`'
    return { code: 'ASH1034', message: `${quoted(text)} is not a path for a resource`, hint }
  },
}

const BASE_PATH_PATTERN = /^(?:\/[a-z0-9]+(?:-[a-z0-9]+)*)+$/

/** The path in front of every resource's. */
export const BASE_PATH: TextRule = {
  pattern: BASE_PATH_PATTERN,
  complaint(text) {
    if (text.length <= 100 && BASE_PATH_PATTERN.test(text)) return undefined
    const wanted = `/${text.split('/').map(kebab).filter(Boolean).join('/')}`
    const hint = wanted === '/' ? 'leave `basePath` out' : `type \`${wanted}\``
    return { code: 'ASH1034', message: `${quoted(text)} is not a base path`, hint }
  },
}

const PACKAGE_PATTERN = /^[a-z0-9][a-z0-9._-]{0,213}$/

/** The name of the service, which becomes the name of an npm package. */
export const SERVICE_NAME: TextRule = {
  pattern: PACKAGE_PATTERN,
  complaint(text) {
    if (RESERVED_PACKAGES.has(text)) {
      return {
        code: 'ASH1032',
        message: `npm and Node keep the name ${quoted(text)} for themselves`,
        hint: `type \`${text}-api\``,
      }
    }
    if (PACKAGE_PATTERN.test(text)) return undefined
    const wanted = kebab(text).slice(0, 60)
    const hint = PACKAGE_PATTERN.test(wanted) ? `type \`${wanted}\`` : 'type something like `my-api`'
    return {
      code: 'ASH1032',
      message: `${quoted(text)} is not a name for a service: npm wants lower-case letters, digits and \`-\``,
      hint,
    }
  },
}

const ENUM_PATTERN = /^[A-Za-z0-9][A-Za-z0-9 _.:/+-]{0,62}$/

/** A value of an enum. */
export const ENUM_VALUE: TextRule = {
  pattern: ENUM_PATTERN,
  complaint(text) {
    if (ENUM_PATTERN.test(text) && !text.endsWith(' ')) return undefined
    return {
      code: 'ASH1035',
      message: `${quoted(text)} is not a value for an enum`,
      hint: 'a value begins with a letter or digit, and has letters, digits, spaces and `_.:/+-`, 63 at most',
    }
  },
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F]|\p{Cs}/u

/** Free text: any characters that people write, and line ends of every kind. */
export const FREE_TEXT: TextRule = {
  pattern: /^[\s\S]{0,5000}$/,
  complaint(text) {
    if (text.length > 5000)
      return { code: 'ASH1036', message: 'this text is longer than 5,000 characters', hint: 'shorten it' }
    if (CONTROL.test(text)) {
      return {
        code: 'ASH1036',
        message: 'this text holds a control character',
        hint: 'only line ends and tabs are allowed',
      }
    }
    if (!text.includes('$' + '{{')) return undefined
    return {
      code: 'ASH1036',
      message: 'this text holds `$' + '{{`, which a GitHub workflow would run',
      hint: 'write it with a space between',
    }
  },
}

function badName(text: string, what: string, hint: string): Complaint {
  return { code: 'ASH1030', message: `${quoted(text)} is not a name for ${what}`, hint }
}

function reserved(text: string, hint: string): Complaint {
  return { code: 'ASH1031', message: `the name ${quoted(text)} is reserved`, hint }
}

function camelHint(text: string): string {
  const wanted = text
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word, index) => (index === 0 ? lowerStart(word) : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')
  return isPlain(text) && CAMEL.test(wanted) ? `type \`${wanted}\`` : CAMEL_RULE
}

/** `Product` to `product`, `URLPath` to `urlPath`, `SKU` to `sku`. */
function lowerStart(word: string): string {
  return word.replace(/^(?:[A-Z]+(?![a-z])|[A-Z])/, (start) => start.toLowerCase())
}

function snakeHint(text: string): string {
  const wanted = kebab(text).replaceAll('-', '_')
  return isPlain(text) && SQL_NAME.test(wanted)
    ? `type \`${wanted}\``
    : 'use lower-case letters, digits and `_`, 63 at most'
}

function kebab(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join('-')
}

/** Only such a text is worth turning into a name; `../../etc` is not. */
function isPlain(text: string): boolean {
  return /^[A-Za-z0-9_ -]+$/.test(text)
}
