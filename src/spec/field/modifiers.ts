import { COLUMN_NAME, FIELD_NAME, RELATION_NAME } from '../names.ts'
import type { Complaint } from '../source.ts'
import type { BackfillSpec, TypeSpec } from '../spec.ts'
import { ENUM_VALUE } from '../texts.ts'
import { COPY_SOURCE } from '../values/copy-source.ts'
import { MODULE_EXPORT } from '../values/module-export.ts'
import { SUM_SOURCE } from '../values/sum-source.ts'
import { isComplaint, type TextValue } from '../values/text-value.ts'
import type { FieldDraft } from './draft.ts'
import { readLiteral } from './literal-text.ts'
import { isExact } from './numbers.ts'
import { ON_DELETE } from './types.ts'

/** A modifier that takes an argument in the short form. */
export interface Modifier {
  /** How it is written; what a hint shows. */
  readonly written: string
  /** Puts what the argument says into the field; `false` when it says nothing, or a complaint about it. */
  read(draft: FieldDraft, text: string, type: TypeSpec | undefined): Complaint | false | undefined
}

/** The modifiers with an argument, by name, in the order of the manual. */
export const MODIFIERS: Readonly<Record<string, Modifier>> = {
  min: { written: 'min(0)', read: (draft, text) => readNumber(draft, 'min', text) },
  max: { written: 'max(100)', read: (draft, text) => readNumber(draft, 'max', text) },
  column: {
    written: 'column(unit_price)',
    read(draft, text) {
      draft.column = text
      return text !== '' && COLUMN_NAME.complaint(text)
    },
  },
  onDelete: {
    written: 'onDelete(cascade)`, `onDelete(restrict)` or `onDelete(set null)',
    read(draft, text) {
      const wanted = text.replace(/\s+/g, ' ')
      draft.onDelete = ON_DELETE.find((action) => action === wanted)
      return draft.onDelete === undefined ? false : undefined
    },
  },
  inverse: {
    written: 'inverse(orders)',
    read(draft, text) {
      draft.inverse = text
      return text !== '' && RELATION_NAME.complaint(text)
    },
  },
  read: { written: 'read(clerk, admin)', read: (draft, text) => readRoles(draft, 'read', text) },
  write: { written: 'write(admin)', read: (draft, text) => readRoles(draft, 'write', text) },
  set: {
    written: 'set(actor)',
    read(draft, text) {
      draft.set = text === 'actor' ? text : undefined
      return draft.set === undefined ? false : undefined
    },
  },
  copy: {
    written: 'copy(product.price)',
    read: (draft, text) => readValue(draft, { key: 'copy', as: COPY_SOURCE }, text),
  },
  sum: {
    written: 'sum(lines.quantity * lines.unitPrice)',
    read: (draft, text) => readValue(draft, { key: 'sum', as: SUM_SOURCE }, text),
  },
  count: {
    written: 'count(lines)',
    read(draft, text) {
      draft.count = text
      return text !== '' && RELATION_NAME.complaint(text)
    },
  },
  renamedFrom: {
    written: 'renamedFrom(oldName)',
    read(draft, text) {
      draft.renamedFrom = text
      return text !== '' && FIELD_NAME.complaint(text)
    },
  },
  backfill: {
    written: 'backfill(0)',
    read(draft, text, type) {
      if (text === '') return false
      const read = type === undefined ? { value: null } : readBackfill(text, type)
      if (isComplaint(read)) return read
      draft.backfill = read
      return undefined
    },
  },
  schema: {
    written: 'schema(./src/shared/sku.ts#Sku)',
    read: (draft, text) => readValue(draft, { key: 'schema', as: MODULE_EXPORT }, text),
  },
}

function readNumber(draft: FieldDraft, key: 'min' | 'max', text: string): false | undefined {
  draft[key] = Number(text)
  return isExact(text) ? undefined : false
}

function readRoles(draft: FieldDraft, key: 'read' | 'write', text: string): Complaint | false | undefined {
  const roles = text.split(',').map((role) => role.trim())
  if (roles.includes('')) return false
  draft[key] = roles
  return roles.map((role) => ENUM_VALUE.complaint(role)).find((complaint) => complaint !== undefined)
}

function readValue<Key extends 'copy' | 'sum' | 'schema'>(
  draft: FieldDraft,
  { key, as }: { key: Key; as: TextValue<NonNullable<FieldDraft[Key]>> },
  text: string,
): Complaint | false | undefined {
  if (text === '') return false
  const read = as.read(text)
  if (isComplaint(read)) return read
  draft[key] = read
  return undefined
}

/** A literal as in a default; a bare word that is none is another field. */
function readBackfill(text: string, type: TypeSpec): BackfillSpec | Complaint {
  const read = readLiteral(text, type)
  if (!isComplaint(read)) return read
  return FIELD_NAME.complaint(text) === undefined ? { from: text } : read
}
