import type { PackageManager } from '../../plan/setup.ts'
import type { Starter } from './starters.ts'

/** What a new project begins with: a description that comes with ashlar, or a file of the user's own. */
export type Origin = { readonly starter: Starter } | { readonly spec: string }

/** What the user has decided about a new project. */
export interface Answers {
  /** The folder, relative to where ashlar runs. */
  readonly dir: string
  readonly origin: Origin
  /** The name of the service; absent: as the description says, or for a starter as the folder does. */
  readonly name: string | undefined
  readonly manager: PackageManager
  readonly install: boolean
  readonly git: boolean
}

/** Where a project goes when nobody says it. */
export const DEFAULT_DIR = 'my-api'
