import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Answer, bearer, runProgram, type Service, startMembers } from '../auth/service.ts'
import { ashlar } from '../setup/cli.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'

/** A board has topics, a topic has comments, and each says who has made it. */
const description = (softDelete: boolean) => `ashlar: 1
name: forum
auth: { user: member, identifier: email }
defaults: { softDelete: ${softDelete} }
resources:
  member:
    fields: { email: email unique, password: secret }
    access: { list: self, get: self, create: public, update: self, delete: self }
  board:
    fields: { title: string(1..80), founder: ref member onDelete(cascade) set(actor) }
    access: { list: public, get: public, create: signedIn, update: signedIn, delete: signedIn }
  topic:
    fields: { board: ref board onDelete(cascade), title: string(1..80) }
    parent: board
    access: { list: public, get: public, create: signedIn, update: signedIn, delete: signedIn }
`

describe.skipIf(!hasPostgres).each([
  ['deleted', false],
  ['marked as deleted', true],
])('what is %s while something is made of it', (_, softDelete) => {
  const database = testDatabase()
  let service: Service
  let sql: postgres.Sql

  beforeAll(async () => {
    const root = join(inject('installedRoot'), `gone-meanwhile-${softDelete}`)
    mkdirSync(root, { recursive: true })
    writeFileSync(join(root, 'ashlar.yaml'), description(softDelete))
    expect(await ashlar(['generate'], { cwd: root })).toMatchObject({ exitCode: 0 })
    const env = { DATABASE_URL: database.url, BCRYPT_COST: '10' }
    await runProgram(root, ['src/migrate.ts'], env)
    service = await startMembers(root, env)
    sql = postgres(database.url, { max: 1 })
  }, 120_000)

  afterAll(async () => {
    await service.stop()
    await sql.end()
  })

  test('is not there for what its path leads through', async () => {
    const { headers } = await signUp('parent@example.com')
    const { id } = (await service.post('/boards', { title: 'Chess' }, headers)).body.data
    const answer = await whileGoing('boards', String(id), () =>
      service.post(`/boards/${id}/topics`, { title: 'Openings' }, headers),
    )
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found', detail: 'There is no such board.' } })
    expect(answer.body).not.toHaveProperty('errors')
  })

  test('is signed in no more, where it is who asks', async () => {
    const { id, headers } = await signUp('actor@example.com')
    const answer = await whileGoing('members', id, () => service.post('/boards', { title: 'Go' }, headers))
    expect(answer).toMatchObject({ status: 401, body: { code: 'invalid-token' } })
    expect(answer.body).not.toHaveProperty('errors')
  })

  async function signUp(email: string) {
    const { body } = await service.post('/auth/register', { email, password: 'correct horse' })
    return { id: String(body.data.member.id), headers: bearer(String(body.data.accessToken)) }
  }

  /** Asks while a row is being deleted, and ends that when who asks waits for it, or has got an answer. */
  async function whileGoing(table: string, id: string, ask: () => Promise<Answer>): Promise<Answer> {
    let answer: Answer | undefined
    const asked = await sql.begin(async (tx) => {
      await tx.unsafe(
        softDelete ? `update ${table} set deleted_at = now() where id = $1` : `delete from ${table} where id = $1`,
        [id],
      )
      const asking = ask().then((one) => {
        answer = one
        return one
      })
      const isWaiting = async () => {
        const waiting =
          await tx`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
        return answer !== undefined || waiting.length > 0
      }
      await expect.poll(isWaiting, { timeout: 10_000, interval: 20 }).toBe(true)
      return { asking }
    })
    return asked.asking
  }
})
