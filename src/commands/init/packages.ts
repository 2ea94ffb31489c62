import { satisfies } from 'semver'
import { DEPENDENCIES, PASSWORD_DEPENDENCIES } from '../../plan/dependencies.ts'
import { installedVersion } from './application.ts'

/** Packages that the application has to install, as its package manager takes them: `zod@4`. */
export interface Missing {
  readonly dependencies: readonly string[]
  readonly devDependencies: readonly string[]
}

/** What `ashlar generate` needs, to plan migrations. */
const TOOLS = { 'drizzle-kit': '^0.31.11', rolldown: '^1.2.19' } as const

/**
 * What an embedded API needs and the application does not have, or has in a version that does not fit.
 *
 * @param texts of the files that were generated: they tell what is imported
 * @param declared what the application says that it depends on
 * @param tool the version of ashlar; one that is not published cannot be installed
 */
export function missingPackages(
  folder: string,
  {
    texts,
    tool,
    declared,
  }: { readonly texts: readonly string[]; readonly tool: string; readonly declared: ReadonlySet<string> },
): Missing {
  const known = { ...DEPENDENCIES, ...PASSWORD_DEPENDENCIES }
  const imported = Object.keys(known).filter((name) =>
    texts.some((text) => text.includes(`from '${name}'`) || text.includes(`from '${name}/`)),
  )
  const isPublished = !tool.includes('-')
  const ashlar = isPublished && installedVersion(folder, 'create-ashlar') === undefined ? [`create-ashlar@${tool}`] : []
  return {
    // One that is there only because another package brought it is not there in production.
    dependencies: unfit(folder, imported, known, declared),
    devDependencies: [...ashlar, ...unfit(folder, Object.keys(TOOLS), TOOLS)],
  }
}

function unfit(
  folder: string,
  names: readonly string[],
  ranges: Readonly<Record<string, string>>,
  declared?: ReadonlySet<string>,
): string[] {
  return names.flatMap((name) => {
    const range = ranges[name] ?? '*'
    const version = installedVersion(folder, name)
    const isOwn = declared === undefined || declared.has(name)
    return isOwn && version !== undefined && satisfies(version, range) ? [] : [`${name}@${spoken(range)}`]
  })
}

/**
 * A range without characters that shells obey.
 *
 * @example
 * spoken('^0.45.4') // '0.45'
 */
function spoken(range: string): string {
  const [major = '', minor = ''] = range.replace(/^[\^~]/, '').split('.')
  return major === '0' ? `${major}.${minor}` : major
}
