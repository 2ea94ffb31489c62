import { buildMembers } from './members.ts'
import type { Member } from './model.ts'
import type { World } from './world.ts'

/** Types that an environment variable, which is a text, can hold. */
const PLAIN: ReadonlySet<string> = new Set([
  'string',
  'email',
  'url',
  'uuid',
  'slug',
  'smallint',
  'int',
  'real',
  'double',
  'boolean',
  'enum',
])

/** The keys of the environment that the description declares, each checked. */
export function buildConfig({ spec, report }: World): Member[] {
  const fields = spec.config ?? {}
  for (const [name, field] of Object.entries(fields)) {
    const { kind } = field.type
    if (!field.array && (PLAIN.has(kind) || kind === 'secret' || kind === 'ref' || kind === 'many')) continue
    const message = `an environment variable cannot hold ${field.array ? 'a list' : `a \`${kind}\``}`
    report.add({
      code: 'ASH2094',
      message,
      hint: 'type `string`, `int`, `boolean`, `url`, `secret` or an `enum`',
      at: ['config', name],
    })
  }
  checkApart(spec.upstreams ?? {}, Object.keys(fields), report)
  checkFiles(fields, report)
  return buildMembers({ fields, at: ['config'], where: 'the configuration' }, report)
}

/** A secret may stand in a file, which the key with `_FILE` behind it names. */
function checkFiles(fields: NonNullable<World['spec']['config']>, report: World['report']): void {
  for (const [name, { type }] of Object.entries(fields)) {
    const file = `${name}_FILE`
    if (type.kind !== 'secret' || !Object.hasOwn(fields, file)) continue
    const message = `\`${file}\` is where the service looks for the file with \`${name}\``
    report.add({ code: 'ASH2094', message, hint: 'type another name', at: ['config', file], name: true })
  }
}

type Upstreams = NonNullable<World['spec']['upstreams']>

/** An address or a token is in the configuration by being named there, and once is enough. */
function checkApart(upstreams: Upstreams, names: readonly string[], report: World['report']): void {
  for (const [upstream, { url, token }] of Object.entries(upstreams)) {
    for (const name of [url, token].filter((each) => each !== undefined)) {
      if (!names.includes(name)) continue
      const message = `\`${name}\` belongs to the upstream \`${upstream}\`, which declares it already`
      report.add({ code: 'ASH2094', message, hint: 'take it out here', at: ['config', name], name: true })
    }
  }
}
