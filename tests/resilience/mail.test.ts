import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { generate } from '../modelling/records.ts'

const DESCRIPTION = `
ashlar: 1
name: club
auth: { user: member, identifier: email, roles: { field: role } }
resources:
  member:
    fields: { email: email unique, password: secret, role: "enum(user) internal = user" }
    access: { list: user, get: user, create: public, update: self, delete: user }
`

test('a letter is given up where the server says nothing', { timeout: 60_000 }, async () => {
  const root = await generate(DESCRIPTION)
  const { createMailer } = await import(pathToFileURL(join(root, 'src/auth/mailer.ts')).href)
  const open = new Set<Socket>()
  const silent = createServer((socket) => open.add(socket.on('error', () => {})))
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = Object(silent.address())
  const mailer = createMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'a@b.example', production: true })
  const start = performance.now()
  await expect(mailer.send({ to: 'c@d.example', subject: 'x', text: 'y' })).rejects.toThrow()
  expect(performance.now() - start).toBeLessThan(12_000)
  for (const socket of open) socket.destroy()
  silent.close()
})
