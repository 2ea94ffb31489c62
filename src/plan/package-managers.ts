import type { PackageManager } from './setup.ts'

/** How the dependencies of a project are installed exactly as its lock file has them, by a package manager. */
export interface Installation {
  /** What it reads besides package.json, each where it is there: the lock file first. */
  readonly files: readonly string[]
  /** A command for a machine that has Node.js and npm. */
  readonly install: string
}

const YARN_1 = 'npx --yes yarn@1.22.22 install --frozen-lockfile --ignore-scripts --non-interactive'
const YARN_4 = 'npx --yes @yarnpkg/cli-dist@4.18.1 install --immutable --mode=skip-build'

/**
 * By package manager. No script of a package runs: none of them needs one. Those that do not come with Node.js are
 * fetched in one version, so that the same lock file is always read the same way; that of yarn tells which of its two it is.
 */
export const INSTALLATIONS: Readonly<Record<PackageManager, Installation>> = {
  npm: {
    files: ['package-lock.json'],
    install: 'npm ci --ignore-scripts',
  },
  pnpm: {
    files: ['pnpm-lock.yaml', 'pnpm-workspace.yaml'],
    install: 'npx --yes pnpm@12.21.0 install --frozen-lockfile --ignore-scripts',
  },
  yarn: {
    files: ['yarn.lock', '.yarnrc.yml'],
    install: `if grep -q __metadata yarn.lock; then ${YARN_4}; else ${YARN_1}; fi`,
  },
  bun: {
    files: ['bun.lock'],
    install: 'npx --yes bun@1.4.5 install --frozen-lockfile --ignore-scripts',
  },
}

/** How people type what they do every day. */
export interface Typed {
  readonly install: string
  /** Before the names of packages. */
  readonly add: string
  /** The same for packages that only development needs. */
  readonly addDev: string
  readonly remove: string
  /** Before the name of a script: `npm run lint`. */
  readonly run: string
  readonly test: string
  readonly start: string
  /** Before a program that the project has installed: `npx --no ashlar`. */
  readonly exec: string
}

/** By package manager. */
export const TYPED: Readonly<Record<PackageManager, Typed>> = {
  npm: {
    install: 'npm install',
    add: 'npm install',
    addDev: 'npm install --save-dev',
    remove: 'npm uninstall',
    run: 'npm run',
    test: 'npm test',
    start: 'npm start',
    exec: 'npx --no',
  },
  pnpm: {
    install: 'pnpm install',
    add: 'pnpm add',
    addDev: 'pnpm add --save-dev',
    remove: 'pnpm remove',
    run: 'pnpm run',
    test: 'pnpm test',
    start: 'pnpm start',
    exec: 'pnpm exec',
  },
  yarn: {
    install: 'yarn install',
    add: 'yarn add',
    addDev: 'yarn add --dev',
    remove: 'yarn remove',
    run: 'yarn run',
    test: 'yarn test',
    start: 'yarn start',
    exec: 'yarn',
  },
  // `bun test` would be the test runner of bun itself.
  bun: {
    install: 'bun install',
    add: 'bun add',
    addDev: 'bun add --dev',
    remove: 'bun remove',
    run: 'bun run',
    test: 'bun run test',
    start: 'bun run start',
    exec: 'bunx',
  },
}
