import { importEnding } from '../../plan/embedding.ts'
import { planFile } from '../../plan/plan.ts'
import type { Setup } from '../../plan/setup.ts'
import type { Identity } from '../../render/generated-file.ts'
import { fileRenderer } from '../../render/render.ts'
import type { Generator } from './origin.ts'

/** The facts of the setup, each with another value that shows what hangs on it. */
function otherwise(setup: Setup): Readonly<Record<string, Setup>> {
  const { dependency, manager, node, member, embed } = setup
  const other = (changed: Partial<Record<keyof Setup, unknown>>): Setup =>
    Object.fromEntries(Object.entries({ ...setup, ...changed }).filter(([, value]) => value !== undefined))
  if (embed !== undefined) {
    return {
      'embed.module': other({ embed: { ...embed, module: './elsewhere.ts' } }),
      'embed.name': other({ embed: { ...embed, name: 'elsewhere' } }),
      'embed.driver': other({ embed: { ...embed, driver: embed.driver === 'pglite' ? 'postgres-js' : 'pglite' } }),
      'embed.imports': other({ embed: { ...embed, imports: embed.imports === 'none' ? 'ts' : 'none' } }),
      'embed.record': other({ embed: { ...embed, record: '__elsewhere' } }),
    }
  }
  return {
    dependency: other({ dependency: dependency === undefined ? '^1.0.0' : undefined }),
    manager: other({ manager: manager === 'pnpm' ? 'yarn' : 'pnpm' }),
    node: other({ node: node === undefined ? '^24.0.0' : undefined }),
    member: other({ member: member === undefined ? true : undefined }),
  }
}

/** The facts of the setup, which the lock keeps, without which something in a file would be another. */
export function setupCauses(
  identity: Identity,
  { service, settings, templates }: Generator,
  isSame: (text: string | undefined) => boolean,
): readonly string[] {
  const under = (setup: Setup): string | undefined => {
    const planned = planFile(service, { ...settings, setup }, identity)
    return planned && fileRenderer(templates, importEnding(setup))(planned).text
  }
  return Object.entries(otherwise(settings.setup)).flatMap(([fact, setup]) => (isSame(under(setup)) ? [] : [fact]))
}
