import { spawn } from 'node:child_process'
import { cpSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { print, printCommand } from './narration.js'
import { environment, root, runTool } from './programs.js'
import { freePort, startService } from './service.js'

const EXAMPLE = resolve(root, 'examples/shop')
const CLERK = { email: 'clerk@shop.example', password: 'a clerk may make products' }

/** A shop whose actions are written: generated, started beside what stands in for its payments service. */
export async function openShop({ folder, runAshlar }) {
  await runAshlar(['new', 'market', '--spec', join(EXAMPLE, 'ashlar.yaml'), '--yes'], folder)
  const project = join(folder, 'market')
  print('\nWhat a person wrote goes over the forms, and is nothing that ashlar would change:')
  printCommand('cp -r examples/shop/src market/')
  cpSync(join(EXAMPLE, 'src'), join(project, 'src'), { recursive: true })
  await runAshlar(['generate'], project)
  print('')
  print(
    readFileSync(join(project, 'src/resources/orders/orders.actions.ts'), 'utf8').split('\n').slice(14, 23).join('\n'),
  )
  await runTool(
    ['npm', 'run', '--silent', 'user', '--', '--email', CLERK.email, '--role', 'clerk', '--name', 'Clerk'],
    {
      cwd: project,
      env: { PASSWORD: CLERK.password, LOG_LEVEL: 'warn' },
      quiet: true,
    },
  )
  const [port, fakesPort] = [await freePort(), await freePort()]
  const fakes = spawn('node', ['scripts/run.js', 'scripts/fakes.ts', String(fakesPort)], {
    cwd: project,
    env: environment(),
    stdio: 'ignore',
  })
  const payments = `http://127.0.0.1:${fakesPort}`
  const service = await startService({
    project,
    port,
    log: join(folder, 'market.log'),
    env: { PAYMENTS_URL: `${payments}/payments` },
  })
  return {
    url: service.url,
    payments,
    async stop() {
      fakes.kill()
      await service.stop()
    },
  }
}

/** Somebody fills an order, places it and pays; the last piece is gone then. */
export async function buy({ url, payments }) {
  const ask = async (method, path, { body, token } = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    print(`${response.status} ${method} ${path}  ${shorter(text)}`)
    return JSON.parse(text || '{}').data
  }
  const clerk = await ask('POST', '/api/auth/login', { body: CLERK })
  const product = await ask('POST', '/api/products', {
    token: clerk.accessToken,
    body: { sku: 'ASH-1', title: 'Ashlar block', price: '12.50', stock: 2, published: true },
  })
  const account = (name) => ({ email: `${name}@shop.example`, password: 'a customer buys things', name })
  const ada = await ask('POST', '/api/auth/register', { body: account('ada') })
  const bob = await ask('POST', '/api/auth/register', { body: account('bob') })
  const lines = [{ productId: product.id, quantity: 2 }]
  const order = await ask('POST', '/api/orders', { token: ada.accessToken, body: { lines } })
  const late = await ask('POST', '/api/orders', { token: bob.accessToken, body: { lines } })
  const path = `/api/orders/${order.id}`
  await ask('POST', `${path}/place`, { token: ada.accessToken })
  await ask('POST', `/api/orders/${late.id}/place`, { token: bob.accessToken })
  await ask('POST', `${path}/pay`, { token: bob.accessToken, body: { token: 'tok_1' } })
  await ask('POST', `${path}/pay`, { token: ada.accessToken, body: { token: 'tok_1' } })
  await ask('POST', `${path}/cancel`, { token: ada.accessToken })
  const charged = await (await fetch(`${payments}/__calls`)).json()
  print(`\nThe payments service was asked once: ${JSON.stringify(charged.payments)}`)
  if (charged.payments.length !== 1) throw new Error('it was not charged once')
}

function shorter(text) {
  const told = text.replaceAll(/"(?:accessToken|refreshToken)":"[^"]+"/g, (token) => `${token.slice(0, 18)}…"`)
  return told.length > 150 ? `${told.slice(0, 150)}…` : told
}
