import { expect, test } from 'vitest'
import { audited } from './service.ts'

const FOLDER = 'src/resources/posts'
const QUERIES = `${FOLDER}/posts-see-also.queries.ts`
const ROUTES = `${FOLDER}/posts-mentions.routes.ts`

/** The kinds and messages of what is found after one edit. */
function found(file: string, find: string, replace: string): readonly string[] {
  return audited([{ file, find, replace }]).map(({ kind, message }) => `${kind}: ${message}`)
}

const LOST = ', which is gone, changed, or may not run'

test('linked rows are shown to who sees them', () => {
  expect(found(QUERIES, 'const seen = seenBy(grant, may.get)', 'const seen = grant')).toEqual([
    `lost-check: \`list\` was generated with a call of \`seenBy\`${LOST}`,
  ])
  expect(found(QUERIES, 'firstPage(from, seen)', 'firstPage(from, grant)')).toEqual([
    `lost-check: \`list\` was generated with what \`firstPage\` is about${LOST}`,
  ])
  expect(found(QUERIES, 'secondOnes(db, and(isFirst, rows))', 'secondOnes(db, isFirst)')).toEqual([
    'unscoped-statement: `secondOnes` is asked about all rows, not about those of the grant',
  ])
})

test('linked rows hide what only some may see', () => {
  const hiding = "restricted('posts_see_also_first_page', postReaders, "
  expect(found(QUERIES, hiding, "scoped('posts_see_also_first_page', ")).toEqual([
    'lost-check: `firstPage` was generated to hide what only some may see',
  ])
})

test('rows are linked and unlinked by who may change the one and sees the other', () => {
  expect(found(QUERIES, 'removeLink(db, linkable(grant))', 'removeLink(db, grant)')).toEqual([
    `lost-check: \`unlink\` was generated with what \`removeLink\` is about${LOST}`,
  ])
  expect(
    found(
      QUERIES,
      'return linking(grant, may.get, (rows) => leadsTo(related.id, posts.id, rows))',
      'return linking(grant, may.get)',
    ),
  ).toEqual([`lost-check: \`linkable\` was generated with a call of \`linking\`${LOST}`])
  expect(found(QUERIES, 'where(and(isOne, rows))', 'where(isOne)')).toEqual([
    'unscoped-statement: this select is about all rows, not about those of the grant',
  ])
  expect(found(QUERIES, 'and(matchesLink, exists(ends(db, rows)))', 'matchesLink')).toEqual([
    'unscoped-statement: this delete is about all rows, not about those of the grant',
  ])
  const throwing = "if (scope === undefined) throw actor === undefined ? unauthenticated() : new Problem('forbidden')"
  expect(
    found('src/auth/linked.ts', throwing, 'if (scope === undefined) return { scope: grant.scope, actor }'),
  ).toEqual(['changed-core: `seenBy` is not as it was generated: every guard and every query relies on it'])
})

test('routes of links are guarded', () => {
  expect(found(ROUTES, '    mayMember.get,\n', '')).toEqual([
    'unguarded-route: no policy guards this route',
    'forged-grant: `listInverse` gets a grant that no guard has made for it',
  ])
})

test('harmless edits of links are none', () => {
  expect(
    found(QUERIES, '.orderBy(postsSeeAlso.relatedId)', '.orderBy(postsSeeAlso.relatedId, postsSeeAlso.postId)'),
  ).toEqual([])
  expect(
    found(ROUTES, "if (page === undefined) return notFound('post')", 'if (page === undefined) return c.notFound()'),
  ).toEqual([])
})
