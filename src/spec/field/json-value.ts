import { LIMITS } from '../limits.ts'
import type { Complaint } from '../source.ts'

const TOO_LARGE: Complaint = {
  code: 'ASH1024',
  message: 'this value has more than 1,000 entries in one place',
  hint: 'keep data elsewhere',
}

/** What a JSON value of a short form holds that the same value, written out in the description, could not. */
export function valueComplaint(value: unknown): Complaint | undefined {
  const open = [value]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue
    const parts: unknown[] = Object.values(next)
    if (parts.length > LIMITS.keys) return TOO_LARGE
    for (const part of parts) open.push(part)
  }
  return undefined
}
