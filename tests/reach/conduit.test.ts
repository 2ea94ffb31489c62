import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EDITS } from './conduit/edits.ts'
import { newProject } from './project.ts'
import type { Service } from './service.ts'

const project = newProject('conduit')

const USER = { username: 'jake', email: 'jake@example.com', bio: null, image: null }
const PASSWORD = 'a walk in the park'
const ARTICLE = { title: 'How to train your dragon', description: 'Ever wonder how?', body: 'You have to believe' }

describe('the API of Conduit', () => {
  test('is reached by edits', async () => {
    expect(await project.generate('before')).toMatchObject({ exitCode: 0 })
    project.addOwn()
    await project.edit(EDITS)
  })

  test('is kept where a field is new, one has another name, a resource is new and lists get a filter', async () => {
    const { exitCode, stdout } = await project.generate('after')
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0, stdout: expect.not.stringMatching(/conflict|deleted/) })
    expect(project.lost(EDITS)).toEqual([])
  })

  test('passes the compiler, the linter and its own tests', async () => {
    expect(await project.findings('(GET|POST|PUT|PATCH|DELETE) /api/(articles|users|user\\b)')).toBe('')
  }, 180_000)

  test('is guarded: the check names what is served to who has not signed in, with the reason', async () => {
    const { exitCode, stdout } = await project.check()
    expect(exitCode).toBe(0)
    expect(stdout.split('\n').filter((line) => /^ {2}\w/.test(line))).toEqual([
      expect.stringMatching(/^ {2}allowed +src\/auth\/authenticate\.ts:\d+:\d+ {2}Conduit's clients say `Token`/),
      expect.stringMatching(/^ {2}allowed +src\/auth\/conduit\.routes\.ts:\d+:\d+ POST \/login {2}who signs in/),
    ])
  })

  describe('is what the service answers', () => {
    let service: Service
    let headers: { readonly Authorization: string }

    beforeAll(async () => {
      service = await project.serve()
      const registered = await service.ask('POST', '/api/users', {
        body: { user: { username: USER.username, email: USER.email, password: PASSWORD } },
      })
      expect(registered).toMatchObject({ status: 201, body: { user: { ...USER, token: expect.any(String) } } })
    })
    afterAll(() => service.stop())

    test('to who signs in, and says `Token` then', async () => {
      const body = { user: { email: USER.email, password: PASSWORD } }
      const signedIn = await service.ask('POST', '/api/users/login', { body })
      const { user } = signedIn.body as { readonly user: { readonly token: string } }
      expect({ ...signedIn, body: { user } }).toMatchObject({ status: 200, body: { user: USER } })
      headers = { Authorization: `Token ${user.token}` }
      expect(await service.ask('GET', '/api/user', { headers })).toMatchObject({ status: 200, body: { user } })
      const changed = await service.ask('PUT', '/api/user', { headers, body: { user: { bio: 'I work at statefarm' } } })
      expect(changed.body).toEqual({ user: { ...user, bio: 'I work at statefarm' } })
    })

    test('to who does not know the password, or has no good token', async () => {
      const body = { user: { email: USER.email, password: 'another one' } }
      expect(await service.ask('POST', '/api/users/login', { body })).toMatchObject({ status: 401 })
      expect(await service.ask('GET', '/api/user')).toMatchObject({ status: 401 })
      const bad = { Authorization: 'Token no.good.token' }
      expect(await service.ask('GET', '/api/articles', { headers: bad })).toMatchObject({ status: 401 })
    })

    test('with articles by their slugs, wrapped both ways', async () => {
      const author = { username: 'jake', bio: 'I work at statefarm', image: null }
      const article = { ...ARTICLE, slug: 'how-to-train-your-dragon', tagList: ['dragons'], author }
      const body = { article: { ...ARTICLE, tagList: ['dragons'] } }
      expect(await service.ask('POST', '/api/articles', { body })).toMatchObject({ status: 401 })
      const made = await service.ask('POST', '/api/articles', { headers, body })
      expect(made).toMatchObject({ status: 201, body: { article } })
      expect(made.headers.get('Location')).toBe('/api/articles/how-to-train-your-dragon')
      const list = await service.ask('GET', '/api/articles?sort=-createdAt')
      expect(list).toMatchObject({ status: 200, body: { articles: [article], articlesCount: 1 } })
      const path = '/api/articles/how-to-train-your-dragon'
      expect(await service.ask('GET', path)).toMatchObject({ status: 200, body: { article } })
      const changed = await service.ask('PUT', path, { headers, body: { article: { body: 'With your bare hands' } } })
      expect(changed).toMatchObject({ status: 200, body: { article: { ...article, body: 'With your bare hands' } } })
      const bare = await service.ask('PUT', path, { headers, body: { body: 'With your bare hands' } })
      expect(bare).toMatchObject({ status: 400, body: { code: 'invalid-input' } })
    })

    test('with comments below them', async () => {
      const path = '/api/articles/how-to-train-your-dragon/comments'
      const made = await service.ask('POST', path, { headers, body: { comment: { body: 'Thank you so much!' } } })
      const comment = { id: 1, body: 'Thank you so much!', author: { username: 'jake' } }
      expect(made).toMatchObject({ status: 201, body: { comment } })
      expect(await service.ask('GET', path)).toMatchObject({ status: 200, body: { comments: [comment] } })
      expect(await service.ask('DELETE', `${path}/1`, { headers })).toMatchObject({ status: 204 })
    })

    test('and says so in its document', async () => {
      const { body } = await service.ask('GET', '/openapi.json')
      const wrapped = (name: string, schema: string) => {
        const properties = { [name]: { $ref: `#/components/schemas/${schema}` } }
        return { content: { 'application/json': { schema: { required: [name], properties } } } }
      }
      expect(body).toMatchObject({
        paths: {
          '/api/users/login': { post: { requestBody: wrapped('user', 'AuthCredentials') } },
          '/api/articles': { post: { requestBody: wrapped('article', 'NewArticle') } },
          '/api/articles/{slug}': { put: { requestBody: wrapped('article', 'ArticlePatch') } },
        },
        components: {
          securitySchemes: { accessToken: { type: 'apiKey', in: 'header', name: 'Authorization' } },
          schemas: { Article: { required: expect.arrayContaining(['description', 'tagList', 'author']) } },
          responses: { Article: wrapped('article', 'Article') },
        },
      })
    })
  })
})
