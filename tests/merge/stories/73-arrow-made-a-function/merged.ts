export function total(rows: number[]): number {
  return rows.reduce((a, b) => a + b, 0)
}

export const least = 1
