import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { type RunningService, runService } from '../northwind/running.ts'
import { ashlar } from '../setup/cli.ts'
import type { OpenapiDocument } from './documents.ts'

/** One call: what the document says of it, and what came. */
interface Call {
  readonly method: string
  /** As in the document: `/things/{id}`. */
  readonly path: string
  readonly address: string
  readonly body?: unknown
}

describe('what the service of every type answers is what its document says', () => {
  const root = mkdtempSync(join(inject('installedRoot'), 'answers-'))
  let service: RunningService
  let document: OpenapiDocument

  beforeAll(async () => {
    mkdirSync(root, { recursive: true })
    writeFileSync(join(root, 'ashlar.yaml'), readFileSync(join(packageRoot, 'tests/golden/kinds/ashlar.yaml'), 'utf8'))
    const { exitCode, stderr } = await ashlar(['generate'], { cwd: root })
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
    document = JSON.parse(readFileSync(join(root, 'docs/openapi.json'), 'utf8'))
    service = await runService(root, undefined)
  })

  afterAll(() => service?.close())

  const things = '/api/v1/things'
  const one = `${things}/{id}`
  const absent = `${things}/00000000-0000-4000-8000-999999999999`

  test('the example of a create is taken, and the row is read, changed, listed and deleted', async () => {
    const body = exampleOf('NewThing')
    const created = await answered({ method: 'POST', path: things, address: things, body }, 201)
    const address = `${things}/${created.data.id}`
    await answered({ method: 'GET', path: one, address }, 200)
    await answered({ method: 'PATCH', path: one, address, body: exampleOf('ThingPatch') }, 200)
    await answered({ method: 'GET', path: things, address: `${things}?limit=1` }, 200)
    await answered({ method: 'POST', path: things, address: things, body: { ...body, handle: 'other' } }, 201)
    const page = await answered({ method: 'GET', path: things, address: `${things}?limit=1` }, 200)
    expect(page.page.nextCursor).toBeTypeOf('string')
    await answered({ method: 'DELETE', path: one, address }, 204)
  })

  test('every way to be refused is a problem as it is described', async () => {
    const body = exampleOf('NewThing')
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, position) => [`unknown${position}`, 1]))
    const refused = await answered({ method: 'POST', path: things, address: things, body: many }, 400)
    expect(refused.errors).toHaveLength(100)
    await answered({ method: 'POST', path: things, address: things, body: { ...body, at: 'never' } }, 400)
    await answered({ method: 'GET', path: things, address: `${things}?limit=0&cursor=x&a=1` }, 400)
    await answered({ method: 'GET', path: one, address: `${things}/x` }, 400)
    await answered({ method: 'GET', path: one, address: absent }, 404)
    await answered({ method: 'PATCH', path: one, address: absent, body: {} }, 404)
    await answered({ method: 'DELETE', path: one, address: absent }, 404)
    const parts = '/api/v1/components'
    await answered({ method: 'POST', path: parts, address: parts, body: exampleOf('NewPart') }, 422)
    await answered({ method: 'POST', path: things, address: things, body: { note: 'x'.repeat(200_000) } }, 413)
  })

  test('so is what the service says of itself', async () => {
    await answered({ method: 'GET', path: '/health', address: '/health' }, 200)
    await answered({ method: 'GET', path: '/ready', address: '/ready' }, 503)
  })

  function exampleOf(name: string): Record<string, unknown> {
    const [example] = Object(document.components.schemas?.[name]).examples
    return example
  }

  /** The body of the answer, whose status and shape are as the document says. */
  async function answered({ method, path, address, body }: Call, status: number) {
    const answer = await service.send(method, address, body)
    expect({ address, status: answer.status, body: answer.body }).toMatchObject({ status })
    const pointer = pointerOf(['paths', path, method.toLowerCase(), 'responses', String(status)])
    expect(complaints(pointer, answer.body)).toBe('')
    return answer.body
  }

  function complaints(responsePointer: string, body: unknown): string {
    const response = Object(valueAt(responsePointer))
    const pointer: string = response.$ref ?? responsePointer
    const [media] = Object.keys(Object(valueAt(pointer)).content ?? {})
    if (media === undefined) return ''
    const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { decimal: true, float: true } })
    formats.default(ajv)
    ajv.addSchema(document, 'document')
    const valid = ajv.validate({ $ref: `document${pointer}${pointerOf(['content', media, 'schema']).slice(1)}` }, body)
    return valid ? '' : `${JSON.stringify(body)} ${ajv.errorsText()}`
  }

  function valueAt(pointer: string): unknown {
    const names = pointer
      .split('/')
      .slice(1)
      .map((part) => decodeURIComponent(part).replaceAll('~1', '/'))
    return names.reduce<unknown>((at, name) => Object(at)[name], document)
  }
})

function pointerOf(names: readonly string[]): string {
  return `#${names.map((name) => `/${encodeURIComponent(name.replaceAll('/', '~1'))}`).join('')}`
}
