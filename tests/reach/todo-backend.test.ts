import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newProject } from './project.ts'
import type { Service } from './service.ts'
import { COUNTED, EDITS } from './todo-backend/edits.ts'

const project = newProject('todo-backend')

describe('the API of Todo-Backend', () => {
  test('is reached by edits', async () => {
    expect(await project.generate('before')).toMatchObject({ exitCode: 0 })
    project.addOwn()
    await project.edit(EDITS)
    expect(await project.check()).toMatchObject({ exitCode: 0 })
  })

  test('is kept where a field is new, one has another name and a resource is new', async () => {
    const { exitCode, stdout } = await project.generate('after')
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0, stdout: expect.not.stringMatching(/conflict|deleted/) })
    expect(project.lost(EDITS.map(renamed))).toEqual([])
    expect(await project.check()).toMatchObject({ exitCode: 0 })
  })

  test('is kept where lists get filters, and rows what they refer to', async () => {
    const { exitCode, stdout } = await project.generate('further')
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0, stdout: expect.not.stringContaining('conflict') })
    expect(project.lost(EDITS.map(renamed))).toEqual([])
  })

  test('passes the compiler, the linter and its own tests, once the total that lists count now has its header', async () => {
    await project.edit(COUNTED)
    expect(await project.findings('(GET|POST|PATCH|DELETE) /todos')).toBe('')
    expect(await project.check()).toMatchObject({ exitCode: 0 })
  }, 120_000)

  describe('is what the service answers', () => {
    let service: Service
    beforeAll(async () => {
      service = await project.serve()
    })
    afterAll(() => service.stop())

    test('with bare todos that know where they are', async () => {
      const made = await service.ask('POST', '/todos', { body: { title: 'Walk the dog', order: 3 } })
      const { id } = made.body as { readonly id: string }
      const todo = { id, title: 'Walk the dog', completed: false, order: 3, dueOn: null, tagId: null }
      const url = `https://todo.example/todos/${id}`
      expect(made).toMatchObject({ status: 201, body: { ...todo, url } })
      expect(await service.ask('GET', '/todos')).toMatchObject({ status: 200, body: [{ ...todo, url }] })
      const path = new URL(url).pathname
      const changed = await service.ask('PATCH', path, { body: { completed: true } })
      expect(changed).toMatchObject({ status: 200, body: { ...todo, completed: true, url } })
      expect(await service.ask('GET', path)).toMatchObject({ status: 200, body: { completed: true, url } })
    })

    test('page by page', async () => {
      await service.ask('POST', '/todos', { body: { title: 'Feed the cat' } })
      const first = await service.ask('GET', '/todos?limit=1&total=exact')
      expect(first.headers.get('X-Total-Count')).toBe('2')
      const [, next = ''] = /^<(.+)>; rel="next"$/.exec(first.headers.get('Link') ?? '') ?? []
      expect(await service.ask('GET', `/todos${next}`)).toMatchObject({ body: [{ title: 'Feed the cat' }] })
    })

    test('empty once all are deleted', async () => {
      expect(await service.ask('DELETE', '/todos')).toMatchObject({ status: 204, body: undefined })
      expect(await service.ask('GET', '/todos')).toMatchObject({ status: 200, body: [] })
    })

    test('and says so in its document', async () => {
      const { body } = await service.ask('GET', '/openapi.json')
      const ref = { $ref: '#/components/schemas/Todo' }
      const content = { 'application/json': { schema: { type: 'array', items: ref } } }
      expect(body).toMatchObject({
        paths: { '/todos': { get: { responses: { 200: { content } } }, delete: { operationId: 'deleteTodos' } } },
        components: {
          schemas: {
            Todo: {
              required: ['id', 'title', 'completed', 'order', 'dueOn', 'tagId', 'url'],
              properties: { url: { type: 'string', format: 'uri' } },
            },
          },
          responses: { Todo: { content: { 'application/json': { schema: ref } } } },
        },
      })
    })
  })
})

/** What was typed says `order` where the description renames `rank`. */
function renamed<Typed extends { readonly from: string; readonly to: string }>(edit: Typed): Typed {
  return { ...edit, to: edit.to.replaceAll('rank', 'order') }
}
