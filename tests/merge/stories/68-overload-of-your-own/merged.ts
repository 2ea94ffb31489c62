export function find(key: number): string
export function find(key: string): string
/** Finds one. */
export function find(key: string | number): string {
  return String(key)
}

export const more = find('x')
