import type { Field } from '../../model/model.ts'
import { mermaidText } from '../../render/mermaid.ts'
import { initialState, machineOf } from './moves.ts'

/** A Mermaid diagram of the states of a field, and of the moves between them. */
export function stateDiagram(field: Field): string {
  const machine = machineOf(field)
  const names = new Map(Array.from(machine.keys(), (state, at) => [state, `s${at + 1}`]))
  const named = (state: unknown) => names.get(String(state))
  return [
    'stateDiagram-v2',
    ...Array.from(names, ([state, name]) => `  state ${mermaidText(state)} as ${name}`),
    `  [*] --> ${named(initialState(field))}`,
    ...Array.from(machine).flatMap(([from, next]) => next.map((to) => `  ${named(from)} --> ${named(to)}`)),
  ].join('\n')
}
