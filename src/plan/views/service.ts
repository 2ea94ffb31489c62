import type { Service } from '../../model/model.ts'
import { literal, propertyKey } from '../../render/literal.ts'
import { markdownText } from '../../render/markdown.ts'
import { type } from '../code.ts'
import { DEPENDENCIES, DEV_DEPENDENCIES } from '../dependencies.ts'
import type { PackageManagerName } from '../package-managers.ts'
import { PROBLEMS } from '../problems.ts'
import { operationFlags } from './queries.ts'

/** What the generator is told beside the description. */
export interface Settings {
  /** The name of the description in headers: `ashlar.yaml`. */
  readonly descriptionFile: string
  /** How the project depends on ashlar (`^1.2.0`, `file:…`); absent where it does not. */
  readonly toolDependency?: string
  /** What installs the dependencies; npm where nothing is said. */
  readonly packageManager?: PackageManagerName
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

/** `README.md` and `docs/api.md` */
export function docsView(service: Service, { descriptionFile }: Settings) {
  return {
    view: {
      descriptionFile: markdownText(descriptionFile),
      title: markdownText(service.name),
      description: markdownText(service.description),
      resources: service.resources.map((resource) => ({
        title: resource.names.words.many,
        description: markdownText(resource.description),
        collection: `${service.basePath}${resource.path}`,
        item: `${service.basePath}${resource.path}${resource.key.map((field) => `/{${field.property}}`).join('')}`,
        folder: `src/resources/${resource.names.file}/`,
        type: resource.names.type,
        words: resource.names.words,
        has: operationFlags(resource),
        fields: resource.fields
          .filter((field) => field.readable || field.writable.create)
          .map((field) => ({
            property: field.property,
            type: `${field.type.kind}${field.array ? '[]' : ''}`,
            create: field.required ? 'required' : field.writable.create ? 'optional' : 'no',
            update: field.writable.update ? 'yes' : 'no',
            nullable: field.optional ? 'yes' : 'no',
            description: markdownText(field.description),
          })),
      })),
      pageSize: service.pageSize,
      problems: PROBLEMS,
    },
    imports: [],
  }
}

/** `AGENTS.md` */
export function agentsView({ name }: Service, { descriptionFile }: Settings) {
  return { view: { title: markdownText(name), descriptionFile: markdownText(descriptionFile) }, imports: [] }
}

function entries(versions: Readonly<Record<string, string>>) {
  const names = Object.keys(versions).sort()
  return names.map((name, position) => ({
    name: JSON.stringify(name),
    version: JSON.stringify(versions[name]),
    last: position === names.length - 1,
  }))
}
