import type { Edit } from '../project.ts'

const ARTICLES = 'src/resources/articles/articles'
const COMMENTS = 'src/resources/comments/comments'

const SIGNING_IN: readonly Edit[] = [
  {
    path: 'src/auth/authenticate.ts',
    from: 'const CREDENTIALS = /^Bearer +([\\w.~+/-]+=*)$/i',
    to: "// ashlar-allow: Conduit's clients say `Token`, where others say `Bearer`\nconst CREDENTIALS = /^(?:Bearer|Token) +([\\w.~+/-]+=*)$/i",
  },
  {
    path: 'src/auth/auth.routes.ts',
    from: "import { checkPassword } from './check-password.ts'\n",
    to: "import { checkPassword } from './check-password.ts'\nimport { conduitUser, conduitUsers } from './conduit.routes.ts'\n",
  },
  {
    path: 'src/auth/auth.routes.ts',
    from: "  app.route('/api/auth', signInRoutes(auth, db))\n",
    to: "  app.route('/api/auth', signInRoutes(auth, db))\n  app.route('/api/users', conduitUsers(auth, db))\n",
  },
  {
    path: 'src/auth/auth.routes.ts',
    from: "  app.route('/api/auth', accountRoutes(auth, db))\n",
    to: "  app.route('/api/auth', accountRoutes(auth, db))\n  app.route('/api/user', conduitUser(db))\n",
  },
]

const ARTICLE_BODIES: readonly Edit[] = [
  {
    path: `${ARTICLES}.routes.ts`,
    from: "import { itemPath } from '../../http/item-path.ts'\n",
    to: "import { linkToNext } from '../../http/envelope.ts'\nimport { itemPath } from '../../http/item-path.ts'\n",
  },
  {
    path: `${ARTICLES}.routes.ts`,
    from: "import { may } from './articles.policy.ts'\n",
    to: "import { ArticlePatchBody, NewArticleBody, slugOf } from './articles.bodies.ts'\nimport { may } from './articles.policy.ts'\n",
  },
  {
    path: `${ARTICLES}.routes.ts`,
    from: 'articles.list(db, c.var.grant, query)',
    to: "articles.list(db, c.var.grant, { ...query, total: 'exact' })",
  },
  {
    path: `${ARTICLES}.routes.ts`,
    from: '    return c.json({ data: rows, page })\n',
    to: '    return c.json({ articles: rows, articlesCount: page.total?.count }, 200, linkToNext(c, page))\n',
  },
  {
    path: `${ARTICLES}.routes.ts`,
    from: `  routes.post('/', may.create, validate('json', NewArticle), async (c) => {
    const row = await articles.create(db, c.var.grant, c.req.valid('json'))
`,
    to: `  routes.post('/', may.create, validate('json', NewArticleBody), async (c) => {
    const { article } = c.req.valid('json')
    const row = await articles.create(db, c.var.grant, { ...article, slug: article.slug ?? slugOf(article.title) })
`,
  },
  {
    path: `${ARTICLES}.routes.ts`,
    from: "  routes.patch('/:slug', may.update, validate('param', ArticleKey), validate('json', ArticlePatch), async (c) => {\n",
    to: `  routes.on(
    ['PUT', 'PATCH'],
    '/:slug',
    may.update,
    validate('param', ArticleKey),
    validate('json', ArticlePatchBody),
    async (c) => {
`,
  },
  {
    path: `${ARTICLES}.routes.ts`,
    from: `    const row = await articles.update(db, c.var.grant, c.req.valid('param'), c.req.valid('json'))
    return c.json({ data: row ?? notFound('article') })
  })
`,
    to: `      const row = await articles.update(db, c.var.grant, c.req.valid('param'), c.req.valid('json').article)
      return c.json({ article: row ?? notFound('article') })
    },
  )
`,
  },
  { path: `${ARTICLES}.routes.ts`, from: 'c.json({ data: row }', to: 'c.json({ article: row }' },
  {
    path: `${ARTICLES}.routes.ts`,
    from: "c.json({ data: row ?? notFound('article') })",
    to: "c.json({ article: row ?? notFound('article') })",
  },
  {
    path: `${ARTICLES}.routes.ts`,
    from: 'ArticleKey, ArticlePatch, ArticleQuery, ArticleView, NewArticle }',
    to: 'ArticleKey, ArticleQuery, ArticleView }',
  },
]

