import { describe, expect, test } from 'vitest'
import { documents } from './documents.ts'

/** Where the provider sends browsers: nobody else goes there. */
const CALLBACK = /\/oidc\/\{provider\}\/callback$/

const services = documents
  .map(({ document, ...texts }) => ({ ...texts, routes: routesOfAuth(document.paths) }))
  .filter(({ routes }) => routes.length > 0)

describe.each(services)('to people who sign in to $name', ({ routes, apiDocs, readme }) => {
  test('docs/api.md tells every route', () => {
    const told = apiDocs.replace(/(GET [^`]*\/oidc\/)\w+`/, '$1{provider}`')
    const untold = routes.filter(({ method, path }) => !CALLBACK.test(path) && !told.includes(`${method} ${path}\``))
    expect(untold).toEqual([])
  })

  test('the README tells every method', () => {
    const [, methods = ''] = /^\| `\/[^`]*auth\/…` \| ([A-Z ]+) \|/m.exec(readme) ?? []
    expect(methods.split(' ').sort()).toEqual([...new Set(routes.map(({ method }) => method))].sort())
  })
})

function routesOfAuth(paths: Readonly<Record<string, object>>): { readonly method: string; readonly path: string }[] {
  return Object.entries(paths)
    .filter(([path]) => /\/auth\//.test(path))
    .flatMap(([path, item]) =>
      Object.keys(item)
        .filter((key) => key !== 'parameters')
        .map((method) => ({ method: method.toUpperCase(), path })),
    )
}
