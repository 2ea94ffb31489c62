export interface Page<Row extends object> {
  readonly rows: readonly Row[]
  readonly next: string | null
  readonly mine: boolean
}

export function pageOf<Row extends object>(rows: Row[], next: string | null): Page<Row> {
  return { rows, next, mine: true }
}
