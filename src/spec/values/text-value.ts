import type { Complaint } from '../source.ts'

/** A small language of its own inside one text of a description: a duration, an access rule. */
export interface TextValue<Value> {
  /** What is expected, for messages: `a duration`. */
  readonly what: string
  /** The texts that read, for the JSON Schema. */
  readonly pattern: RegExp
  /** What the text means, or what is wrong with it. */
  read(text: string): Value | Complaint
}

/** Whether reading a text gave a complaint. */
export function isComplaint(value: unknown): value is Complaint {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value
}
