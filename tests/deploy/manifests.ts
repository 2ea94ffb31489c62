import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Deployment } from 'kubernetes-models/apps/v1'
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2'
import { Job } from 'kubernetes-models/batch/v1'
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1'
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1'
import { ConfigMap, Secret, Service, ServiceAccount } from 'kubernetes-models/v1'
import { parse } from 'yaml'
import { packageRoot, readTemplates } from '../../src/package.ts'
import { generateFiles } from '../../src/pipeline.ts'

const FOLDER = 'deploy/kubernetes/'
const templates = await readTemplates()

/** The descriptions of the goldens that differ in what their pods need, one that signs in and calls others with a token, and one by a name that DNS would not take. */
export const DESCRIPTIONS = [
  ...['shop', 'minimal', 'kinds', 'providers', 'tenants'].map((name) => ({ name, text: golden(name) })),
  { name: 'a shop with a token', text: golden('shop').replace(/(\n +)url: PAYMENTS_URL/, '$&$1token: PAYMENTS_TOKEN') },
  { name: 'another name', text: golden('minimal').replace('name: notes', `name: 1.0_${'long-'.repeat(20)}`) },
]

/** A description of a golden that asks for manifests. */
export function golden(name: string): string {
  const text = readFileSync(join(packageRoot, 'tests/golden', name, 'ashlar.yaml'), 'utf8')
  return text.includes('deploy: [kubernetes]') ? text : `${text.trimEnd()}\ndeploy: [kubernetes]\n`
}

/** What is generated for a description, by path. */
export function filesOf(text: string): ReadonlyMap<string, string> {
  const files = generateFiles({ file: 'ashlar.yaml', text }, templates)
  return new Map(files.map((file) => [file.path, file.text]))
}

/** The texts of the manifests of a project, by the names of their files. */
export function manifestTexts(text: string): ReadonlyMap<string, string> {
  const own = [...filesOf(text)].filter(([path]) => path.startsWith(FOLDER))
  return new Map(own.map(([path, content]) => [path.slice(FOLDER.length), content]))
}

/** One class for each object that is generated. */
const CLASSES = {
  'configmap.yaml': ConfigMap,
  'deployment.yaml': Deployment,
  'hpa.yaml': HorizontalPodAutoscaler,
  'migrate.yaml': Job,
  'networkpolicy.yaml': NetworkPolicy,
  'pdb.yaml': PodDisruptionBudget,
  'secret.example.yaml': Secret,
  'service.yaml': Service,
  'serviceaccount.yaml': ServiceAccount,
} as const

type FileName = keyof typeof CLASSES

/** The file names of all objects. */
export const FILE_NAMES = Object.keys(CLASSES) as FileName[]

/** What the schemas of Kubernetes have against a manifest; they take keys that they do not know without a word. */
export function flawsOfManifest(name: FileName, manifest: unknown): string[] {
  const complaint = complaintOf(name, manifest)
  if (complaint !== undefined) return [complaint]
  const unknown = pathsIn(manifest).filter((path) => complaintOf(name, withNonsenseAt(manifest, path)) === undefined)
  return unknown.map((path) => `${path.join('.')} is unknown`)
}

function complaintOf(name: FileName, manifest: unknown): string | undefined {
  try {
    Reflect.construct(CLASSES[name], [manifest]).validate()
    return undefined
  } catch (error) {
    return String(error)
  }
}

type Path = readonly string[]

function pathsIn(value: unknown): Path[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [[key], ...pathsIn(inner).map((path) => [key, ...path])])
}

/** Whatever is known has a type, and this has none of them. */
function withNonsenseAt(manifest: unknown, path: Path): unknown {
  const copy = structuredClone(manifest)
  const around = path.slice(0, -1).reduce<unknown>((at, key) => Reflect.get(Object(at), key), copy)
  Reflect.set(Object(around), path.at(-1) ?? '', Symbol('nonsense'))
  return copy
}

/** The objects of a project. */
export function manifestsOf(text: string) {
  const texts = manifestTexts(text)
  const read = (name: FileName) => parse(texts.get(name) ?? '')
  return {
    configMap: new ConfigMap(read('configmap.yaml')),
    deployment: new Deployment(read('deployment.yaml')),
    scaling: new HorizontalPodAutoscaler(read('hpa.yaml')),
    job: new Job(read('migrate.yaml')),
    policy: new NetworkPolicy(read('networkpolicy.yaml')),
    budget: new PodDisruptionBudget(read('pdb.yaml')),
    secret: new Secret(read('secret.example.yaml')),
    service: new Service(read('service.yaml')),
    account: new ServiceAccount(read('serviceaccount.yaml')),
  }
}
