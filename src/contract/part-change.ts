import type { ApiChange, Place, ValueChange } from './api-change.ts'
import type { JsonObject } from './document.ts'
import type { Operation } from './operations.ts'

/** A change of an operation that is known. */
export type PartChange = Omit<ApiChange, 'operation'>

/** An operation in both documents. */
export interface Operations {
  readonly before: Operation
  readonly after: Operation
}

/** Both documents. */
export interface Documents {
  readonly before: JsonObject
  readonly after: JsonObject
}

/** A change within a value as one of the part that the value is. */
export function placed({ path, ...change }: ValueChange, place: (path: string) => Place): PartChange {
  return { ...change, place: place(path) }
}

/** A part of a request that is new: those who do not send it are refused where it has to be there. */
export function addedToRequest(isRequired: boolean, place: Place): PartChange {
  return isRequired
    ? { kind: 'addedRequired', effect: 'breaking', place }
    : { kind: 'added', effect: 'compatible', place }
}

/** A part of a request that had to be there, or has to be; nothing where that stays. */
export function necessityInRequest(was: boolean, is: boolean, place: Place): PartChange[] {
  if (was === is) return []
  return is ? [{ kind: 'required', effect: 'breaking', place }] : [{ kind: 'optional', effect: 'compatible', place }]
}
