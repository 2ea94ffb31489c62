import { kebabName } from './name-hints.ts'
import type { TextRule } from './names.ts'
import { RESERVED_PACKAGES } from './reserved.ts'
import { quoted } from './source.ts'

const KEBAB = '[a-z][a-z0-9]*(?:-[a-z0-9]+)*'
const PATH = new RegExp(`^(?=.{1,100}$)${KEBAB}$`)

/** The URL path of a resource: one segment, without slashes. */
export const PATH_NAME: TextRule = {
  pattern: PATH,
  complaint(text) {
    if (PATH.test(text)) return undefined
    const wanted = kebabName(text)
    const hint = PATH.test(wanted) ? `type \`${wanted}\`` : 'a path has lower-case letters, digits and `-`'
    return { code: 'ASH1034', message: `${quoted(text)} is not a path for a resource`, hint }
  },
}

const BASE = /^(?=.{1,100}$)(?:\/[a-z0-9]+(?:-[a-z0-9]+)*)+$/

/** The path in front of every resource's. */
export const BASE_PATH: TextRule = {
  pattern: BASE,
  complaint(text) {
    if (BASE.test(text)) return undefined
    const wanted = `/${text.split('/').map(kebabName).filter(Boolean).join('/')}`
    const hint = BASE.test(wanted) ? `type \`${wanted}\`` : 'leave `basePath` out'
    return { code: 'ASH1034', message: `${quoted(text)} is not a base path`, hint }
  },
}

const ACTION = /^(?=.{1,200}$)(?:\/(?:[a-z0-9]+(?:-[a-z0-9]+)*|\{[a-z][A-Za-z0-9]{0,62}\}))+$/

/** The path of an action, below that of its resource: `/{id}/place`. */
export const ACTION_PATH: TextRule = {
  pattern: ACTION,
  complaint(text) {
    if (ACTION.test(text)) return undefined
    return {
      code: 'ASH1034',
      message: `${quoted(text)} is not a path for an action`,
      hint: 'a path begins with `/`; its segments have lower-case letters, digits and `-`, or are a part of the key: `/{id}/place`',
    }
  },
}

const CALL = /^(?=.{1,200}$)(?:\/(?:[A-Za-z0-9_~.-]*[A-Za-z0-9_~-][A-Za-z0-9_~.-]*|\{[a-z][A-Za-z0-9]{0,62}\}))+$/

/** The path of a call, below the address of its upstream: `/charges/{id}`. */
export const CALL_PATH: TextRule = {
  pattern: CALL,
  complaint(text) {
    if (CALL.test(text)) return undefined
    return {
      code: 'ASH1034',
      message: `${quoted(text)} is not a path for a call`,
      hint: 'a path begins with `/` and has letters, digits and `-._~`, or members of the request: `/charges/{id}`',
    }
  },
}

const PACKAGE = /^[a-z0-9][a-z0-9._-]{0,213}$/
const SERVICE = new RegExp(
  `^(?!(?:${[...RESERVED_PACKAGES].map((name) => name.replace('.', '\\.')).join('|')})$)${PACKAGE.source.slice(1)}`,
)

/** The name of the service, which becomes the name of an npm package. */
export const SERVICE_NAME: TextRule = {
  pattern: SERVICE,
  complaint(text) {
    if (SERVICE.test(text)) return undefined
    if (RESERVED_PACKAGES.has(text)) {
      const message = `npm and Node keep the name ${quoted(text)} for themselves`
      return { code: 'ASH1032', message, hint: `type \`${text}-api\`` }
    }
    const wanted = kebabName(text).slice(0, 60)
    return {
      code: 'ASH1032',
      message: `${quoted(text)} is not a name for a service: npm wants lower-case letters, digits and \`-\``,
      hint: SERVICE.test(wanted) ? `type \`${wanted}\`` : 'type something like `my-api`',
    }
  },
}

const ENUM = /^(?=.{1,63}$)[A-Za-z0-9](?:[A-Za-z0-9 _.:/+-]*[A-Za-z0-9_.:/+-])?$/

/** A value of an enum. */
export const ENUM_VALUE: TextRule = {
  pattern: ENUM,
  complaint(text) {
    if (ENUM.test(text)) return undefined
    return {
      code: 'ASH1035',
      message: `${quoted(text)} is not a value for an enum`,
      hint: 'a value begins with a letter or digit, and has letters, digits, spaces and `_.:/+-`, 63 at most',
    }
  },
}

const CONTROL = '\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u0084\\u0086-\\u009F'
const FREE = new RegExp(`^(?![\\s\\S]*\\$\\{\\{)[^${CONTROL}\\p{Cs}]{0,5000}$`, 'u')

/** Free text: any characters that people write, and line ends of every kind. */
export const FREE_TEXT: TextRule = {
  pattern: FREE,
  complaint(text) {
    if (FREE.test(text)) return undefined
    if (Array.from(text).length > 5000)
      return { code: 'ASH1036', message: 'this text is longer than 5,000 characters', hint: 'shorten it' }
    if (text.includes('$' + '{{')) {
      const message = 'this text holds `$' + '{{`, which a GitHub workflow would run'
      return { code: 'ASH1036', message, hint: 'write it with a space between' }
    }
    const message = 'this text holds a control character'
    return { code: 'ASH1036', message, hint: 'only line ends and tabs are allowed' }
  },
}
