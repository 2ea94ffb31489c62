import type { TargetOf } from './fields.ts'
import type { AnyObject, AnySchema, AnyShape } from './schemas.ts'
import type { ApiOptions, AuthOptions, DefaultsOptions, ResourceRest, UpstreamOptions } from './spec-options.ts'

/** Marks what `defineSpec` has made, also for another copy of this package. */
const DEFINED = Symbol.for('ashlar.spec')

/** A resource, with its fields in its type. */
export interface Resource<Shape extends AnyShape> extends ResourceRest<Shape> {
  readonly fields: AnyObject<Shape>
}

/**
 * A resource. Its keys are those of YAML; its fields are an object of Zod.
 *
 * @example
 * resource({ fields: z.object({ title: z.string().max(80) }), query: { sort: ['title'] } })
 */
export function resource<const Shape extends AnyShape>(
  options: { readonly fields: AnyObject<Shape> } & ResourceRest<NoInfer<Shape>>,
): Resource<Shape> {
  return options
}

/** Any resource, for the type of all of them. */
type AnyResource = { readonly fields: AnyObject } & object

/** Every resource must lead to resources that are there; what does not is asked for something that nothing has. */
type Connected<Resources> = {
  readonly [Name in keyof Resources]: [Dangling<Resources[Name], keyof Resources>] extends [never]
    ? unknown
    : { readonly error: `there is no resource '${Dangling<Resources[Name], keyof Resources> & string}'` }
}

/** The resources that the fields of one refer to and that are not there. */
type Dangling<Resource, Names> = Resource extends { readonly fields: AnyObject<infer Shape> }
  ? Exclude<{ [Name in keyof Shape]: TargetOf<Shape[Name]> }[keyof Shape], Names>
  : never

/** A whole description. */
export interface SpecOptions<Resources> {
  readonly ashlar: 1
  readonly name: string
  readonly description?: string
  readonly api?: ApiOptions
  readonly auth?: AuthOptions<keyof Resources & string>
  readonly tenant?: keyof Resources & string
  readonly defaults?: DefaultsOptions
  /** Environment variables of the service's own. */
  readonly config?: Readonly<Record<string, AnySchema>>
  readonly deploy?: readonly ('kubernetes' | 'grafana')[]
  readonly resources: Resources & Connected<NoInfer<Resources>>
  readonly upstreams?: Readonly<Record<string, UpstreamOptions>>
}

/** What a description file exports. */
export interface DefinedSpec {
  readonly spec: object
}

/**
 * A description: the default export of `ashlar.spec.ts`.
 *
 * @example
 * export default defineSpec({
 *   ashlar: 1,
 *   name: 'notes',
 *   resources: { note: resource({ fields: z.object({ title: z.string().max(200) }) }) },
 * })
 */
export function defineSpec<const Resources extends Readonly<Record<string, AnyResource>>>(
  spec: SpecOptions<Resources>,
): DefinedSpec {
  return Object.assign({ spec }, { [DEFINED]: true })
}
