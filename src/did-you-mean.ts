import leven from 'leven'

/**
 * The known word that a mistyped one most likely stands for, or nothing when none is near.
 *
 * @example
 * nearest('custmer', ['customer', 'order']) // 'customer'
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const typed = word.toLowerCase()
  const limit = Math.max(1, Math.floor(typed.length / 3))
  let best: { readonly word: string; readonly distance: number } | undefined
  for (const candidate of known) {
    const other = candidate.toLowerCase()
    const distance = isSwapped(typed, other) ? 1 : leven(typed, other, { maxDistance: limit + 1 })
    if (distance <= limit && distance < typed.length && (best === undefined || distance < best.distance))
      best = { word: candidate, distance }
  }
  return best?.word
}

/** Whether two words differ in two neighbours that changed places, which is the commonest slip of all. */
function isSwapped(one: string, other: string): boolean {
  const at = one.split('').findIndex((letter, index) => letter !== other.charAt(index))
  return at >= 0 && one.slice(0, at) + one.charAt(at + 1) + one.charAt(at) + one.slice(at + 2) === other
}

/** The hint for a mistyped word: ``did you mean `customer`?``. */
export function didYouMean(word: string, known: Iterable<string>): string | undefined {
  const found = nearest(word, known)
  return found === undefined ? undefined : `did you mean \`${found}\`?`
}
