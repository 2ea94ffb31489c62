import type { Field, FieldType, Member } from './model.ts'
import { INTEGER_RANGE, isNumber, type NumberType } from './types.ts'

type Copied = Pick<Field, 'type' | 'array' | 'shape' | 'secret'>

/**
 * Why a field cannot hold every value that another one may have; nothing when it can.
 *
 * @example
 * copyProblem(varchar20, varchar80) // 'which may have more than 20 characters'
 */
export function copyProblem(target: Copied, source: Copied): string | undefined {
  const isAlike = source.type.kind === target.type.kind && source.array === target.array
  if (!isAlike || source.secret || target.secret) return 'which is of another type'
  if (target.shape !== undefined && !isSameShape(target.shape, source.shape)) return 'which has another shape'
  return typeProblem(target.type, source.type)
}

function typeProblem(target: FieldType, source: FieldType): string | undefined {
  if (target.kind === 'string' && source.kind === 'string') {
    if (source.max > target.max) return `which may have more than ${target.max} characters`
    return source.min < target.min ? `which may have fewer than ${target.min} characters` : undefined
  }
  if (target.kind === 'enum' && source.kind === 'enum') {
    const other = source.values.find((value) => !target.values.includes(value))
    return other === undefined ? undefined : `which may be \`${other}\``
  }
  return isNumber(target) && isNumber(source) ? numberProblem(target, source) : undefined
}

function numberProblem(target: NumberType, source: NumberType): string | undefined {
  if (target.kind === 'decimal' && source.kind === 'decimal') {
    if (source.scale > target.scale) return `which may have more than ${target.scale} digits behind the point`
    const before = target.precision - target.scale
    if (source.precision - source.scale > before) return `which may have more than ${before} digits before the point`
  }
  const [least, greatest] = rangeOf(source)
  if (target.min !== undefined && least < target.min) return `which may be less than ${target.min}`
  return target.max !== undefined && greatest > target.max ? `which may be greater than ${target.max}` : undefined
}

function rangeOf({ kind, min, max }: NumberType): readonly [number, number] {
  const [least, greatest] = INTEGER_RANGE[kind] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  return [min ?? Number(least), max ?? Number(greatest)]
}

/** The same members, whatever is said about them and whatever stands for one that is left out. */
function isSameShape(one: readonly Member[], other: readonly Member[] | undefined): boolean {
  return other !== undefined && JSON.stringify(outlineOf(one)) === JSON.stringify(outlineOf(other))
}

function outlineOf(members: readonly Member[]): unknown[] {
  const sorted = members.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return sorted.map(({ name, type, array, optional, shape }) => [
    name,
    type,
    array,
    optional,
    shape && outlineOf(shape),
  ])
}
