import { once } from 'node:events'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** A span, as a collector is sent it. */
export interface SentSpan {
  readonly traceId: string
  readonly id: string
  readonly parentId: string
  readonly name: string
  /** 2: of a server, 3: of a client. */
  readonly kind: number
  readonly attributes: Readonly<Record<string, string | number>>
  /** Of the service that sends it. */
  readonly resource: Readonly<Record<string, string | number>>
  readonly failed: boolean
}

/** A collector of traces that keeps what it is sent. */
export interface Collector {
  readonly url: string
  readonly spans: SentSpan[]
  /** All that was sent, as it came. */
  readonly bodies: Buffer[]
  /** The headers of the last request. */
  headers(): Readonly<Record<string, string | string[] | undefined>>
  close(): Promise<void>
}

/** Starts one that takes OTLP over HTTP, in protobuf. */
export async function collector(): Promise<Collector> {
  const spans: SentSpan[] = []
  const bodies: Buffer[] = []
  let headers = {}
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    headers = request.headers
    bodies.push(body)
    if (request.url === '/v1/traces') spans.push(...spansOf(body))
    response.writeHead(200, { 'Content-Type': 'application/x-protobuf' }).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${Object(server.address()).port}`,
    spans,
    bodies,
    headers: () => headers,
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** What `opentelemetry/proto/trace/v1/trace.proto` describes, as far as the tests look at it. */
function spansOf(body: Buffer): SentSpan[] {
  return parts(body, 1).flatMap((ofResource) => {
    const resource = attributesOf(parts(ofResource, 1).flatMap((one) => parts(one, 1)))
    return parts(ofResource, 2)
      .flatMap((ofScope) => parts(ofScope, 2))
      .map((span) => spanOf(span, resource))
  })
}

function spanOf(span: Buffer, resource: SentSpan['resource']): SentSpan {
  const [traceId, id, parentId] = [1, 2, 4].map((field) => parts(span, field)[0]?.toString('hex') ?? '')
  return {
    traceId: traceId ?? '',
    id: id ?? '',
    parentId: parentId ?? '',
    name: parts(span, 5)[0]?.toString() ?? '',
    kind: numbers(span, 6)[0] ?? 0,
    attributes: attributesOf(parts(span, 9)),
    resource,
    failed: parts(span, 15).some((status) => numbers(status, 3)[0] === 2),
  }
}

function attributesOf(pairs: readonly Buffer[]): Record<string, string | number> {
  const entries = pairs.map((pair): [string, string | number] => {
    const [key, value = Buffer.alloc(0)] = [parts(pair, 1)[0]?.toString() ?? '', parts(pair, 2)[0]]
    return [key, parts(value, 1)[0]?.toString() ?? numbers(value, 3)[0] ?? '']
  })
  return Object.fromEntries(entries)
}

function parts(message: Buffer, field: number): Buffer[] {
  return fields(message).flatMap(([number, value]) => (number === field && typeof value !== 'number' ? [value] : []))
}

function numbers(message: Buffer, field: number): number[] {
  return fields(message).flatMap(([number, value]) => (number === field && typeof value === 'number' ? [value] : []))
}

/** The members of a message by their numbers. */
function fields(message: Buffer): [number, Buffer | number][] {
  const found: [number, Buffer | number][] = []
  let at = 0
  const varint = (): number => {
    for (let value = 0, factor = 1; ; factor *= 128) {
      const byte = message.readUInt8(at++)
      value += (byte & 127) * factor
      if (byte < 128) return value
    }
  }
  const bytes = (length: number): Buffer => {
    at += length
    return message.subarray(at - length, at)
  }
  while (at < message.length) {
    const tag = varint()
    const value = { 0: varint, 1: () => bytes(8), 2: () => bytes(varint()), 5: () => bytes(4) }[tag & 7]
    if (value === undefined) throw new Error(`no wire type of protobuf: ${tag & 7}`)
    found.push([tag >>> 3, value()])
  }
  return found
}
