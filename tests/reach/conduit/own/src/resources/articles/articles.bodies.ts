import { z } from 'zod'
import { ArticlePatch, NewArticle } from './articles.schema.ts'

/** The body of a create: who gives no slug gets one that is made of the title. */
export const NewArticleBody = z.strictObject({ article: NewArticle.partial({ slug: true }) })

/** The body of an update. */
export const ArticlePatchBody = z.strictObject({ article: ArticlePatch })

/** `How to train your dragon` is `how-to-train-your-dragon`. */
export function slugOf(title: string): string {
  const words = title
    .toLowerCase()
    .normalize('NFKD')
    .match(/[a-z0-9]+/g) ?? ['article']
  return words.join('-').slice(0, 80).replace(/-$/, '')
}
