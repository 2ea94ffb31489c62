import type { Field } from './model.ts'

/** Why nobody may learn about a field by asking for rows: to filter or sort by it tells what it holds. */
export function unreadable({ readable, readRoles }: Field): string | undefined {
  if (!readable) return 'is never shown, and this would tell it'
  return readRoles === undefined ? undefined : 'is shown to some roles only, and this would tell it to all'
}
