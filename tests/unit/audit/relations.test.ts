import { expect, test } from 'vitest'
import { audited, type Edit } from './service.ts'

const INCLUDES = 'src/resources/members/members.includes.ts'

function found(...edits: readonly Edit[]): readonly string[] {
  return audited(edits).map(({ kind, path, message }) => `${kind} ${path}: ${message}`)
}

const LOST = `lost-check ${INCLUDES}: \`posts\` is included without the guard that says who is shown it`
const POSTS = "  posts: toMany({\n    from: 'id',\n    guard: mayPost.list,\n"

test('what is included is shown to those whom its own rules show it', () => {
  expect(found({ file: INCLUDES, find: POSTS, replace: POSTS.replace('mayPost.list', 'may.list') })).toEqual([LOST])
  const open = POSTS.replace('mayPost.list', '{ scopeOf: () => ({ name: "all", rows: undefined }) }')
  expect(found({ file: INCLUDES, find: POSTS, replace: open })).toEqual([LOST])
  const elsewhere = { file: INCLUDES, find: "'../posts/posts.policy.ts'", replace: "'./my-posts.policy.ts'" }
  expect(found(elsewhere)).toContain(LOST)
})

test('and each statement has the rows of that', () => {
  expect(
    found({
      file: INCLUDES,
      find: '.where(and(eq(posts.authorId, ofRow), rows))',
      replace: '.where(eq(posts.authorId, ofRow))',
    }),
  ).toEqual([`unscoped-statement ${INCLUDES}: this select is about all rows, not about those of the grant`])
})

test('a relation that is taken out, and one of one’s own, are fine', () => {
  const own = `  newest: toMany({
    from: 'id',
    guard: mayPost.list,
    find: restricted('newest', postReaders, (db, rows) =>
      perRow(db, members.id, db.select(postColumns).from(posts).where(and(eq(posts.authorId, ofRow), rows)).as('found')),
    ),
  }),
`
  expect(found({ file: INCLUDES, find: POSTS, replace: own + POSTS })).toEqual([])
  const loose = own.replace('mayPost.list', 'anybody')
  expect(found({ file: INCLUDES, find: POSTS, replace: loose + POSTS })).toEqual([
    `lost-check ${INCLUDES}: \`newest\` is included without the guard that says who is shown it`,
  ])
})
