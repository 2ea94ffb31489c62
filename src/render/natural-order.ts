/**
 * Compares names as Biome sorts them: letter by letter, each capital just before its small letter, runs of digits as
 * numbers (`u9` before `u10`), `a/b` before `a.b` before `a-b`. No locale has a say in it.
 */
export function naturalOrder(a: string, b: string): number {
  const [left, right] = [sortKey(a), sortKey(b)]
  if (left === right) return 0
  return left < right ? -1 : 1
}

function sortKey(name: string): string {
  const padded = name.replaceAll(/\d+/g, (digits) => digits.padStart(16, '0'))
  const ordered = padded.replaceAll(/[/-]/g, (mark) => (mark === '/' ? '-' : '/'))
  return [...ordered].map((letter) => `${letter.toLowerCase()}${letter === letter.toLowerCase() ? 1 : 0}`).join('')
}
