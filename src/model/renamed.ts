/** One name, before and now. */
export interface Renamed {
  readonly from: string
  readonly to: string
}

/** The same of a column, by the table as it is called now. */
export interface ColumnRename extends Renamed {
  readonly table: string
}

/** The same where it is an entry of a map. */
export type Pair = readonly [from: string, to: string]
