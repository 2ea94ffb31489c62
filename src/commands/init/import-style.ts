import { dirname } from 'node:path'
import { ts } from 'ts-morph'
import { environment } from '../../errors.ts'
import type { ImportStyle } from '../../plan/embedding.ts'
import type { Application } from './application.ts'

/**
 * How imports end in an application: as its tsconfig.json asks, or in `.ts` where there is none. One that is not made of
 * ES modules is refused (exit 3), because what ashlar generates is.
 */
export function importStyleOf(folder: string, { isModule }: Application): ImportStyle {
  const file = ts.findConfigFile(folder, ts.sys.fileExists)
  if (file === undefined) return 'ts'
  const options = optionsIn(file)
  const { module = ts.ModuleKind.ES2015 } = options
  const byNode = module >= ts.ModuleKind.Node16 && module <= ts.ModuleKind.NodeNext
  if (module < ts.ModuleKind.ES2015 || (byNode && !isModule)) throw environment(COMMON_JS)
  if (options.allowImportingTsExtensions === true || options.rewriteRelativeImportExtensions === true) return 'ts'
  return byNode ? 'js' : 'none'
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
