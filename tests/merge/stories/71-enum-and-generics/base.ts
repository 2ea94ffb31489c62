export interface Page<Row> {
  readonly rows: readonly Row[]
}

export function pageOf<Row>(rows: Row[]): Page<Row> {
  return { rows }
}
