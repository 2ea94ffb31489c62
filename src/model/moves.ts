import { didYouMean } from '../did-you-mean.ts'
import type { FieldSpec, SpecPath } from '../spec/spec.ts'
import type { Report } from './report.ts'

/** Reports moves of what has no states, and moves from or to a state that is not there. */
export function checkMoves(name: string, field: FieldSpec, { at, report }: { at: SpecPath; report: Report }): void {
  const { moves, type } = field
  if (moves === undefined) return
  const from = [...at, 'moves']
  if (type.kind !== 'enum' || field.array) {
    const message = `\`${name}\` has no states to move between: it is not one value of an enum`
    report.add({ code: 'ASH2036', message, hint: 'write its states: `enum: [draft, paid]`', at: from, name: true })
    return
  }
  if (field.default === undefined) {
    const message = `\`${name}\` does not say in which state a new row is`
    report.add({ code: 'ASH2036', message, hint: `add \`default: ${type.values[0]}\``, at, name: true })
  }
  if (Object.values(moves).every((next) => next.length === 0)) {
    const message = `\`${name}\` has no move: nothing could ever change it`
    report.add({
      code: 'ASH2036',
      message,
      hint: 'name a state that follows, or type `readonly`',
      at: from,
      name: true,
    })
  }
  if (field.immutable) {
    const message = `\`${name}\` has moves, and so cannot be \`immutable\``
    report.add({ code: 'ASH2036', message, hint: 'take one of the two out', at: [...at, 'immutable'] })
  }
  const unknown = (state: string): { code: string; message: string; hint: string } => ({
    code: 'ASH2036',
    message: `\`${state}\` is not a value of the enum`,
    hint: didYouMean(state, type.values) ?? `the values are ${type.values.join(', ')}`,
  })
  for (const [state, next] of Object.entries(moves)) {
    if (!type.values.includes(state)) report.add({ ...unknown(state), at: [...from, state], name: true })
    report.addRepeated(next, [...from, state])
    for (const [index, to] of next.entries()) {
      if (!type.values.includes(to)) report.add({ ...unknown(to), at: [...from, state, index] })
    }
  }
}
