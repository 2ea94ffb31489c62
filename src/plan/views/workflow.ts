import type { Member, Service } from '../../model/model.ts'
import { environmentSample } from '../kinds/environment-sample.ts'
import { INSTALLATIONS } from '../package-managers.ts'
import { ACTIONS, IMAGES } from '../pins.ts'
import type { Settings } from './service.ts'

/** `.github/workflows/ci.yml` */
export function workflowView({ config }: Service, { setup }: Settings) {
  return {
    view: {
      ...ACTIONS,
      postgres: IMAGES.postgres,
      database: 'postgres://postgres:postgres@127.0.0.1:5432/postgres',
      install: INSTALLATIONS[setup.manager ?? 'npm'].install,
      tool: setup.dependency !== undefined,
      needed: config.filter(isNeeded).map((member) => ({
        name: member.name,
        sample: JSON.stringify(environmentSample(member)),
      })),
    },
    imports: [],
  }
}

function isNeeded({ optional, default: given }: Member): boolean {
  return !optional && given === undefined
}
