import { expect, test } from 'vitest'
import { audited, type Edit } from './service.ts'

const QUERIES = 'src/resources/attachments/attachments.queries.ts'
const FILTERS = 'src/resources/attachments/attachments.filters.ts'

function found(...edits: readonly Edit[]): readonly string[] {
  return audited(edits).map(({ kind, path, message }) => `${kind} ${path}: ${message}`)
}

const LOOK = '  post: { reference: attachments.postId, key: posts.id, guard: mayPost.get },\n'
const LOST = `lost-check ${FILTERS}: filters by \`post\` were generated to look only at what its rules show, and that is gone or changed`

test('a filter looks at other resources only as far as their rules show them', () => {
  expect(found({ file: QUERIES, find: 'lookingAt(grant, looks, asked.shape)', replace: 'grant' })).toEqual([
    `lost-check ${QUERIES}: \`list\` was generated with a call of \`lookingAt\`, which is gone, changed, or may not run`,
  ])
  expect(found({ file: QUERIES, find: 'lookingAt(grant, looks,', replace: 'lookingAt(grant, {},' })).toHaveLength(1)
  expect(found({ file: FILTERS, find: LOOK, replace: '' })).toEqual([LOST])
  const other = LOOK.replace('mayPost.get', '{ scopeOf: () => ({ name: "all", rows: undefined }) }')
  expect(found({ file: FILTERS, find: LOOK, replace: other })).toEqual([LOST])
  expect(
    found({ file: FILTERS, find: "'../posts/posts.policy.ts'", replace: "'./my-posts.policy.ts'" }).filter(
      (one) => one === LOST,
    ),
  ).toHaveLength(1)
  expect(
    found({ file: 'src/auth/looks.ts', find: 'asked.map((name) =>', replace: '[].map((name: string) =>' }),
  ).toEqual([
    'changed-core src/auth/looks.ts: `lookingAt` is not as it was generated: every guard and every query relies on it',
  ])
})

test('the rows of a page are those of the grant, whatever it is filtered by', () => {
  expect(
    found({
      file: QUERIES,
      find: '.where(and(matching(shape, filters, order), rows))',
      replace: '.where(and(matching(shape, filters, order)))',
    }),
  ).toEqual([`unscoped-statement ${QUERIES}: this select is about all rows, not about those of the grant`])
})

test('a filter of one’s own, and a waiver, are none', () => {
  const own = "  recent: () => sql`true`,\n  'name': equals"
  expect(found({ file: FILTERS, find: '  name: equals', replace: own })).toEqual([])
  const start = 'export const looks'
  const edits = [
    { file: FILTERS, find: LOOK.slice(2), replace: LOOK.slice(2).replace('mayPost.get', 'anybody') },
    { file: FILTERS, find: start, replace: `// ashlar-allow: everybody knows our posts\n${start}` },
  ]
  expect(audited(edits).map(({ waiver }) => waiver)).toEqual(['everybody knows our posts'])
})
