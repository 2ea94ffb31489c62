import { Hono } from 'hono'
import { z } from 'zod'
import type { Db } from '../db/executor.ts'
import type { Env } from '../http/context.ts'
import { notFound } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { may } from '../resources/users/users.policy.ts'
import * as users from '../resources/users/users.queries.ts'
import { UserPatch } from '../resources/users/users.schema.ts'
import { accountOf, profileOf, type UserId } from './accounts.ts'
import { Credentials, Registration } from './auth.schema.ts'
import type { Auth } from './auth.ts'
import { unauthenticated } from './refusals.ts'
import { actorOf } from './scope.ts'
import { signInByPassword } from './sign-in.ts'
import { sendVerification } from './verification.ts'

/** `/api/users`, for who is not signed in. */
export function conduitUsers(auth: Auth, db: Db): Hono<Env> {
  const routes = new Hono<Env>()

  routes.post('/', may.create, validate('json', z.strictObject({ user: Registration })), async (c) => {
    await auth.attempts.count(auth.addressOf(c))
    const { id } = await users.create(db, c.var.grant, c.req.valid('json').user)
    const { accessToken } = await auth.signIn(id)
    sendVerification({ auth, db, log: c.var.log }, id)
    return c.json({ user: await shown(db, id, accessToken) }, 201)
  })

  // ashlar-allow: who signs in is nobody yet; the password is what lets them in
  routes.post('/login', validate('json', z.strictObject({ user: Credentials })), async (c) => {
    const { user } = c.req.valid('json')
    const { accessToken } = await signInByPassword({ auth, db, address: auth.addressOf(c) }, user)
    const account = (await accountOf(db, user.email)) ?? notFound('user')
    return c.json({ user: await shown(db, account.id, accessToken) })
  })

  return routes
}

/** `/api/user`, for who is signed in. */
export function conduitUser(db: Db): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/', may.get, async (c) => {
    return c.json({ user: await shown(db, actorOf(c.var.grant).id, tokenOf(c.req.header('Authorization'))) })
  })

  routes.put('/', may.update, validate('json', z.strictObject({ user: UserPatch })), async (c) => {
    const { id } = actorOf(c.var.grant)
    await users.update(db, c.var.grant, { id }, c.req.valid('json').user)
    return c.json({ user: await shown(db, id, tokenOf(c.req.header('Authorization'))) })
  })

  return routes
}

/** A user as Conduit's clients have them: with the token to go on with. */
async function shown(db: Db, id: UserId, token: string) {
  const { email, username, bio, image } = (await profileOf(db, id)) ?? notFound('user')
  return { email, token, username, bio, image }
}

function tokenOf(header = ''): string {
  const [, token] = header.split(/ +/)
  if (token === undefined) throw unauthenticated()
  return token
}
