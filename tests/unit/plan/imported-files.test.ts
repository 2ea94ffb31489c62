import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { readTemplates } from '../../../src/package.ts'
import { generateFiles } from '../../../src/pipeline.ts'

const SIGNED_IN = `ashlar: 1
name: blog
auth: { user: member, identifier: email }
resources:
  member:
    fields: { email: email unique, password: secret }
    access: { get: signedIn, create: public }
    operations: [get, create]
  post:
    fields: { title: string(1..80), author: ref member set(actor) onDelete(cascade) }
    access: { list: public, get: public, create: signedIn, update: signedIn, delete: signedIn }
    query: { include: [author] }
`

test.each([
  ['includes where people sign in, and nothing else that looks at rows of others', SIGNED_IN],
  ['the same without includes', SIGNED_IN.replace('include: [author]', 'include: [], sort: [createdAt]')],
])('every file that is imported is generated: %s', async (_, text) => {
  const files = generateFiles({ file: 'ashlar.yaml', text }, await readTemplates())
  const paths = new Set(files.map(({ path }) => path))
  const missing = files
    .filter(({ path }) => path.endsWith('.ts'))
    .flatMap(({ path, text: code }) =>
      [...code.matchAll(/ from '(\.[^']+)'/g)].map(([, from = '']) => posix.join(posix.dirname(path), from)),
    )
    .filter((path) => !paths.has(path))
  expect(missing).toEqual([])
})
