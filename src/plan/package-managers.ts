/** How the dependencies of a project are installed exactly as its lock file has them, by a package manager. */
export interface PackageManagerPlan {
  /** What it reads besides package.json, each where it is there: the lock file first. */
  readonly files: readonly string[]
  /** A command for a machine that has Node.js and npm. */
  readonly install: string
}

/**
 * The package managers that a generated project works with. No script of a package runs: none of them needs one.
 * Those that do not come with Node.js are fetched in one version, so that the same lock file is read the same way.
 */
export const PACKAGE_MANAGERS = {
  npm: {
    files: ['package-lock.json'],
    install: 'npm ci --ignore-scripts',
  },
  pnpm: {
    files: ['pnpm-lock.yaml', 'pnpm-workspace.yaml'],
    install: 'npx --yes pnpm@12.21.0 install --frozen-lockfile --ignore-scripts',
  },
  yarn: {
    files: ['yarn.lock'],
    install: 'npx --yes yarn@1.22.22 install --frozen-lockfile --ignore-scripts --non-interactive',
  },
  bun: {
    files: ['bun.lock'],
    install: 'npx --yes bun@1.4.5 install --frozen-lockfile --ignore-scripts',
  },
} as const satisfies Record<string, PackageManagerPlan>

/** A key of {@link PACKAGE_MANAGERS}. */
export type PackageManagerName = keyof typeof PACKAGE_MANAGERS

/** The package manager whose lock file is among these files; npm when none is. */
export function packageManagerOf(files: readonly string[]): PackageManagerName {
  const names = Object.keys(PACKAGE_MANAGERS) as PackageManagerName[]
  return names.find((name) => files.includes(PACKAGE_MANAGERS[name].files[0])) ?? 'npm'
}
