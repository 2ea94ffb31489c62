// The floor: node:http and postgres.js, whose statements are prepared. No framework, and the least of checks.
import { createServer } from 'node:http'
import postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'

const sql = postgres(process.env.DATABASE_URL, { max: 10 })
const columns = sql`id, sku, title, description, price, currency, stock, tags, attributes, published,
  supplier_note as "supplierNote", category_id as "categoryId", version, created_at as "createdAt", updated_at as "updatedAt"`
const PATH = '/api/products'

const get = (id) => sql`select ${columns} from products where id = ${id} and deleted_at is null`

const list = (limit, after) =>
  sql`select ${columns} from products where deleted_at is null ${after ? sql`and id > ${after}` : sql``}
    order by id limit ${limit}`

const create = (product) => sql`insert into products ${sql({ id: uuidv7(), ...product })} returning ${columns}`

async function answer(request, response) {
  const [path, query] = request.url.split('?')
  if (request.method === 'POST' && path === PATH) {
    const [row] = await create(JSON.parse(await bodyOf(request)))
    return send(response, 201, { data: row })
  }
  if (path === PATH) {
    const { limit = 20, after } = Object.fromEntries(new URLSearchParams(query))
    const rows = await list(Number(limit) + 1, after)
    const page = rows.slice(0, limit)
    return send(response, 200, { data: page, page: { nextCursor: rows.length > limit ? page.at(-1).id : null } })
  }
  const [row] = await get(path.slice(PATH.length + 1))
  return row === undefined ? send(response, 404, {}) : send(response, 200, { data: row })
}

function bodyOf(request) {
  return new Promise((resolve, reject) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk) => {
      text += chunk
    })
    request.on('end', () => resolve(text))
    request.on('error', reject)
  })
}

function send(response, status, value) {
  const body = JSON.stringify(value)
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  response.end(body)
}

createServer((request, response) => {
  answer(request, response).catch((error) => send(response, 500, { message: error.message }))
}).listen(process.env.PORT, '127.0.0.1')
