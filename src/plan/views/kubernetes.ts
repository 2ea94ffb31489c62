import { usesRedis } from '../../model/limits.ts'
import type { Service } from '../../model/model.ts'
import { hasProviders, sendsMail } from './actor.ts'
import { longestTime } from './deadlines.ts'
import { secretVariables, settingVariables } from './kubernetes-environment.ts'
import { kubernetesName } from './kubernetes-name.ts'
import { hasUpstreams } from './upstreams.ts'

/** What a rollout and the pods that are still ending leave of 97 connections: (8 + 1 + 2) × 8 and 2 for the migration. */
const MAX_REPLICAS = 8
const POOL_SIZE = 8
const MAX_CONNECTIONS = 100

/** Seconds: until the network has heard that a pod is going, and what Node.js and the database take to close. */
const DELAY = 10
const CLOSING = 10
/** How long requests under way are waited for, where none may take longer; the configuration takes no more than the second. */
const USUAL_WAIT = 15
const LONGEST_WAIT = 600

/** Mebibytes: the heap leaves a quarter to buffers, stacks and code. */
const MEMORY = 512

/** Whether the description asks for manifests. */
export function runsOnKubernetes({ deploy }: Service): boolean {
  return deploy.includes('kubernetes')
}

/** What is in `deploy/kubernetes/`. */
export function kubernetesView(service: Service) {
  const wait = Math.min(LONGEST_WAIT, Math.max(USUAL_WAIT, Math.ceil(longestTime(service) / 1_000)))
  const secrets = secretVariables(service)
  const required = secrets.filter(({ optional }) => !optional)
  return {
    view: {
      app: kubernetesName(service.name),
      settings: settingVariables(service),
      secrets,
      requiredSecrets: required.map((secret, at) => ({ ...secret, end: at < required.length - 1 ? ' \\' : '' })),
      migrationSecrets: required.filter(({ migrates }) => migrates),
      maxReplicas: MAX_REPLICAS,
      poolSize: POOL_SIZE,
      maxConnections: MAX_CONNECTIONS,
      delayMs: DELAY * 1_000,
      waitMs: wait * 1_000,
      graceSeconds: DELAY + wait + CLOSING,
      memory: MEMORY,
      heap: MEMORY * 0.75,
      callsOut: hasUpstreams(service) || hasProviders(service),
      redis: usesRedis(service),
      mails: sendsMail(service),
    },
    imports: [],
  }
}
