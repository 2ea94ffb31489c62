import type { Service } from '../../model/model.ts'
import { PACKAGE_MANAGERS } from '../package-managers.ts'
import { IMAGES } from '../pins.ts'
import type { Settings } from './service.ts'

/** Nobody has to keep npm's lock file; without it the image gets the newest versions that package.json takes. */
const WITH_OR_WITHOUT_LOCK = `if [ -f package-lock.json ]; then ${PACKAGE_MANAGERS.npm.install}; else npm install --ignore-scripts; fi`

/** `Dockerfile`, `.dockerignore` and `compose.yaml` */
export function imageView({ name, config }: Service, settings: Settings) {
  const manager = settings.packageManager ?? 'npm'
  const { files } = PACKAGE_MANAGERS[manager]
  return {
    view: {
      ...IMAGES,
      // With a `*` it may be missing: a project that has just been made, or one that keeps no lock file.
      manifests: ['package.json', ...files.map((file) => `${file}*`)].join(' '),
      install: manager === 'npm' ? WITH_OR_WITHOUT_LOCK : PACKAGE_MANAGERS[manager].install,
      files,
      vendored: settings.toolDependency?.startsWith('file:') ?? false,
      // Names of services are what npm takes; Compose takes no dot.
      own: config.map((member) => member.name),
      composeName: JSON.stringify(name.replaceAll('.', '-')),
    },
    imports: [],
  }
}
