import { quoted } from '../source.ts'
import type { ModuleExport } from '../spec.ts'
import type { TextValue } from './text-value.ts'

const PATTERN = /^(\.{1,2}(?:\/\.\.)*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+\.[mc]?[jt]s)#([A-Za-z_][A-Za-z0-9_]{0,62})$/

/**
 * An export of a module of the project, from where the description stands.
 *
 * @example
 * MODULE_EXPORT.read('./src/shared/sku.ts#Sku') // { module: './src/shared/sku.ts', name: 'Sku' }
 */
export const MODULE_EXPORT: TextValue<ModuleExport> = {
  what: 'an export such as `./src/shared/sku.ts#Sku`',
  pattern: PATTERN,
  read(text) {
    const [, module, name] = text.match(PATTERN) ?? []
    if (module !== undefined && name !== undefined) return { module, name }
    return {
      code: 'ASH1038',
      message: `${quoted(text)} is not an export of a module`,
      hint: 'type the file from here, `#` and the name: `./src/shared/sku.ts#Sku`',
    }
  },
}

/** `./src/shared/sku.ts#Sku` */
export function moduleExportText({ module, name }: ModuleExport): string {
  return `${module}#${name}`
}
