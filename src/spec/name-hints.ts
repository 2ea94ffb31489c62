/** A name in camel case near a text, when the text is near enough to a name: `order_line` to `orderLine`. */
export function camelName(text: string): string | undefined {
  const wanted = text
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word, index) => (index === 0 ? lowerStart(word) : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')
  return isPlain(text) ? wanted : undefined
}

/** `Product` to `product`, `URLPath` to `urlPath`, `SKU` to `sku`. */
function lowerStart(word: string): string {
  return word.replace(/^(?:[A-Z]+(?![a-z])|[A-Z])/, (start) => start.toLowerCase())
}

/** The same in snake case: `orderLine` to `order_line`. */
export function snakeName(text: string): string | undefined {
  return isPlain(text) ? kebabName(text).replaceAll('-', '_') : undefined
}

/** Any text in kebab case: `/My Orders` to `my-orders`. */
export function kebabName(text: string): string {
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
