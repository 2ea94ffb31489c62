import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { run } from '../measure.js'

const root = join(import.meta.dirname, '../..')
const described = join(root, 'tests/golden/shop/ashlar.yaml')

/**
 * The shop as it is measured: nobody reaches a limit but that of categories, and a machine that is busy with measuring
 * has more time than it should need, but for orders: by these two, limits and deadlines are shown.
 */
export function description() {
  const shop = parse(readFileSync(described, 'utf8'))
  Object.assign(shop.defaults, { timeout: '5s', rateLimit: '1000000/1m' })
  delete shop.resources.product.cache
  shop.resources.category.rateLimit = '3/1m'
  shop.resources.order.timeout = '500ms'
  return shop
}

/**
 * Generates and bundles the shop.
 *
 * @param change what is described otherwise
 * @param edit what is written otherwise, by file: a function from its text to another
 * @returns the folder of the project
 */
export function makeShop(name, { change = () => {}, edit = {} } = {}) {
  const project = join(root, '.tmp/bench-shops', name)
  rmSync(project, { recursive: true, force: true })
  mkdirSync(project, { recursive: true })
  const shop = description()
  change(shop)
  writeFileSync(join(project, 'ashlar.yaml'), stringify(shop))
  run(process.execPath, [join(root, 'bin/ashlar.js'), 'generate'], { cwd: project })
  for (const [path, edited] of Object.entries(edit)) {
    const file = join(project, path)
    const before = readFileSync(file, 'utf8')
    const after = edited(before)
    if (after === before) throw new Error(`${name}: nothing to take out of ${path}`)
    writeFileSync(file, after)
  }
  run(join(root, 'node_modules/.bin/rolldown'), ['-c'], { cwd: project })
  return project
}
