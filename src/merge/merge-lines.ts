import { diff3Merge } from 'node-diff3'
import type { Three } from './structure/unit.ts'

/** Three texts merged by lines; `undefined` where both changed the same lines in two ways. */
export function mergeLines({ yours, base, next }: Three<string>): string | undefined {
  const parts = diff3Merge(yours.split('\n'), base.split('\n'), next.split('\n'), { excludeFalseConflicts: true })
  const lines = parts.map(({ ok }) => ok)
  return lines.includes(undefined) ? undefined : lines.flatMap((part) => part ?? []).join('\n')
}
