import { pluralize, singularize } from 'inflection'

/**
 * The words of a camel-case name, in lower case.
 *
 * @example
 * wordsOf('usStateURL') // ['us', 'state', 'url']
 */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(' ')
}

/** `orderLine` to `order_line`. */
export function snakeCase(name: string): string {
  return wordsOf(name).join('_')
}

/** How names are written in JSON, in queries and in what holds rows. */
export type ApiCase = 'camel' | 'snake'

/**
 * A name of the description as the API writes it.
 *
 * @example
 * inApiCase('unitPrice', 'snake') // 'unit_price'
 */
export function inApiCase(name: string, apiCase: ApiCase): string {
  return apiCase === 'snake' ? snakeCase(name) : name
}

/** `orderLine` to `order-line`. */
export function kebabCase(name: string): string {
  return wordsOf(name).join('-')
}

/** `order-lines` to `orderLines`. */
export function camelCase(kebab: string): string {
  return kebab.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

/** `orderLine` to `OrderLine`. */
export function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** The English plural of a camel-case name: `orderLine` to `orderLines`, `category` to `categories`. */
export function pluralOf(name: string): string {
  const last = name.match(/[A-Z]?[a-z0-9]*$/)?.[0] ?? ''
  // A name that ends in capitals (`userID`) is one word for English.
  const word = last === '' ? name : last
  const stem = name.slice(0, name.length - word.length)
  const plural = pluralize(word.toLowerCase())
  return stem + (/^[A-Z]/.test(word) ? pascalCase(plural) : plural)
}

/** The English singular of a camel-case name: `orderLines` to `orderLine`. */
export function singularOf(name: string): string {
  const last = name.match(/[A-Z]?[a-z0-9]*$/)?.[0] ?? ''
  const word = last === '' ? name : last
  const one = singularize(word.toLowerCase())
  return name.slice(0, name.length - word.length) + (/^[A-Z]/.test(word) ? pascalCase(one) : one)
}
