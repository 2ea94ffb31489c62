import type { Embedding } from './embedding.ts'

/** The package managers that a generated project works with. */
export const PACKAGE_MANAGERS = ['npm', 'pnpm', 'yarn', 'bun'] as const

/** One of {@link PACKAGE_MANAGERS}. */
export type PackageManager = (typeof PACKAGE_MANAGERS)[number]

/** Whether a value names one of {@link PACKAGE_MANAGERS}. */
export function isPackageManager(value: unknown): value is PackageManager {
  return PACKAGE_MANAGERS.some((manager) => manager === value)
}

/** What `new` found out about a project: no description says it, the lock keeps it, and later versions go by it. */
export interface Setup {
  /** How the project depends on ashlar (`^1.2.0`, `file:…`); absent where it does not. */
  readonly dependency?: string
  /** Absent: npm. */
  readonly manager?: PackageManager
  /** The version of Node that the project brings with it, because that of the machine was too old; absent: none. */
  readonly node?: string
  /** A package of a repository with several, whose root has the settings of the package manager; absent: no. */
  readonly member?: true
  /** Absent: the project is a whole service. */
  readonly embed?: Embedding
}
