import type { Field, Type, Value } from './description.ts'
import type { Random } from './random.ts'

/** A value of a type, as JSON has it; `distinct` tells those of a unique column apart. */
export function sampleOf(type: Exclude<Type, { kind: 'ref' }>, random: Random, distinct = random.below(90)): Value {
  switch (type.kind) {
    case 'string':
      return `${distinct}it's "x" \\`.slice(0, type.max)
    case 'text':
      return `${distinct}\u00fc; --`
    case 'decimal':
      return distinct + 0.5
    case 'double':
      return distinct + 0.25
    case 'boolean':
      return distinct % 2 === 0
    case 'date':
      return `2026-${two((distinct % 12) + 1)}-${two((distinct % 28) + 1)}`
    case 'datetime':
      return `2026-${two((distinct % 12) + 1)}-${two((distinct % 28) + 1)}T03:04:05+00:00`
    case 'uuid':
      return `00000000-0000-4000-8000-${String(distinct).padStart(12, '0')}`
    case 'enum':
      return type.values[distinct % type.values.length] ?? ''
    default:
      return distinct
  }
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}

/** What a value is after its column got another type; as the API shows both, and `::` converts them. */
export function converted(value: unknown, from: Type, to: Type): unknown {
  if (value === null || value === undefined) return null
  if (to.kind === 'string') return String(value).slice(0, to.max)
  if (to.kind === 'text') return String(value)
  if (from.kind === 'boolean') return value === true ? 1 : 0
  if (from.kind === 'date' && to.kind === 'datetime') return `${String(value)}T00:00:00+00:00`
  if (from.kind === 'datetime' && to.kind === 'date') return String(value).slice(0, 10)
  return value
}

type Plain = Exclude<Type, { kind: 'ref' }>

/** Types that every value of a type can be converted to. */
export function typesAfter(type: Plain): readonly Plain[] {
  switch (type.kind) {
    case 'smallint':
      return [{ kind: 'int' }, { kind: 'bigint' }, { kind: 'string', max: 20 }]
    case 'int':
      return [
        { kind: 'bigint' },
        { kind: 'smallint' },
        { kind: 'double' },
        { kind: 'decimal', precision: 14, scale: 2 },
        { kind: 'text' },
      ]
    case 'bigint':
      return [{ kind: 'int' }, { kind: 'string', max: 30 }]
    case 'string':
      return [
        { kind: 'text' },
        { kind: 'string', max: type.max + 10 },
        { kind: 'string', max: Math.max(3, type.max - 30) },
      ]
    case 'text':
      return [{ kind: 'string', max: 60 }]
    case 'decimal':
      return [{ kind: 'decimal', precision: type.precision + 2, scale: type.scale }, { kind: 'double' }]
    case 'boolean':
      return [{ kind: 'int' }, { kind: 'bigint' }, { kind: 'string', max: 10 }]
    case 'date':
      return [{ kind: 'datetime' }, { kind: 'string', max: 10 }]
    case 'datetime':
      return [{ kind: 'date' }]
    case 'enum':
      return [{ kind: 'string', max: 40 }, { kind: 'text' }]
    case 'uuid':
      return [{ kind: 'text' }]
    default:
      return []
  }
}

/** The same value where the field can be unique. */
export function canBeUnique({ type }: Pick<Field, 'type'>): boolean {
  return ['string', 'text', 'int', 'bigint', 'uuid'].includes(type.kind) && !(type.kind === 'string' && type.max < 20)
}