const COMMENT_BODIES: readonly Edit[] = [
  {
    path: `${COMMENTS}.routes.ts`,
    from: "import { Hono } from 'hono'\n",
    to: "import { Hono } from 'hono'\nimport { z } from 'zod'\n",
  },
  {
    path: `${COMMENTS}.routes.ts`,
    from: "import { itemPath } from '../../http/item-path.ts'\n",
    to: "import { linkToNext } from '../../http/envelope.ts'\nimport { itemPath } from '../../http/item-path.ts'\n",
  },
  {
    path: `${COMMENTS}.routes.ts`,
    from: '    return c.json({ data: rows, page })\n',
    to: '    return c.json({ comments: rows }, 200, linkToNext(c, page))\n',
  },
  {
    path: `${COMMENTS}.routes.ts`,
    from: `  routes.post('/', may.create, validate('param', CommentParent), validate('json', NewComment), async (c) => {
    const row = await comments.create(db, c.var.grant, c.req.valid('param'), c.req.valid('json'))
`,
    to: `  const Body = z.strictObject({ comment: NewComment })
  routes.post('/', may.create, validate('param', CommentParent), validate('json', Body), async (c) => {
    const row = await comments.create(db, c.var.grant, c.req.valid('param'), c.req.valid('json').comment)
`,
  },
  { path: `${COMMENTS}.routes.ts`, from: 'c.json({ data: row }', to: 'c.json({ comment: row }' },
]

/** Who wrote it, as everybody may see them: a column like any other, so it is in every answer. */
function author(file: string, table: string): readonly Edit[] {
  return [
    {
      path: `${file}.queries.ts`,
      from: `  createdAt: ${table}.createdAt,\n`,
      to: `  author: authorOf(${table}.authorId).as('author'),\n  createdAt: ${table}.createdAt,\n`,
    },
    {
      path: `${file}.queries.ts`,
      from: "import type { Grant } from '../../http/grant.ts'\n",
      to: "import type { Grant } from '../../http/grant.ts'\nimport { authorOf } from '../users/users.author.ts'\n",
    },
    {
      path: `${file}.schema.ts`,
      from: '  authorId: z.guid(),\n',
      to: '  authorId: z.guid(),\n  author: Author,\n',
    },
    {
      path: `${file}.schema.ts`,
      from: " } from '../../http/scalars.ts'\n",
      to: " } from '../../http/scalars.ts'\nimport { Author } from '../users/users.author.ts'\n",
    },
  ]
}

/** The tests, now and later, leave out what is around a body: that is put there, and taken away, in one place. */
const TESTS: readonly Edit[] = [
  {
    path: 'tests/support/app.ts',
    from: 'body: JSON.stringify(body) }',
    to: 'body: JSON.stringify(wrapped(method, path, body)) }',
  },
  {
    path: 'tests/support/app.ts',
    from: "body: JSON.parse(text || '{}') }",
    to: 'body: unwrapped(response.headers, text) }',
  },
  {
    path: 'tests/support/app.ts',
    from: "import { makeUser, type Who } from './users.ts'\n",
    to: "import { makeUser, type Who } from './users.ts'\nimport { unwrapped, wrapped } from './wrapping.ts'\n",
  },
  {
    path: 'tests/document.contract.ts',
    from: "const UNREACHED = ['signIn', ",
    to: "const UNREACHED = ['signIn', 'signInConduit', ",
  },
  // A slug is made of the title.
  { path: `${ARTICLES}.test.ts`, from: "toEqual(['/slug', '/title'", to: "toEqual(['/title'" },
]

/** The scripts, the same way. */
const SCRIPTS: readonly Edit[] = [
  { path: 'tests/curl/lib.sh', from: '--data "$3"', to: '--data "$(wrapped "$2" "$3")"' },
  { path: 'tests/curl/lib.sh', from: '! grep -qF -- "$2" "$ANSWER"', to: '! unwrapped | grep -qF -- "$2"' },
  {
    path: 'tests/curl/lib.sh',
    from: '# call METHOD PATH [BODY [MEDIA-TYPE]]\n',
    to: `# wrapped PATH BODY: the body as Conduit's clients send it.
wrapped() {
  case "$1" in
    /api/articles/*/comments) printf '{"comment":%s}' "$2" ;;
    /api/articles*) printf '{"article":%s}' "$2" ;;
    *) printf '%s' "$2" ;;
  esac
}

# unwrapped: the last answer, as if there were one way to wrap it.
unwrapped() {
  sed -e 's/^{"\\(article\\|comment\\)s\\{0,1\\}":/{"data":/' -e 's#"pointer":"/\\(article\\|comment\\)/#"pointer":"/#g' "$ANSWER"
}

# call METHOD PATH [BODY [MEDIA-TYPE]]
`,
  },
  { path: 'tests/curl/articles.sh', from: `'"pointer":"/slug"'`, to: `'"pointer":"/title"'` },
  { path: 'tests/curl/articles.sh', from: `'"nextCursor":'`, to: `'"articlesCount":'` },
  { path: 'tests/curl/comments.sh', from: `'"nextCursor":'`, to: `'"data":['` },
]

/** What somebody types to make the generated service the API of Conduit, the example of RealWorld. */
export const EDITS: readonly Edit[] = [
  ...SIGNING_IN,
  ...ARTICLE_BODIES,
  ...COMMENT_BODIES,
  ...author(ARTICLES, 'articles'),
  ...author(COMMENTS, 'comments'),
  ...TESTS,
  ...SCRIPTS,
]
