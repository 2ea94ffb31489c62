export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly next: string | null
}

export function pageOf<Row>(rows: Row[], next: string | null): Page<Row> {
  return { rows, next }
}
