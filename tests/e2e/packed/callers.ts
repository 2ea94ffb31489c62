import { succeed } from './programs.ts'
import type { RunningService } from './running-service.ts'
import type { Shop } from './shop.ts'

const ROLES = ['customer', 'clerk', 'admin'] as const
const PASSWORD = 'open sesame, please'

/** Makes one of each role, as whoever runs the service does it. */
export async function makeCallers({ root }: Pick<Shop, 'root'>, env: Readonly<Record<string, string>> = {}) {
  for (const role of ROLES) {
    const words = ['npm', 'run', 'user', '--', '--email', emailOf(role), '--name', role, '--role', role]
    await succeed(words, { cwd: root, env: { ...env, PASSWORD } })
  }
}

/** Their tokens, from a service that runs, as the curl scripts look for them. */
export async function tokensOf(service: RunningService): Promise<Readonly<Record<string, string>>> {
  const entries = ROLES.map(async (role) => [`TOKEN_${role.toUpperCase()}`, await signIn(service, role)] as const)
  return Object.fromEntries(await Promise.all(entries))
}

/** The access token of one of them. */
export async function signIn({ post }: RunningService, role: (typeof ROLES)[number]): Promise<string> {
  const { status, body } = await post('/api/auth/login', { email: emailOf(role), password: PASSWORD })
  if (status !== 200) throw new Error(`${role} is not let in: ${JSON.stringify(body)}`)
  return (body as { data: { accessToken: string } }).data.accessToken
}

function emailOf(role: string): string {
  return `${role}@shop.example`
}
