import { isMap, mapAt, put } from './maps.ts'
import type { Chance } from './random.ts'
import { FIELDS, GOOD_TEXTS, NAMES, OBJECT_FIELDS } from './words.ts'

/** A resource of a description that is to be changed, with its surroundings. */
interface Part {
  readonly name: string
  readonly resource: Record<string, unknown>
  readonly fields: Record<string, unknown>
  readonly resources: Record<string, unknown>
  readonly chance: Chance
}

/** Changes a description in a way that most often leaves it right. */
export function changeGently(description: Record<string, unknown>, chance: Chance): void {
  if (chance.next() < 0.15) changeForm(description, chance)
  const resources = mapAt(description, 'resources')
  const names = Object.keys(resources).filter((name) => isMap(resources[name]))
  if (names.length === 0) return
  const name = chance.pick(names)
  const resource = mapAt(resources, name)
  chance.pick(GENTLE)({ name, resource, fields: mapAt(resource, 'fields'), resources, chance })
}

/** How the whole API looks. */
function changeForm(description: Record<string, unknown>, chance: Chance): void {
  const api = { ...mapAt(description, 'api') }
  put(api, 'case', chance.pick(['snake', 'snake', 'camel']))
  put(api, 'envelope', chance.pick(['none', 'none', 'data']))
  put(description, 'api', api)
}

const GENTLE: readonly ((part: Part) => void)[] = [
  ({ fields, chance }) => put(fields, chance.pick(NAMES), chance.pick(FIELDS)),
  ({ fields, chance }) => put(fields, chance.pick(NAMES), chance.pick(OBJECT_FIELDS)),
  ({ fields, chance }) => put(fields, anyName(fields, chance), chance.pick(FIELDS)),
  ({ resources, chance }) =>
    put(resources, chance.pick(NAMES), { fields: { [chance.pick(NAMES)]: chance.pick(FIELDS) } }),
  // What generated code would call a thing of another resource, or of the service.
  ({ name, resources, chance }) =>
    put(resources, near(name, chance), { fields: { [chance.pick(NAMES)]: chance.pick(FIELDS) } }),
  ({ name, fields, chance }) => put(fields, near(chance.next() < 0.5 ? name : anyName(fields, chance), chance), 'int'),
  ({ fields, resources, chance }) =>
    put(fields, chance.pick(NAMES), `ref ${anyName(resources, chance)}${chance.pick(['?', '', '? inverse(them)'])}`),
  ({ fields, resources, chance }) =>
    put(fields, near(anyName(resources, chance), chance), `ref ${anyName(resources, chance)}? onDelete(set null)`),
  ({ resource, chance }) => {
    resource.operations = ['list', 'get', 'create', 'update', 'delete'].filter(() => chance.next() < 0.6)
    if (Object.keys(resource.operations as object).length === 0) delete resource.operations
  },
  ({ resource, chance }) => {
    const bulk = ['bulkCreate', 'bulkUpdate'].filter(() => chance.next() < 0.7)
    put(resource, 'operations', ['list', 'get', 'create', 'update', 'delete', ...bulk])
  },
  // What refers to a resource is called by its plural as a rule.
  ({ name, resources, chance }) => {
    const child = anyName(resources, chance)
    const fields = mapAt(mapAt(resources, child), 'fields')
    put(fields, chance.pick(NAMES), { ref: name, inverse: 'broughtOnes' })
    put(mapAt(resources, name), 'createWith', ['broughtOnes'])
  },
  ({ resource, chance }) => put(resource, 'timestamps', chance.next() < 0.5),
  ({ resource, chance }) => put(resource, 'description', chance.pick(GOOD_TEXTS)),
  ({ fields, chance }) => put(fields, chance.pick(NAMES), { type: 'text', description: chance.pick(GOOD_TEXTS) }),
  ({ fields, chance }) =>
    put(fields, chance.pick(NAMES), { type: 'text', default: chance.pick(GOOD_TEXTS), internal: chance.next() < 0.3 }),
  ({ fields, chance }) => put(fields, chance.pick(NAMES), { type: 'json', default: { a: chance.pick(GOOD_TEXTS) } }),
  ({ resource, chance }) => put(resource, 'plural', chance.pick(NAMES)),
  ({ resource, chance }) => put(resource, 'path', chance.pick(['things', 'a', 'id', 'a-1', 'new', 'index', 'x'])),
  ({ resource, chance }) => put(resource, 'table', chance.pick(['user', 'order', 'a_b', '_', 'select', 'pg_class'])),
  ({ resource, fields, chance }) => put(resource, 'key', anyName(fields, chance)),
  ({ resource, fields, chance }) => put(resource, 'key', [anyName(fields, chance), anyName(fields, chance)]),
  ({ resource, fields, chance }) =>
    put(resource, 'indexes', [[anyName(fields, chance), anyName(fields, chance)], [anyName(fields, chance)]]),
  // A resource under another name, also where it is referred to.
  ({ name, resource, resources, chance }) => {
    delete resources[name]
    const renamed = chance.pick(NAMES)
    const text = JSON.stringify({ ...resources, [renamed]: resource })
    Object.assign(resources, JSON.parse(text.replaceAll(new RegExp(`(ref|many) ${name}\\b`, 'g'), `$1 ${renamed}`)))
  },
]

function anyName(map: Record<string, unknown>, chance: Chance): string {
  const names = Object.keys(map)
  return names.length === 0 ? 'none' : chance.pick(names)
}

/** A name that is made from another as generated names are. */
function near(name: string, chance: Chance): string {
  const upper = name.charAt(0).toUpperCase() + name.slice(1)
  const [before, behind] = chance.pick(AFFIXES)
  return before === '' ? `${name}${behind}` : `${before}${upper}${behind}`
}

const AFFIXES = [
  ...[
    ['new', ''],
    ['', 'Patch'],
    ['', 'Key'],
    ['', 'Query'],
    ['', 'Routes'],
    ['', 'Paging'],
    ['', 'Columns'],
  ],
  ...[
    ['', 'Relations'],
    ['', 's'],
    ['', 'Row'],
    ['', 'Table'],
    ['', 'Id'],
    ['', 'Values'],
    ['', 'Page'],
    ['', '2'],
  ],
  ...[
    ['create', ''],
    ['make', ''],
    ['list', ''],
    ['get', ''],
    ['', 'Value'],
    ['', 'Input'],
    ['', 'Test'],
    ['', 'At'],
  ],
] as const satisfies readonly (readonly [string, string])[]
