import { type Document, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type Scalar } from 'yaml'

/** The manifests that say how many connections there may be: their texts, as far as they are there. */
export interface Manifests {
  readonly deployment: Manifest
  readonly scaling: Manifest
  readonly settings: Manifest
}

/** A manifest of the project. */
export interface Manifest {
  readonly path: string
  readonly text: string | undefined
}

/** What is wrong with the number of connections, and where it is said. */
export interface ConnectionFlaw {
  readonly path: string
  /** From 1. */
  readonly line: number
  readonly column: number
  readonly message: string
  readonly hint: string
}

/** The annotation that says what PostgreSQL has: its `max_connections`. */
const MAX_CONNECTIONS = 'database-max-connections'

/** What PostgreSQL keeps of them for its superuser, where nobody has said otherwise. */
const RESERVED = 3
/** What `dist/migrate.js` opens: one to ask which are pending, one to apply them. */
const OF_MIGRATION = 2
/** By which each asks whether the database is there, beside its pool. */
const OF_PROBE = 1
/** What the configuration of the service says, where the environment does not. */
const USUAL_POOL = 10
/** What Kubernetes does in a rollout, where nobody has said otherwise. */
const USUAL_SURGE = '25%'

/**
 * Whether all pods that there may be at once open more connections than PostgreSQL has for them. Without the annotation
 * {@link MAX_CONNECTIONS} of the Deployment nobody knows how many these are, and nothing is wrong.
 */
export function connectionFlaws(manifests: Manifests): readonly ConnectionFlaw[] {
  const pods = readObject(manifests.deployment, 'Deployment')
  const limit = numberAt(pods, ['metadata', 'annotations', MAX_CONNECTIONS])
  if (pods === undefined || limit === undefined) return []
  const replicas = mostReplicas(pods, manifests.scaling) ?? { ...limit, value: 1 }
  const pool = poolSize(pods, manifests.settings) ?? { ...replicas, value: USUAL_POOL }
  const unclear = [limit, replicas, pool].filter(({ value }) => !Number.isSafeInteger(value))
  if (unclear.length > 0) return unclear.map(({ place }) => ({ ...place, ...NO_NUMBER }))
  const [count, surge, size] = [replicas.value, surgeOf(pods, replicas.value), pool.value + OF_PROBE]
  const needed = (count + surge) * size + OF_MIGRATION
  const available = limit.value - RESERVED
  if (needed <= available) return []
  const message =
    `(${count} + ${surge}) pods with ${size} connections each and ${OF_MIGRATION} of the migration are ${needed}, ` +
    `and PostgreSQL has ${available} for them`
  return [{ ...pool.place, message, hint: TOO_MANY }]
}

const NO_NUMBER = { message: 'this is no whole number', hint: 'type one' }
const TOO_MANY = `lower DATABASE_POOL_SIZE or maxReplicas, or raise max_connections and say so in \`${MAX_CONNECTIONS}\``

const POOL_SIZE = 'DATABASE_POOL_SIZE'

type Place = Pick<ConnectionFlaw, 'path' | 'line' | 'column'>

/** An object of Kubernetes in a file, which may have several. */
interface ReadObject {
  readonly document: Document.Parsed
  placeOf(node: Scalar): Place
}

/** A number in it, and where it stands; NaN where something else does. */
interface Said {
  readonly value: number
  readonly place: Place
}

function readObject({ path, text = '' }: Manifest, kind: string): ReadObject | undefined {
  const lineCounter = new LineCounter()
  const documents = [...parseAllDocuments(text, { lineCounter })]
  const document = documents.find((one) => one.get('kind') === kind)
  if (document === undefined) return undefined
  return {
    document,
    placeOf: ({ range }) => {
      const { line, col } = lineCounter.linePos(range?.[0] ?? 0)
      return { path, line, column: col }
    },
  }
}

function numberAt(object: ReadObject | undefined, at: readonly string[]): Said | undefined {
  return saidBy(object, object?.document.getIn(at, true))
}

function saidBy(object: ReadObject | undefined, node: unknown): Said | undefined {
  if (object === undefined || !isScalar(node) || node.value === '' || node.value === null) return undefined
  return { value: Number(node.value), place: object.placeOf(node) }
}

/** How many pods there may be: as many as the HPA may ask for, or what the Deployment says without one. */
function mostReplicas(pods: ReadObject, scaling: Manifest): Said | undefined {
  const scaled = numberAt(readObject(scaling, 'HorizontalPodAutoscaler'), ['spec', 'maxReplicas'])
  return scaled ?? numberAt(pods, ['spec', 'replicas'])
}

/** How many connections each of them opens: what its own environment says goes before the ConfigMap. */
function poolSize(pods: ReadObject, settings: Manifest): Said | undefined {
  const containers = itemsOf(pods.document.getIn(['spec', 'template', 'spec', 'containers']))
  const variables = containers.flatMap((container) => itemsOf(isMap(container) ? container.get('env') : undefined))
  const own = variables.filter(isMap).find((variable) => variable.get('name') === POOL_SIZE)
  return saidBy(pods, own?.get('value', true)) ?? numberAt(readObject(settings, 'ConfigMap'), ['data', POOL_SIZE])
}

function itemsOf(list: unknown): readonly unknown[] {
  return isSeq(list) ? list.items : []
}

/** How many pods more than those there are in a rollout. */
function surgeOf({ document }: ReadObject, replicas: number): number {
  if (document.getIn(['spec', 'strategy', 'type']) === 'Recreate') return 0
  const surge = String(document.getIn(['spec', 'strategy', 'rollingUpdate', 'maxSurge']) ?? USUAL_SURGE)
  return surge.endsWith('%') ? Math.ceil((replicas * Number.parseInt(surge, 10)) / 100) : Number(surge)
}
