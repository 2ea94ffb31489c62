export interface Page<Row extends object> {
  readonly rows: readonly Row[]
  readonly mine: boolean
}

export function pageOf<Row extends object>(rows: Row[]): Page<Row> {
  return { rows, mine: true }
}
