import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { IPodTemplateSpec } from 'kubernetes-models/v1'
import { beforeAll, describe, expect, test } from 'vitest'
import { installedFolder } from '../setup/tree.ts'
import { DESCRIPTIONS, filesOf, manifestsOf } from './manifests.ts'

type Environment = Readonly<Record<string, string>>
type ReadConfig = (env: Environment, use?: { readonly signs: boolean }) => unknown

/** What whoever runs the services would fill in; everything that has a form has one of its own. */
const FILLED: Environment = {
  DATABASE_URL: 'postgres://shop:s3cret@database:5432/shop',
  DATABASE_REPLICA_URLS: 'postgres://shop:s3cret@replica:5432/shop',
  REDIS_URL: 'redis://:s3cret@redis:6379',
  AUTH_SECRET: 'k1mKd0b7w4c9vQ2s8xH3nZ6yR5tL1pJ0uE7aG2fB9iC4',
  AUTH_SECRET_PREVIOUS: 'x1mKd0b7w4c9vQ2s8xH3nZ6yR5tL1pJ0uE7aG2fB9iC4',
  SMTP_URL: 'smtps://shop:s3cret@mail.example.com',
  OIDC_RETURN_URLS: 'https://shop.example/welcome',
  PUBLIC_URL: 'https://api.shop.example',
}

/** The same for variables of which the description alone knows. */
function filled(name: string): string {
  return (
    FILLED[name] ?? (/URL|ISSUER|LOGIN/.test(name) && !/ID$|SECRET$/.test(name) ? 'https://other.example' : 'a-value')
  )
}

describe.each(DESCRIPTIONS)('the environment of $name', ({ text }) => {
  const { deployment, job, configMap, secret } = manifestsOf(text)
  const settings = configMap.data ?? {}
  let readConfig: ReadConfig

  beforeAll(async () => {
    const root = installedFolder()
    for (const [path, content] of filesOf(text)) {
      if (!path.startsWith('src/')) continue
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), content)
    }
    ;({ readConfig } = await import(join(root, 'src/config.ts')))
  })

  /** What a pod gets where all that has to be there is; NODE_ENV is the image's. */
  function environmentOf(template: IPodTemplateSpec | undefined, without?: string): Environment {
    const [container] = template?.spec?.containers ?? []
    const { needed } = secretsOf(template)
    const own = container?.env?.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])) ?? []
    const toSet = neededSettings().map((name) => [name, filled(name)])
    const all = [...Object.entries(settings), ...toSet, ...own, ...needed.map((name) => [name, filled(name)])]
    return { NODE_ENV: 'production', ...Object.fromEntries(all.filter(([name]) => name !== without)) }
  }

  /** Those of which the comment says that they have to be set. */
  function neededSettings(): string[] {
    const content = filesOf(text).get('deploy/kubernetes/configmap.yaml') ?? ''
    return [...content.matchAll(/# has to be set.*\n {2}(\w+): ""/g)].map(([, name = '']) => name)
  }

  test('is enough for the service, and all of what has to be there is needed', () => {
    const pods = deployment.spec?.template
    expect(() => readConfig(environmentOf(pods))).not.toThrow()
    const unneeded = [...secretsOf(pods).needed, ...neededSettings()].filter(
      (name) => name !== 'REDIS_URL' && !fails(() => readConfig(environmentOf(pods, name))),
    )
    expect(unneeded).toEqual([])
  })

  test('is enough for the migration, which gets no more secrets than it needs', () => {
    const template = job.spec?.template
    const { needed, optional } = secretsOf(template)
    const read = (env: Environment) => readConfig(env, { signs: false })
    expect(() => read(environmentOf(template))).not.toThrow()
    expect(needed.filter((name) => !fails(() => read(environmentOf(template, name))))).toEqual([])
    expect(optional).toEqual([])
  })

  test('has every secret that the service reads in the Secret, and none in the ConfigMap', () => {
    const [, list = ''] = /const SECRETS = (\[[^\]]*\])/.exec(filesOf(text).get('src/config.ts') ?? '') ?? []
    const secrets = Array.from(list.matchAll(/'(\w+)'/g), ([, name = '']) => name)
    const { needed, optional } = secretsOf(deployment.spec?.template)
    expect([...needed, ...optional].sort()).toEqual([...secrets].sort())
    expect(Object.keys(secret.stringData ?? {}).sort()).toEqual([...secrets].sort())
    expect(Object.keys(settings).filter((name) => secrets.includes(name))).toEqual([])
    const plain = deployment.spec?.template.spec?.containers[0]?.env?.filter(({ value }) => value !== undefined) ?? []
    expect(plain.filter(({ name }) => secrets.includes(name))).toEqual([])
  })

  test('has a Secret to show with which no service starts', () => {
    expect(new Set(Object.values(secret.stringData ?? {}))).toEqual(new Set(['']))
    const env = { NODE_ENV: 'production', ...settings, ...secret.stringData }
    expect(() => readConfig(env)).toThrow('DATABASE_URL is missing')
  })

  test('shows how to make the Secret, with all that has to be in it', () => {
    const content = filesOf(text).get('deploy/kubernetes/secret.example.yaml') ?? ''
    const typed = Array.from(content.matchAll(/--from-literal=(\w+)=/g), ([, name = '']) => name)
    expect(typed).toEqual(secretsOf(deployment.spec?.template).needed)
  })

  test('names the Secret and the ConfigMap that are there', () => {
    for (const template of [deployment.spec?.template, job.spec?.template]) {
      const [container] = template?.spec?.containers ?? []
      expect(container?.envFrom).toEqual([{ configMapRef: { name: configMap.metadata?.name } }])
      const references =
        container?.env?.flatMap(({ name, valueFrom }) => (valueFrom ? [{ name, ...valueFrom }] : [])) ?? []
      for (const { name, secretKeyRef } of references) {
        expect(secretKeyRef).toMatchObject({ name: secret.metadata?.name, key: name })
      }
    }
  })
})

function secretsOf(template: IPodTemplateSpec | undefined) {
  const variables = template?.spec?.containers[0]?.env ?? []
  const names = (isOptional: boolean) =>
    variables.flatMap(({ name, valueFrom }) =>
      valueFrom?.secretKeyRef !== undefined && (valueFrom.secretKeyRef.optional ?? false) === isOptional ? [name] : [],
    )
  return { needed: names(false), optional: names(true) }
}

function fails(act: () => unknown): boolean {
  try {
    act()
    return false
  } catch {
    return true
  }
}
