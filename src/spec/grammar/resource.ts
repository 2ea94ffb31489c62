import { z } from 'zod'
import { HOOKS, OPERATIONS } from '../field/types.ts'
import { LIMITS } from '../limits.ts'
import { ACTION_NAME, RESOURCE_NAME, TABLE_NAME } from '../names.ts'
import type { IndexSpec } from '../spec.ts'
import { PATH_NAME } from '../texts.ts'
import { CONDITION } from '../values/condition.ts'
import { FIELD_PATH } from '../values/field-path.ts'
import { INDEXED_FIELD } from '../values/indexed-field.ts'
import { MODULE_EXPORT } from '../values/module-export.ts'
import { accessGrammar } from './access.ts'
import { actionGrammar } from './action.ts'
import { fieldsGrammar } from './field.ts'
import { flag, freeText, mapOf, nameOf, oneOrMany, protection, ruled, valued } from './pieces.ts'

const fieldName = nameOf('a field')
const fieldNames = z.array(fieldName, { error: 'a list of field names' })
const indexed = z.array(valued(INDEXED_FIELD), { error: 'a list of field names' }).min(1).max(32)

/** The map that an index may be. */
export const indexObject = z.strictObject(
  { fields: indexed, unique: flag.exactOptional(), where: valued(CONDITION).exactOptional() },
  { error: 'a map' },
)

const index: z.ZodType<IndexSpec> = z.union(
  [
    indexed.transform((fields) => ({ fields, unique: false })),
    indexObject.transform(({ unique = false, ...rest }) => ({ ...rest, unique })),
  ],
  { error: 'a list of field names, or a map with `fields:`' },
)

/** What `query:` holds. */
export const queryGrammar = z.strictObject(
  {
    filter: z.array(valued(FIELD_PATH), { error: 'a list of fields' }).exactOptional(),
    sort: fieldNames.exactOptional(),
    search: fieldNames.exactOptional(),
    include: z.array(nameOf('a relation'), { error: 'a list of relations' }).exactOptional(),
  },
  { error: 'a map' },
)

/** One entry of `resources:`. */
export const resourceGrammar = z.strictObject(
  {
    description: freeText.exactOptional(),
    plural: ruled(RESOURCE_NAME).exactOptional(),
    table: ruled(TABLE_NAME).exactOptional(),
    path: ruled(PATH_NAME).exactOptional(),
    renamedFrom: ruled(RESOURCE_NAME).exactOptional(),
    external: valued(MODULE_EXPORT).exactOptional(),
    key: oneOrMany(fieldName, 'the name of a field, or a list of names').exactOptional(),
    fields: fieldsGrammar.nullable().transform((fields) => fields ?? {}),
    indexes: z.array(index, { error: 'a list of indexes' }).max(LIMITS.indexes).exactOptional(),
    timestamps: flag.exactOptional(),
    softDelete: flag.exactOptional(),
    versioned: flag.exactOptional(),
    idempotent: flag.exactOptional(),
    operations: z
      .array(z.enum(OPERATIONS, { error: 'an operation' }), { error: 'a list of operations' })
      .min(1)
      .exactOptional(),
    query: queryGrammar.exactOptional(),
    access: accessGrammar.exactOptional(),
    owner: valued(FIELD_PATH).exactOptional(),
    parent: fieldName.exactOptional(),
    tenant: z.union([fieldName, z.literal(false)], { error: 'the name of a field, or `false`' }).exactOptional(),
    createWith: z.array(nameOf('a relation'), { error: 'a list of relations' }).min(1).exactOptional(),
    hooks: z
      .array(z.enum(HOOKS, { error: 'a hook' }), { error: 'a list of hooks' })
      .min(1)
      .exactOptional(),
    actions: mapOf(actionGrammar, {
      names: ACTION_NAME,
      most: LIMITS.actions,
      error: 'a map of actions',
    }).exactOptional(),
    ...protection,
  },
  { error: 'a map with `fields:`' },
)
