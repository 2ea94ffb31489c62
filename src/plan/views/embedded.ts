import type { Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { type Embedding, moduleFrom } from '../embedding.ts'
import { arrayText } from '../layout.ts'
import { PATHS } from '../paths.ts'
import type { Settings } from './service.ts'

/** `src/api.ts` */
export function embeddedApiView({ basePath, resources }: Service, { setup }: Settings) {
  const { module, name } = embeddingOf(setup)
  const addresses = resources.map(({ path }) => literal(`${basePath}${path}`))
  return {
    view: { addresses: arrayText(addresses, { before: 'const ADDRESSES = '.length }) },
    imports: [
      value('Hono', 'hono'),
      value('bodyLimit', 'hono/body-limit'),
      // So that the parameter of the function below can be called `db`, whatever the application calls its own.
      value(`${name} as database`, moduleFrom(module, setup)),
      type('Db', PATHS.executor),
      type('Env', PATHS.context),
      value('answerError', PATHS.errors),
      value('payloadTooLarge', PATHS.errors),
      value('noStore', PATHS.headers),
      value('withRequestId', PATHS.headers),
      value('refuseOtherMethods', PATHS.methods),
      value('mountResources', PATHS.resources),
    ],
  }
}

/** `src/db/migrate.ts` */
export function embeddedMigrateView(_service: Service, { setup }: Settings) {
  const { module, name, driver, record } = embeddingOf(setup)
  return {
    view: { record },
    imports: [
      value('fileURLToPath', 'node:url'),
      value('migrate', `drizzle-orm/${driver}/migrator`),
      value(`${name} as database`, moduleFrom(module, setup)),
    ],
  }
}

function embeddingOf({ embed }: Settings['setup']): Embedding {
  if (embed === undefined) throw new Error('a whole service is not embedded')
  return embed
}
