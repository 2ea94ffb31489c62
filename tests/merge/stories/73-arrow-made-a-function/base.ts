export const total = (rows: number[]) => rows.reduce((a, b) => a + b, 0)

export const least = 0
