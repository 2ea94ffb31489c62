import { Problem } from '../../http/problem.ts'
import type { PublishArticle, PublishArticleAnswer, TwiceArticle, TwiceArticleAnswer } from './articles.action-types.ts'

export async function publish({ unit, key }: PublishArticle): Promise<PublishArticleAnswer> {
  const row = await unit(({ articles }) => articles.moveState(key, 'live'))
  if (row === undefined) throw new Problem('not-found')
  return row
}

export async function twice({ unit, input }: TwiceArticle): Promise<TwiceArticleAnswer> {
  return unit(async ({ articles }) => {
    const row = await articles.create({ title: input.title })
    await articles.create({ title: `${input.title} again` })
    if (input.fails) throw new Problem('constraint-violated')
    return (await articles.set({ id: row.id }, { slug: 'set' })) ?? row
  })
}
