import { heard } from '../../heard.ts'
import type {
  AfterCommit,
  AfterCreate,
  AfterDelete,
  AfterUpdate,
  BeforeCreate,
  BeforeDelete,
  BeforeUpdate,
} from './articles.hook-types.ts'

const slugOf = (title: string) => title.toLowerCase().replaceAll(' ', '-')

export const beforeCreate: BeforeCreate = async ({ tx, input }) => {
  await heard('article.beforeCreate', input.title, tx)
  return { slug: slugOf(input.title) }
}

export const afterCreate: AfterCreate = async ({ tx, row }) => {
  await heard('article.afterCreate', `${row.title} ${row.slug}`, tx)
}

export const beforeUpdate: BeforeUpdate = async ({ tx, key, row, patch }) => {
  await heard('article.beforeUpdate', `${row.title} ${patch.title} ${Object.keys(key)}`, tx)
  if (patch.title === undefined) return
  return { slug: slugOf(patch.title) }
}

export const afterUpdate: AfterUpdate = async ({ tx, row }) =>
  heard('article.afterUpdate', `${row.title} ${row.state}`, tx)

export const beforeDelete: BeforeDelete = async ({ tx, row }) => heard('article.beforeDelete', row.title, tx)

export const afterDelete: AfterDelete = async ({ tx, key }) => heard('article.afterDelete', Object.keys(key).join(), tx)

export const afterCommit: AfterCommit = async (done) => {
  if ('deleted' in done) await heard('article.afterCommit', 'deleted')
  else if ('created' in done) await heard('article.afterCommit', `created ${done.created.title}`)
  else await heard('article.afterCommit', `updated ${done.updated.title}`)
}
