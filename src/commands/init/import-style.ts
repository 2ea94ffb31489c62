import { dirname } from 'node:path'
import { ts } from 'ts-morph'
import { environment } from '../../errors.ts'
import type { ImportStyle } from '../../plan/embedding.ts'
import type { Application } from './application.ts'

/** How an application is compiled. */
export interface Compilation {
  readonly imports: ImportStyle
  /** Whether the compiler puts what it makes into another folder, where there are no files but its own. */
  readonly isBuilt: boolean
}

/**
 * How imports end in an application: as its tsconfig.json asks, or in `.ts` where there is none. One that is not made of
 * ES modules is refused (exit 3), because what ashlar generates is.
 */
export function compilationOf(folder: string, { isModule }: Application): Compilation {
  const file = ts.findConfigFile(folder, ts.sys.fileExists)
  if (file === undefined) return { imports: 'ts', isBuilt: false }
  const options = optionsIn(file)
  const { module = ts.ModuleKind.ES2015 } = options
  const byNode = module >= ts.ModuleKind.Node16 && module <= ts.ModuleKind.NodeNext
  if (module < ts.ModuleKind.ES2015 || (byNode && !isModule)) throw environment(COMMON_JS)
  const keepsTs = options.allowImportingTsExtensions === true || options.rewriteRelativeImportExtensions === true
  const isBuilt = options.outDir !== undefined && options.noEmit !== true
  return { imports: keepsTs ? 'ts' : byNode ? 'js' : 'none', isBuilt }
}

const COMMON_JS = {
  code: 'ASH3151',
  message: 'the application is made of CommonJS modules, and ashlar generates ES modules',
  hint: 'type `"type": "module"` in package.json and `"module": "nodenext"` in tsconfig.json, or ask `ashlar new` for a service',
}

/** With all that it extends, and without looking for the files that it is for. */
function optionsIn(file: string): ts.CompilerOptions {
  const { config = {} } = ts.readConfigFile(file, ts.sys.readFile)
  const host = { ...ts.sys, readDirectory: () => [] }
  return ts.parseJsonConfigFileContent(config, host, dirname(file)).options
}
