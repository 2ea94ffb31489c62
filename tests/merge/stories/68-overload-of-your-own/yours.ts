export function find(key: number): string
export function find(key: string): string
/** Finds. */
export function find(key: string | number): string {
  return String(key)
}
