import type { BeforeCreate, BeforeUpdate } from './resources/articles/articles.hook-types.ts'
import type { BeforeCreate as BeforeNote } from './resources/notes/notes.hook-types.ts'

// @ts-expect-error what is kept is nobody's to give
export const kept: BeforeCreate = async () => ({ noteCount: 1 })

// @ts-expect-error it moves in actions
export const moved: BeforeUpdate = async () => ({ state: 'live' })

// @ts-expect-error it is what the row is changed by
export const version: BeforeUpdate = async () => ({ version: 1 })

// @ts-expect-error what it refers to has been looked at
export const reference: BeforeNote = async () => ({ articleId: '' })

// @ts-expect-error it is made by the server
export const key: BeforeCreate = async () => ({ id: '' })

export const given: BeforeCreate = async () => ({ title: 'x', slug: null })
