// Before a program that asks for `typescript` and means one that has an API.
import { createRequire, registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'

const bundled = pathToFileURL(createRequire(import.meta.url).resolve('@ts-morph/common/dist/typescript.js')).href

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === 'typescript' ? nextResolve(bundled, context) : nextResolve(specifier, context),
})
