import { defineConfig } from 'rolldown'
import manifest from './package.json' with { type: 'json' }

const dependencies = Object.keys(manifest.dependencies)

/** Everything flat in dist/, so that `src/package.ts` finds the package one folder up from wherever it ends. */
export default defineConfig({
  input: {
    main: 'src/main.ts',
    index: 'src/index.ts',
    spec: 'src/define/index.ts',
    'migrate-child': 'src/migrate/child.ts',
    'prettier-child': 'src/project/format/prettier-child.ts',
    'spec-child': 'src/zod/child.ts',
    'spec-loader': 'src/zod/typescript-loader.ts',
  },
  platform: 'node',
  external: (id) => id.startsWith('node:') || dependencies.some((name) => id === name || id.startsWith(`${name}/`)),
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    cleanDir: true,
  },
})
