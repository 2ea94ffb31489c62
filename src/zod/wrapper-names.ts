import type { ZodDef } from './schema.ts'

const NAMES: ReadonlyMap<string, string> = new Map([
  ['transform', '`z.transform()`'],
  ['prefault', '`.prefault()`'],
  ['catch', '`.catch()`'],
  ['readonly', '`.readonly()`'],
  ['nonoptional', '`.nonoptional()`'],
  ['success', '`z.success()`'],
  ['promise', '`z.promise()`'],
])

/** What stands around a schema and cannot be taken off, as it is typed. */
export function wrapperName(def: ZodDef): string | undefined {
  return def.type === 'pipe' ? pipeName(def) : NAMES.get(def.type ?? '')
}

/** Zod makes a pipe of many things. */
function pipeName({ in: first, out: last, transform, reverseTransform }: ZodDef): string {
  if (first?._zod.def.type === 'transform') return '`z.preprocess()`'
  if (last?._zod.def.type === 'transform') return '`.transform()`'
  return transform === undefined && reverseTransform === undefined ? '`.pipe()`' : '`z.codec()` or `z.stringbool()`'
}
