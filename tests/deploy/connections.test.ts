import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { connectionFlaws } from '../../src/audit/connections.ts'
import { ashlar } from '../setup/cli.ts'
import { temporaryFolder } from '../setup/tree.ts'
import { edit } from '../unit/commands/adopt/edits.ts'
import { DESCRIPTIONS, golden, manifestTexts } from './manifests.ts'

const generated = manifestTexts(golden('shop'))

/** A manifest of the shop as somebody has left it: with other lines, or not at all. */
function manifest(name: string, edits: readonly (readonly [from: string | RegExp, to: string])[] | undefined = []) {
  const text = edits.reduce((now, [from, to]) => {
    const next = now.replace(from, to)
    if (next === now) throw new Error(`${name} has no ${from}`)
    return next
  }, generated.get(name) ?? '')
  return { path: name, text }
}

const GONE = (path: string) => ({ path, text: undefined })

const POOL = /(?<=DATABASE_POOL_SIZE\n +value: )"8"/
const LIMIT = /(?<=database-max-connections: )"100"/
const PODS = /(?<=maxReplicas: )8/

interface Edited {
  readonly deployment?: ReturnType<typeof manifest> | ReturnType<typeof GONE>
  readonly scaling?: ReturnType<typeof manifest> | ReturnType<typeof GONE>
  readonly settings?: ReturnType<typeof manifest> | ReturnType<typeof GONE>
}

/** The message and the file of each flaw. */
function flaws({
  deployment = manifest('deployment.yaml'),
  scaling = manifest('hpa.yaml'),
  settings = manifest('configmap.yaml'),
}: Edited = {}): string[] {
  return connectionFlaws({ deployment, scaling, settings }).map(({ path, message }) => `${path}: ${message}`)
}

const sum = (pods: string, size: number, needed: number, available = 97) =>
  `(${pods}) pods with ${size} connections each and 2 of the migration are ${needed}, and PostgreSQL has ${available} for them`

describe('the connections of all pods', () => {
  test.each(DESCRIPTIONS)('fit as they are generated for $name', ({ text }) => {
    const texts = manifestTexts(text)
    const read = (path: string) => ({ path, text: texts.get(path) })
    const [deployment, scaling, settings] = ['deployment.yaml', 'hpa.yaml', 'configmap.yaml'].map(read)
    if (!deployment || !scaling || !settings) throw new Error('a manifest is missing')
    expect(deployment.text).toMatch(LIMIT)
    expect(connectionFlaws({ deployment, scaling, settings })).toEqual([])
  })

  test('fit up to the last one', () => {
    const pool = (size: number) =>
      flaws({
        deployment: manifest('deployment.yaml', [
          [POOL, `"${size}"`],
          [LIMIT, '"95"'],
        ]),
      })
    expect(pool(9)).toEqual([])
    expect(pool(10)).toEqual([`deployment.yaml: ${sum('8 + 1', 11, 101, 92)}`])
  })

  test('are those of the pods that the HPA may ask for', () => {
    expect(flaws({ scaling: manifest('hpa.yaml', [[PODS, '20']]) })).toEqual([
      `deployment.yaml: ${sum('20 + 1', 9, 191)}`,
    ])
  })

  test('are those of the replicas, where there is no HPA', () => {
    const replicas = (count: number) =>
      manifest('deployment.yaml', [['  minReadySeconds', `  replicas: ${count}\n  minReadySeconds`]])
    expect(flaws({ deployment: replicas(3), scaling: GONE('hpa.yaml') })).toEqual([])
    expect(flaws({ deployment: replicas(11), scaling: GONE('hpa.yaml') })).toEqual([
      `deployment.yaml: ${sum('11 + 1', 9, 110)}`,
    ])
  })

  test('count what a rollout starts beside them', () => {
    const surge = (text: string) => manifest('deployment.yaml', [['maxSurge: 1', text]])
    expect(flaws({ deployment: surge('maxSurge: 50%') })).toEqual([`deployment.yaml: ${sum('8 + 4', 9, 110)}`])
    const recreate = manifest('deployment.yaml', [
      [/type: RollingUpdate\n.*\n.*\n.*maxSurge: 1/, 'type: Recreate'],
      [POOL, '"10"'],
    ])
    expect(flaws({ deployment: recreate })).toEqual([])
  })

  test('are as many as the configuration says, where the Deployment says nothing', () => {
    const without = manifest('deployment.yaml', [[/ +- name: DATABASE_POOL_SIZE\n.*\n/, '']])
    expect(flaws({ deployment: without })).toEqual([`hpa.yaml: ${sum('8 + 1', 11, 101)}`])
    const enough = manifest('deployment.yaml', [
      [/ +- name: DATABASE_POOL_SIZE\n.*\n/, ''],
      [LIMIT, '"104"'],
    ])
    expect(flaws({ deployment: enough })).toEqual([])
    const settings = manifest('configmap.yaml', [[/^data:\n/m, 'data:\n  DATABASE_POOL_SIZE: "30"\n']])
    expect(flaws({ deployment: without, settings })).toEqual([`configmap.yaml: ${sum('8 + 1', 31, 281)}`])
  })

  test('are not compared with what nobody has said, and not taken for a number that they are not', () => {
    expect(
      flaws({
        deployment: manifest('deployment.yaml', [
          [/ +database-max-connections: "100"\n/, ''],
          [POOL, '"500"'],
        ]),
      }),
    ).toEqual([])
    expect(flaws({ deployment: GONE('deployment.yaml') })).toEqual([])
    expect(flaws({ deployment: manifest('deployment.yaml', [[LIMIT, 'a hundred']]) })).toEqual([
      'deployment.yaml: this is no whole number',
    ])
  })
})

describe('ashlar check', () => {
  const root = temporaryFolder()
  const check = (...args: readonly string[]) => ashlar(['check', ...args], { cwd: root })

  beforeAll(async () => {
    writeFileSync(join(root, 'ashlar.yaml'), golden('minimal'))
    expect(await ashlar(['generate'], { cwd: root })).toMatchObject({ exitCode: 0 })
  })

  test('has nothing against the manifests as they are generated', async () => {
    expect(await check()).toMatchObject({ exitCode: 0, stdout: expect.not.stringContaining('pool') })
  })

  test('says where more is asked for than there is, and what to do', async () => {
    edit(root, 'deploy/kubernetes/hpa.yaml', 'maxReplicas: 8', 'maxReplicas: 20')
    const { exitCode, stdout } = await check()
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(
      /^ {2}pool {6}deploy\/kubernetes\/deployment\.yaml:\d+:22 {2}\(20 \+ 1\) pods .* are 191, and PostgreSQL has 97 for them: lower DATABASE_POOL_SIZE or/m,
    )
  })

  test('tells it to tools', async () => {
    const { connections } = JSON.parse((await check('--json')).stdout)
    expect(connections).toMatchObject([{ path: 'deploy/kubernetes/deployment.yaml', column: 22 }])
    expect((await check('--format', 'github')).stdout).toContain(
      `::error file=deploy/kubernetes/deployment.yaml,line=${connections[0].line},col=22,title=ashlar%3A pool::`,
    )
    const sarif = JSON.parse((await check('--format', 'sarif')).stdout)
    expect(sarif.runs[0].results).toMatchObject([{ ruleId: 'pool' }])
  })
})
