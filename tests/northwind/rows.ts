import type { Resource } from '../../src/model/model.ts'
import type { Row, RunningService } from './running.ts'

/**
 * Every row of a resource by plain SQL, in the order of the code points of its key: the values of a row in the order
 * of its columns, as the service writes them.
 */
export async function rowsOf({ query }: RunningService, { table, fields, key }: Resource): Promise<unknown[][]> {
  const columns = fields.map(({ column }) => column).join()
  const order = key.map((field) => `${field.column}${isText(field) ? ' collate "C"' : ''}`).join()
  const rows = await query(
    `select row_to_json(one) as row from (select ${columns} from ${table} order by ${order}) as one`,
  )
  return rows.map(({ row }) => Object.values(row as Row).map(bytesAsBase64))
}

/** Follows `nextCursor` from the first page to the last. */
export async function pageThrough(
  { send }: RunningService,
  path: string,
  limit: number | undefined,
): Promise<{ pages: number; listed: Row[] }> {
  const listed: Row[] = []
  let cursor: string | null | undefined
  let pages = 0
  while (cursor !== null) {
    const query = new URLSearchParams({ ...(limit && { limit: String(limit) }), ...(cursor && { cursor }) })
    const { status, body } = await send('GET', `${path}${path.includes('?') ? '&' : '?'}${query}`)
    if (status !== 200) throw new Error(`${path}?${query}: ${status} ${JSON.stringify(body)}`)
    listed.push(...body.data)
    cursor = body.page.nextCursor
    pages += 1
  }
  return { pages, listed }
}

/** Where the service has one row. */
export function addressOf({ path, key }: Resource, row: Row): string {
  return [path, ...key.map(({ property }) => encodeURIComponent(String(row[property])))].join('/')
}

function isText({ type }: Resource['key'][number]): boolean {
  return type.kind === 'string'
}

function bytesAsBase64(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('\\x')) return value
  return Buffer.from(value.slice(2), 'hex').toString('base64')
}
