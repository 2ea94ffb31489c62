import { fieldNamed } from '../../model/lookup.ts'
import type { Field, Resource, Service } from '../../model/model.ts'
import { levelsOf, ownKey } from '../../model/nesting.ts'
import { shellWord } from '../../render/shell.ts'
import type { Caller } from './test-actors.ts'

/** A word of the shell in parts: text as it is, and expansions such as `$RUN` inside double quotes. */
export type Part = { readonly text: string } | { readonly expansion: string }

/** The path of the list, in which the keys of what it is nested under are variables. */
export function addressParts(resource: Resource, service: Service): Part[] {
  const levels = levelsOf(resource, service)
  const inner = levels.flatMap(({ child, field, parent }): Part[] => [
    { text: '/' },
    { expansion: `$${variableOf(parent, keyOf(field, parent))}` },
    { text: child.path },
  ])
  return [{ text: `${service.basePath}${(levels[0]?.parent ?? resource).path}` }, ...inner]
}

function keyOf({ reference }: Field, parent: Resource): Field {
  return fieldNamed(parent, reference?.key ?? '')
}

/** The line that says whose token the next calls carry; false where nobody signs in. */
export function asLine(caller: Caller, { auth }: Service): string | false {
  return auth !== undefined && `as ${shellWord(caller ?? 'nobody')}`
}

export function itemParts(resource: Resource, service: Service): Part[] {
  const key = ownKey(resource).flatMap((field): Part[] => [
    { text: '/' },
    { expansion: `$${variableOf(resource, field)}` },
  ])
  return [...addressParts(resource, service), ...key]
}

export function variableOf({ names }: Resource, field: Field): string {
  return `${names.one}_${field.property}`
}

/** One word: single quotes around text, double quotes around expansions, nothing between them. */
export function word(parts: readonly Part[]): string {
  const merged: Part[] = []
  for (const part of parts) {
    const last = merged.at(-1)
    if ('text' in part && last !== undefined && 'text' in last)
      merged[merged.length - 1] = { text: last.text + part.text }
    else merged.push(part)
  }
  return merged
    .filter((part) => 'expansion' in part || part.text !== '')
    .map((part) => ('expansion' in part ? `"${part.expansion}"` : shellWord(part.text)))
    .join('')
}
