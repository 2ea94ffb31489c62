import { basename } from 'node:path'
import { describeGenerated } from '../../pipeline.ts'
import { count } from '../../report/duration.ts'
import { printable } from '../../report/printable.ts'
import type { NewProject } from './project.ts'

/** What will be made, a line a fact. */
export function summary(project: NewProject): string {
  const { root, description, manager, install, git, setup } = project
  const { name, resources } = describeGenerated(description.source)
  const words = resources.map((resource) => resource.names.words.many)
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['folder', root],
    ['service', `${name}, with ${words.length > MANY ? count(words.length, 'resource') : words.join(', ')}`],
    ['description', description.source.file],
    ['database', 'embedded, in .data/; PostgreSQL when DATABASE_URL says so'],
    ['Node', setup.node && `${setup.node} comes along, because this machine has ${process.versions.node}`],
    ['install', install ? `with ${manager}, then the first migration and a first start` : 'no'],
    ['git', git ? 'a repository with a first commit' : repositoryText(root)],
  ]
  return lines.flatMap(([what, text]) => (text ? `${what.padEnd(13)}${printable(text)}` : [])).join('\n')
}

/** How many resources are named one by one. */
const MANY = 6

function repositoryText(root: string): string {
  return `nothing is committed in ${basename(root)}`
}
