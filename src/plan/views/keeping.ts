import { keptFields, type Part, partsOf } from '../../model/kept.ts'
import { isRestorable } from '../../model/lookup.ts'
import type { Field, Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { arrayText, callText, objectsText, objectText } from '../layout.ts'
import { PATHS } from '../paths.ts'
import { actorFields } from './guarded.ts'
import { keeperImport, keeperName } from './kept.ts'
import { isChangedWithin, isMadeWithin } from './making.ts'

/** How the queries of a resource keep what its rows count for: around each write, which is a function of its own then. */
export function keeping(resource: Resource, service: Service) {
  const parts = partsOf(resource, service)
  const writes = (name: Resource['operations'][number]) => parts.length > 0 && resource.operations.includes(name)
  const updates = writes('update') && parts.some((part) => isPatched(part, resource))
  const isKnown = isInKey(resource, service)
  const inParent = resource.parent === undefined ? '' : ', parent'
  const grant = resource.access === undefined ? '' : ', grant'
  const place = resource.versioned ? 'place' : 'key'
  const known = isSeen(resource) ? `rows: [key], find: (tx) => byKey(tx${grant}).execute(key)` : 'rows: [key]'
  const located = isKnown ? known : `rows: [], find: (tx) => located(tx${grant}).execute(key)`
  const around = (what: string, inner: string) => keepingText(what, inner)
  const texts = {
    create:
      writes('create') &&
      around(
        `parts: valueParts, rows: ${createdRows(resource, service, 'input')}`,
        isMadeWithin(resource, service)
          ? `createOne(tx, grant${inParent}, input)`
          : `createKept(tx${grant}${inParent}, input)`,
      ),
    update:
      updates &&
      around(
        `parts: partsIn(valueParts, patch), ${isKnown ? located : located.replace('[]', '[patch]')}`,
        isChangedWithin(resource, true)
          ? `updateOne(tx, grant, ${place}, patch)`
          : `updateKept(tx${grant}, ${place}, patch)`,
      ),
    remove: writes('delete') && around(`parts: valueParts, ${located}`, `removeKept(tx${grant}, ${place})`),
    restore:
      writes('delete') &&
      isRestorable(resource) &&
      around(
        `parts: valueParts, ${isKnown ? 'rows: [key]' : located.replace('located(', 'locatedDeleted(')}`,
        `restoreKept(tx${grant}, key)`,
      ),
  }
  const isUsed = parts.length > 0
  return {
    view: {
      parts: isUsed && partsText(parts),
      located: !isKnown && (updates || texts.remove !== false),
      keeping: texts,
    },
    located: parts.map(({ reference }) => reference.property),
    imports: isUsed
      ? imports(parts, resource, { keeps: Object.values(texts).some((text) => text !== false), updates })
      : [],
  }
}

/** Whether an update may change what counts. */
function isPatched({ properties }: Part, { fields }: Resource): boolean {
  return fields.some(({ property, writable }) => writable.update && properties.includes(property))
}

/**
 * Whether the key of a row says to which rows it belongs. Where it keeps something itself its own lock comes first, as
 * when what is below it is written.
 */
export function isInKey(resource: Resource, service: Service): boolean {
  return partsOf(resource, service).every(({ reference }) => reference.inKey) && keptFields(resource).length === 0
}

/** Whether it is to be seen, before anything is locked, if a row is one of those that the grant is for. */
function isSeen({ access, operations }: Resource): boolean {
  return access !== undefined && (['create', 'get', 'update'] as const).some((name) => operations.includes(name))
}

/** What says to which rows new ones belong: their bodies, their path, or who makes them. */
export function createdRows(resource: Resource, service: Service, bodies: 'input' | '...inputs'): string {
  const references = partsOf(resource, service).map(({ reference }) => reference)
  const rows = [
    ...(references.some(({ writable }) => writable.create) ? [bodies] : []),
    ...(references.some(({ property }) => property === resource.parent?.property) ? ['parent'] : []),
    ...actorRows(references),
  ]
  return `[${rows.join(', ')}]`
}

/** What says to which rows a new one belongs by who makes it. */
export function actorRows(references: readonly Field[]): string[] {
  const actors = actorFields(references).map(
    ({ property, optional }) => [property, optional ? 'grant.actor?.id' : 'actorOf(grant).id'] as const,
  )
  return actors.length > 0 ? [objectText(Object.fromEntries(actors))] : []
}

/** `return keeping(db, { … }, (tx) => createKept(tx, …))`, broken as formatters do it. */
export function keepingText(what: string, inner: string): string {
  const head = `return keeping(db, { ${what} }, (tx) =>`
  if (`  ${head} ${inner})`.length <= 120) return `${head} ${inner})`
  if (head.length + 2 <= 120) return `${head}\n    ${inner},\n  )`
  return callText('return keeping', ['db', `{ ${what} }`, `(tx) => ${inner}`], { indent: 2, before: 120 })
}

function partsText(parts: readonly Part[]): string {
  const start = 'export const valueParts: readonly ValuePart[] = '
  const entries = parts.map(({ reference, keeper, properties }) => ({
    keeper: keeperName(keeper),
    property: literal(reference.property),
    counts: arrayText(properties.map(literal), { before: 0 }),
  }))
  return `${start}${objectsText(entries, start.length)}`
}

function imports(
  parts: readonly Part[],
  resource: Resource,
  used: { readonly keeps: boolean; readonly updates: boolean },
): ImportSymbol[] {
  return [
    type('ValuePart', PATHS.kept),
    ...(used.keeps ? [value('keeping', PATHS.kept)] : []),
    ...(used.keeps && resource.access !== undefined ? [value('scoped', PATHS.scope)] : []),
    ...(used.updates ? [value('partsIn', PATHS.kept)] : []),
    ...parts.map(({ keeper }) => keeperImport(keeper)),
  ]
}
