import { ts } from 'ts-morph'
import type { Three } from '../three.ts'
import { sameCode } from './code.ts'
import { declaredIn, isExported } from './declared-names.ts'
import { keptSpecifiers } from './imports.ts'
import { called, type Merge } from './merge.ts'
import type { ListMerge } from './merge-lists.ts'
import type { Side } from './side.ts'
import { bodyOf, leadOf, type Unit } from './unit.ts'

/** What is no longer generated: it goes, unless the user wrote something into it, or uses it. */
export function mergeGone(one: ListMerge, { yours, base }: Pick<Three<Unit>, 'yours' | 'base'>): void {
  const { merge, name, gone } = one
  if (ts.isImportDeclaration(yours.node)) {
    const kept = keptSpecifiers(merge, { yours, base })
    if (kept === 'none') gone.add(yours)
    else if (kept === 'unclear' && !merge.isForm) merge.conflicts.push(edited(name, yours))
    else if (kept === 'unclear') return
    else merge.splices.push(...kept)
    return
  }
  const isUntouched = hasNothingOfYours(merge, yours, base)
  const isUsed = declaredIn(yours.node).some((declared) => merge.needed.has(declared))
  if (isUntouched && !isUsed) gone.add(yours)
  else if (!isUntouched && !merge.isForm && !isOnItsOwn(one, yours)) merge.conflicts.push(edited(name, yours))
  else if (!ts.isImportSpecifier(yours.node))
    merge.notes.push(
      `\`${called(name, yours)}\` stays, because you ${isUntouched ? 'use' : 'edited'} it; it is no longer generated`,
    )
}

function edited(name: string, unit: Unit): string {
  return `you edited \`${called(name, unit)}\`, which is no longer generated`
}

/** Whether a unit is as it was generated: what the user took out of it is an edit too, and would come back with it. */
export function hasNothingOfYours({ sides }: Merge, yours: Unit, base: Unit): boolean {
  return [bodyOf, leadOf, commentsBehind].every((part) => sameCode(part(sides.yours, yours), part(sides.base, base)))
}

/** Comments before and behind the separator of a unit. */
function commentsBehind({ text }: Side, { end, stop }: Unit): string {
  return text.slice(end, stop).replace(/[,;]/, '').trim()
}

/**
 * Whether a unit does nothing where it stands: others may import it, and nothing is generated now that could be what it
 * has become.
 */
function isOnItsOwn({ lists, pairs }: ListMerge, { node }: Unit): boolean {
  if (lists.base.kind !== ts.SyntaxKind.SourceFile || !isExported(node)) return false
  return pairs.nextAdded.every((added) => added.node.kind !== node.kind)
}
