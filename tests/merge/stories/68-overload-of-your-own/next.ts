/** Finds one. */
export function find(key: string): string {
  return key
}

export const more = find('x')
