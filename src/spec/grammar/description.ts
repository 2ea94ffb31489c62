import { z } from 'zod'
import { LIMITS } from '../limits.ts'
import { RESOURCE_NAME, SERVICE_PART_NAME, VARIABLE_NAME } from '../names.ts'
import { BASE_PATH, SERVICE_NAME } from '../texts.ts'
import { accessGrammar } from './access.ts'
import { authGrammar } from './auth.ts'
import { fieldGrammar } from './field.ts'
import { flag, freeText, mapOf, nameOf, protection, ruled } from './pieces.ts'
import { resourceGrammar } from './resource.ts'
import { upstreamGrammar } from './upstream.ts'

/*
 * The grammar of a description: what is not in here is an error, in either form. It reads as it checks: what comes out
 * is a `Spec`.
 */

const pageLimit = z.int({ error: 'a whole number' }).min(1).max(LIMITS.pageSize)

/** What `api.pageSize:` holds. */
export const pageSizeGrammar = z.strictObject({ default: pageLimit, max: pageLimit }, { error: 'a map' })

/** In YAML 3.0 is the number 3. */
const openapi = z
  .union([z.literal(3.1), z.literal(3), z.literal('3.1'), z.literal('3.0')], { error: '3.1 or 3.0' })
  .transform((version) => (Number(version) === 3 ? '3.0' : '3.1'))

/** What `api:` holds. */
export const apiGrammar = z.strictObject(
  {
    basePath: ruled(BASE_PATH).exactOptional(),
    pageSize: pageSizeGrammar.exactOptional(),
    case: z.enum(['camel', 'snake'], { error: '`camel` or `snake`' }).exactOptional(),
    envelope: z.enum(['data', 'none'], { error: '`data` or `none`' }).exactOptional(),
    openapi: openapi.exactOptional(),
    rpc: flag.exactOptional(),
  },
  { error: 'a map' },
)

/** What `defaults:` holds. */
export const defaultsGrammar = z.strictObject(
  {
    timestamps: flag.exactOptional(),
    softDelete: flag.exactOptional(),
    versioned: flag.exactOptional(),
    idempotent: flag.exactOptional(),
    access: accessGrammar.exactOptional(),
    ...protection,
  },
  { error: 'a map' },
)

/** A whole description. */
export const descriptionGrammar = z.strictObject(
  {
    ashlar: z.literal(1, { error: '1, the version of this language' }),
    name: ruled(SERVICE_NAME),
    description: freeText.exactOptional(),
    api: apiGrammar.nullish().transform((api) => api ?? {}),
    auth: authGrammar.exactOptional(),
    tenant: nameOf('a resource').exactOptional(),
    defaults: defaultsGrammar.nullish().transform((defaults) => defaults ?? {}),
    config: mapOf(fieldGrammar, {
      names: VARIABLE_NAME,
      most: LIMITS.members,
      error: 'a map of environment variables',
    }).exactOptional(),
    deploy: z
      .array(z.enum(['kubernetes', 'grafana'], { error: '`kubernetes` or `grafana`' }), { error: 'a list' })
      .exactOptional(),
    resources: mapOf(resourceGrammar, {
      names: RESOURCE_NAME,
      most: LIMITS.resources,
      error: 'a map of resources',
      empty: {
        code: 'ASH1024',
        message: 'there are no resources',
        hint: 'add one, for example `note: { fields: { text: string(1..200) } }`',
      },
    }),
    upstreams: mapOf(upstreamGrammar, {
      names: SERVICE_PART_NAME,
      most: LIMITS.upstreams,
      error: 'a map of upstreams',
    }).exactOptional(),
  },
  { error: 'a map' },
)

/** What the grammar makes of a description whose every part is right. */
export type RawDescription = z.output<typeof descriptionGrammar>
