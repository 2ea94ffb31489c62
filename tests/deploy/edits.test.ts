import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ashlar } from '../setup/cli.ts'
import { temporaryFolder } from '../setup/tree.ts'
import { edit } from '../unit/commands/adopt/edits.ts'
import { golden } from './manifests.ts'

const FOLDER = 'deploy/kubernetes'

describe('manifests that somebody has edited', () => {
  test('keep the edits when the description asks for more', async () => {
    const root = temporaryFolder()
    const read = (name: string) => readFileSync(join(root, FOLDER, name), 'utf8')
    const before = golden('minimal')
    writeFileSync(join(root, 'ashlar.yaml'), before)
    expect(await ashlar(['generate'], { cwd: root })).toMatchObject({ exitCode: 0 })

    const deployment = `${FOLDER}/deployment.yaml`
    edit(root, deployment, /(?<=limits:\n +memory: )512Mi/, '1Gi')
    edit(root, deployment, '--max-old-space-size=384', '--max-old-space-size=768')
    edit(
      root,
      deployment,
      /(?= +- name: DATABASE_POOL_SIZE)/,
      `${' '.repeat(12)}- name: FEATURE\n${' '.repeat(14)}value: "on"\n`,
    )
    edit(root, `${FOLDER}/hpa.yaml`, 'maxReplicas: 8', 'maxReplicas: 4')
    edit(root, `${FOLDER}/configmap.yaml`, 'CORS_ORIGINS: ""', 'CORS_ORIGINS: https://shop.example\n  API_DOCS: "true"')
    edit(root, `${FOLDER}/kustomization.yaml`, '  - pdb.yaml\n', '  - pdb.yaml\n  - ingress.yaml\n')
    edit(root, `${FOLDER}/kustomization.yaml`, 'newTag: "0.0.0"', 'newTag: "1.4.2"')
    edit(root, `${FOLDER}/networkpolicy.yaml`, 'metadata.name: monitoring', 'metadata.name: observability')

    // Redis, a secret and a setting come in, and requests may take longer.
    const config = 'config: { STRIPE_KEY: secret, REGION: string(2..2) }\n'
    const asked = before.replace('resources:', `${config}defaults: { rateLimit: 300/1m, timeout: 30s }\nresources:`)
    writeFileSync(join(root, 'ashlar.yaml'), asked)
    expect(await ashlar(['generate'], { cwd: root })).toMatchObject({ exitCode: 0 })

    const pods = read('deployment.yaml')
    for (const text of ['memory: 1Gi', '--max-old-space-size=768', '- name: FEATURE\n              value: "on"']) {
      expect(pods).toContain(text)
    }
    for (const text of ['key: REDIS_URL', 'key: STRIPE_KEY', 'terminationGracePeriodSeconds: 50', 'value: "30000"']) {
      expect(pods).toContain(text)
    }
    expect(read('hpa.yaml')).toContain('maxReplicas: 4')
    for (const text of ['CORS_ORIGINS: https://shop.example', 'API_DOCS: "true"', 'REGION: ""']) {
      expect(read('configmap.yaml')).toContain(`  ${text}\n`)
    }
    for (const text of ['  - ingress.yaml\n', 'newTag: "1.4.2"']) expect(read('kustomization.yaml')).toContain(text)
    expect(read('networkpolicy.yaml')).toContain('metadata.name: observability')
    expect(read('networkpolicy.yaml')).toContain('port: 6379')
    expect(await ashlar(['check'], { cwd: root })).toMatchObject({ exitCode: 0 })
  })

  test('stay where they are when the description asks for them no more', async () => {
    const root = temporaryFolder()
    writeFileSync(join(root, 'ashlar.yaml'), golden('minimal'))
    await ashlar(['generate'], { cwd: root })
    edit(root, `${FOLDER}/hpa.yaml`, 'maxReplicas: 8', 'maxReplicas: 4')
    writeFileSync(join(root, 'ashlar.yaml'), golden('minimal').replace('deploy: [kubernetes]\n', ''))
    const { exitCode, stdout } = await ashlar(['generate'], { cwd: root })
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(`${FOLDER}/hpa.yaml`) })
    expect(readFileSync(join(root, FOLDER, 'hpa.yaml'), 'utf8')).toContain('maxReplicas: 4')
    expect(() => readFileSync(join(root, FOLDER, 'pdb.yaml'))).toThrow('ENOENT')
  })
})
