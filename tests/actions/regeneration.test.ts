import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, inject, test } from 'vitest'
import { ashlar } from '../setup/cli.ts'

const DESCRIPTION = `
ashlar: 1
name: parcels
auth: { user: person, identifier: email, roles: { field: role } }
resources:
  person:
    fields: { email: email unique, password: secret, role: "enum(sender, courier) write(courier) = sender" }
    access: signedIn
  parcel:
    fields: { title: string(1..80), state: { enum: [packed, sent], default: packed, moves: { packed: [sent] } } }
    access: signedIn
    actions:
      send: { post: "/{id}/send", access: courier, response: parcel }
`

const ACTIONS = 'src/resources/parcels/parcels.actions.ts'

const SEND = `/** As somebody wrote it. */
export async function send({ key, unit }: SendParcel): Promise<SendParcelAnswer> {
  // It is on its way.
  return unit(async ({ parcels }) => (await parcels.moveState(key, 'sent')) ?? notFound('parcel'))
}
`

let projects = 0

/** A project whose action is written. */
class Project {
  readonly root: string

  constructor() {
    projects += 1
    this.root = join(inject('installedRoot'), `actions-${projects}`)
    mkdirSync(this.root, { recursive: true })
  }

  describe(text: string): void {
    writeFileSync(join(this.root, 'ashlar.yaml'), text)
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8')
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.root, path), text)
  }

  run(...args: string[]) {
    return ashlar(args, { cwd: this.root })
  }
}

describe('an action that is written', () => {
  let project: Project

  beforeEach(async () => {
    project = new Project()
    project.describe(DESCRIPTION)
    const { stdout } = await project.run('generate')
    expect(stdout).toContain(`Yours to write; until then the project does not compile:\n  ${ACTIONS}:7  send\n`)
    const form = project.read(ACTIONS)
    const written = form
      .replace(/export async function send[\s\S]*?\n}\n/, SEND)
      .replace(
        "import { unwritten } from '../../http/unwritten.ts'",
        "import { notFound } from '../../http/problem.ts'",
      )
    project.write(ACTIONS, written)
  })

  async function regenerated(change: (text: string) => string, ...args: string[]): Promise<string> {
    project.describe(change(DESCRIPTION))
    const { exitCode, stdout, stderr } = await project.run('generate', ...args)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).not.toContain('conflict')
    return stdout
  }

  test('is no news, and nothing is left to write', async () => {
    const before = project.read(ACTIONS)
    expect(await regenerated((text) => text)).toMatch(/^\d+ files generated in .*: nothing to do\.\n$/)
    expect(project.read(ACTIONS)).toBe(before)
    expect((await project.run('check')).exitCode).toBe(0)
  })

  test.each([
    ['its access', 'access: courier', 'access: [courier, sender]'],
    ['its path', '/{id}/send', '/{id}/send-off'],
    ['its method', 'post: "/{id}/send"', 'put: "/{id}/send"'],
    ['what it is sent', 'response: parcel', 'request: { weight: int }, response: parcel'],
    ['what it answers', 'response: parcel', 'response: { at: datetime }'],
    ['what it is for', 'response: parcel', 'response: parcel, description: Takes it away'],
    ['that it is idempotent', 'response: parcel', 'response: parcel, idempotent: true'],
  ])('stays where the description changes %s', async (_, from, to) => {
    const before = project.read(ACTIONS)
    const stdout = await regenerated((text) => text.replace(from, to))
    expect(stdout).not.toContain(ACTIONS)
    expect(project.read(ACTIONS)).toBe(before)
  })

  test('stays beside one that is new', async () => {
    const stdout = await regenerated((text) =>
      text.replace(
        '      send:',
        '      open: { post: "/{id}/open", access: signedIn, response: parcel }\n      send:',
      ),
    )
    expect(stdout).toMatch(/merge {5}src\/resources\/parcels\/parcels\.actions\.ts/)
    expect(stdout).toMatch(/does not compile:\n {2}src\/resources\/parcels\/parcels\.actions\.ts:\d+ {2}open\n/)
    const after = project.read(ACTIONS)
    expect(after).toContain(SEND)
    expect(after).toContain('export async function open(asked: OpenParcel): Promise<OpenParcelAnswer> {')
    expect(after).toContain("import { unwritten } from '../../http/unwritten.ts'")
  })

  test('stays under its old name where it is called otherwise, beside the new one', async () => {
    const stdout = await regenerated((text) => text.replace('      send:', '      dispatch:'))
    const after = project.read(ACTIONS)
    expect(after).toContain(SEND)
    expect(after).toContain('export async function dispatch(asked: DispatchParcel)')
    expect(stdout).toMatch(/parcels\.actions\.ts.*send/)
  })

  test('stays where it is described no more, and it is said', async () => {
    const stdout = await regenerated((text) => text.replace(/ {4}actions:\n.*\n/, ''))
    expect(stdout).toMatch(/orphan {4}src\/resources\/parcels\/parcels\.actions\.ts/)
    expect(project.read(ACTIONS)).toContain(SEND)
  })

  test('stays beside others where it alone is described no more, and it is said', async () => {
    const two = (text: string) =>
      text.replace('      send:', '      open: { post: "/{id}/open", access: signedIn, response: parcel }\n      send:')
    await regenerated(two)
    const stdout = await regenerated((text) => two(text).replace(/ {6}send:.*\n/, ''))
    expect(project.read(ACTIONS)).toContain(SEND)
    expect(stdout).toMatch(/parcels\.actions\.ts.*`send`/)
  })

  test('goes along where its resource is called otherwise', async () => {
    const { exitCode } = await project.run('rename', 'parcel', 'packet')
    expect(exitCode).toBe(0)
    const after = project.read('src/resources/packets/packets.actions.ts')
    expect(after).toContain('As somebody wrote it.')
    expect(after).toContain('// It is on its way.')
    expect(after).toContain('({ key, unit }: SendPacket): Promise<SendPacketAnswer>')
  })
})
