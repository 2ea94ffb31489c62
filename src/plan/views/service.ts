import type { Service } from '../../model/model.ts'
import { literal, propertyKey } from '../../render/literal.ts'
import { type } from '../code.ts'
import { DEPENDENCIES, DEV_DEPENDENCIES } from '../dependencies.ts'
import { PROBLEMS } from '../problems.ts'

/** What the generator is told beside the description. */
export interface Settings {
  /** The name of the description in headers: `ashlar.yaml`. */
  readonly descriptionFile: string
  /** How the project depends on ashlar (`^1.2.0`, `file:…`); absent where it does not. */
  readonly toolDependency?: string
}

/** What any file of the whole service may ask for. */
export function serviceView(service: Service) {
  return {
    name: service.name,
    applicationName: literal(service.name),
    databaseName: service.name.replaceAll(/[^a-z0-9]+/g, '_'),
  }
}

/** `src/http/problem.ts` */
export function problemView() {
  const problems = PROBLEMS.map(({ code, status, title }) => ({
    key: propertyKey(code),
    status,
    title: literal(title),
  }))
  return { view: { problems }, imports: [type('ContentfulStatusCode', 'hono/utils/http-status')] }
}

/** `package.json` */
export function packageView(service: Service, settings: Settings) {
  const tool = settings.toolDependency === undefined ? {} : { 'create-ashlar': settings.toolDependency }
  return {
    view: {
      name: JSON.stringify(service.name),
      description: JSON.stringify(service.description),
      dependencies: entries(DEPENDENCIES),
      devDependencies: entries({ ...DEV_DEPENDENCIES, ...tool }),
    },
    imports: [],
  }
}

function entries(versions: Readonly<Record<string, string>>) {
  const names = Object.keys(versions).sort()
  return names.map((name, position) => ({
    name: JSON.stringify(name),
    version: JSON.stringify(versions[name]),
    last: position === names.length - 1,
  }))
}
