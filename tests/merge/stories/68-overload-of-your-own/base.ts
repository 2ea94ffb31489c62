/** Finds. */
export function find(key: string): string {
  return key
}
