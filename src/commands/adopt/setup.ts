import { describeGenerated } from '../../pipeline.ts'
import { type Driver, isEmbedding } from '../../plan/embedding.ts'
import { PACKAGE_MANAGERS, type Setup } from '../../plan/setup.ts'
import { isInMonorepo } from '../../project/package-manager.ts'
import type { Source } from '../../spec/source.ts'
import { applicationAround, managerOf, manifestIn } from '../init/application.ts'
import { embeddingIn } from '../init/setup.ts'
import { bestOf } from './best.ts'
import { embeddingOnDisk } from './embedding-on-disk.ts'

/** What is known of a project whose setup is lost. */
export interface Clues {
  readonly root: string
  readonly source: Source
  /** What the command line says of an API inside of an application. */
  readonly db: string | undefined
  readonly driver: Driver | undefined
  /** What could still be read of the lock. */
  readonly salvaged: Setup
  /** How many files stand there as they would be generated under a setup. */
  readonly unchanged: (setup: Setup) => number
}

/** The setup of a project, from what stands there. */
export async function setupOf(clues: Clues): Promise<Setup> {
  const { salvaged } = clues
  const embedded = salvaged.embed === undefined ? await embeddedSetup(clues) : salvaged
  if (embedded !== undefined) return { ...embedded, ...salvaged }
  return { ...(await bestOf(wholeSetups(clues.root), clues.unchanged)), ...salvaged }
}

/** As `init` would find it out; the record of applied migrations is named after what the API is called now. */
async function embeddedSetup({ root, source, db, driver }: Clues): Promise<Setup | undefined> {
  const onDisk = embeddingOnDisk(root)
  if (db === undefined && onDisk === undefined) return undefined
  const application = applicationAround(root, '.')
  const { manager } = application
  const rest = manager === undefined ? {} : { manager }
  if (db === undefined) return onDisk && { ...rest, embed: onDisk }
  const { name: service } = describeGenerated(source, { embedded: true })
  const { embed } = await embeddingIn(root, { application, given: { db, driver }, service })
  const recorded = { ...embed, ...(onDisk && { record: onDisk.record }) }
  return { ...rest, embed: isEmbedding(recorded) ? recorded : embed }
}

/**
 * How a whole service may have been set up. What package.json says is so; under which package manager it was made tells
 * what was generated, more than the lock file that lies there today, which is only asked first.
 */
function wholeSetups(root: string): readonly Setup[] {
  const { dependencies, devDependencies } = manifestIn(root)
  const declared: Readonly<Record<string, unknown>> = { ...Object(dependencies), ...Object(devDependencies) }
  const { 'create-ashlar': dependency, node } = declared
  const fixed = {
    ...(typeof dependency === 'string' && { dependency }),
    ...(typeof node === 'string' && { node }),
  }
  const likely = managerOf(root) ?? 'npm'
  const managers = [likely, ...PACKAGE_MANAGERS.filter((manager) => manager !== likely)]
  const isMember = isInMonorepo(root)
  return [isMember, !isMember].flatMap((member) =>
    managers.map((manager) => ({
      ...fixed,
      ...(manager !== 'npm' && { manager }),
      ...(member && { member: true as const }),
    })),
  )
}
