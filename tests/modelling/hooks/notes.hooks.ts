import { heard } from '../../heard.ts'
import type { AfterCommit, AfterDelete, AfterUpdate, BeforeCreate } from './notes.hook-types.ts'

export const beforeCreate: BeforeCreate = async ({ input, tx }) => {
  await heard('note.beforeCreate', input.text, tx)
  // What is undefined stays as it was sent.
  return { shout: input.text.toUpperCase() }
}

export const afterUpdate: AfterUpdate = async ({ row, tx }) => heard('note.afterUpdate', row.text, tx)

export const afterDelete: AfterDelete = async ({ tx }) => heard('note.afterDelete', '', tx)

export const afterCommit: AfterCommit = async (done) => heard('note.afterCommit', Object.keys(done).join())
