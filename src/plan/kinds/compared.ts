import type { Field } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'

/** A value of a condition as TypeScript, of the type that the column has there. */
export function comparedCode({ type }: Field, wanted: unknown): string {
  if (type.kind === 'bigint') return `${BigInt(String(wanted))}n`
  return type.kind === 'datetime' ? `new Date(${literal(wanted)})` : literal(wanted)
}
