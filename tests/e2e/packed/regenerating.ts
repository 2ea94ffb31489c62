import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hasPostgres } from '../../setup/database.ts'
import { writeTimes } from '../../setup/tree.ts'
import { succeed } from './programs.ts'
import { ashlar, describeAnew, type Shop } from './shop.ts'

const TABLE = 'src/resources/products/products.table.ts'
const SCHEMA = 'src/resources/products/products.schema.ts'
const FIELD = '      stock: int min(0) = 0\n'
const WEIGHT = '      weight: int min(0) = 0 # grams\n'

/** The project kept in step with its description, on databases that have rows in them. */
export function regeneratingTests(shop: () => Shop): void {
  const path = (name: string) => join(shop().root, name)
  const read = (name: string) => readFileSync(path(name), 'utf8')
  const inProject = (words: string, env = {}) => succeed(words, { cwd: shop().root, env })

  async function migrateBoth(...migrations: readonly string[]): Promise<void> {
    const applied = expect.stringContaining(`"applied":${JSON.stringify(migrations)}`)
    expect(await inProject('npm run db:migrate')).toMatchObject({ stdout: applied })
    if (hasPostgres) expect(await inProject('npm run db:migrate', shop().postgres)).toMatchObject({ stdout: applied })
  }

  test('an edit of the description: check names the files, and looking writes nothing', async () => {
    describeAnew(shop(), FIELD, FIELD + WEIGHT)
    const before = writeTimes(shop().root)
    const checked = await ashlar(shop(), 'check')
    expect(checked.exitCode).toBe(1)
    expect(checked.stdout).toMatch(new RegExp(`^ {2}stale +${TABLE} `, 'm'))
    expect(checked.stdout).toMatch(/^ {2}missing +migrations /m)
    const dry = await ashlar(shop(), 'generate', '--dry-run', '--diff')
    expect(dry.exitCode).toBe(0)
    expect(dry.stdout).toContain(`+++ b/${TABLE}`)
    expect(writeTimes(shop().root)).toEqual(before)
  })

  test('generate brings code and migration, and the databases take it with what is in them', async () => {
    const { exitCode, stdout } = await ashlar(shop(), 'generate')
    expect(exitCode).toBe(0)
    const migrations = [...stdout.matchAll(/^ {2}migrate +migrations\/(\S+)\.sql$/gm)].map(([, name = '']) => name)
    const [added, settled] = migrations.map((name) => read(`migrations/${name}.sql`))
    expect(added).toContain('ADD COLUMN "weight" integer DEFAULT 0 NOT NULL')
    // Its check is proven where nobody waits for that.
    expect(settled).toContain('VALIDATE CONSTRAINT')
    expect(read(TABLE)).toContain('weight: ')
    expect(await ashlar(shop(), 'check')).toMatchObject({ exitCode: 0 })
    await migrateBoth(...migrations)
  })

  test('an edited file is kept, merged when its new text differs, and left alone where the two do not go together', async () => {
    appendFileSync(path('src/app.ts'), '// ours\n')
    appendFileSync(path(SCHEMA), '// ours\n')
    const kept = await ashlar(shop(), 'generate')
    expect(kept).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(`keep      ${SCHEMA}`) })

    describeAnew(shop(), WEIGHT, WEIGHT.replace('min(0)', 'min(0) max(90000)'))
    const merge = await ashlar(shop(), 'generate')
    expect(merge).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('keep      src/app.ts') })
    expect(merge.stdout).toMatch(new RegExp(`^ {2}merge +${SCHEMA} `, 'm'))
    expect(read(SCHEMA)).toMatch(/90000.*\n\/\/ ours\n$/s)

    const ours = read(SCHEMA).replaceAll('90000', '90001')
    writeFileSync(path(SCHEMA), ours)
    describeAnew(shop(), 'max(90000)', 'max(80000)')
    const conflict = await ashlar(shop(), 'generate')
    expect(conflict.exitCode).toBe(1)
    expect(conflict.stdout).toMatch(new RegExp(`^ {2}conflict +${SCHEMA} `, 'm'))
    expect(read(SCHEMA)).toBe(ours)

    expect(await ashlar(shop(), 'resolve', SCHEMA, '--theirs')).toMatchObject({ exitCode: 0 })
    expect(read(SCHEMA)).toContain('80000')
    expect(read(SCHEMA)).not.toContain('ours')
    expect(read('src/app.ts')).toMatch(/\/\/ ours\n$/)
    expect(await ashlar(shop(), 'check')).toMatchObject({ exitCode: 0 })
  })

  test('add-resource keeps the description as it is, and generates and migrates', async () => {
    const before = read('ashlar.yaml')
    const words = ['add-resource', 'review', 'rating:int', 'title:string(1..80)', 'product:ref']
    // People sign in to the shop.
    const refused = await ashlar(shop(), ...words)
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--access signedIn') })
    const added = await ashlar(shop(), ...words, '--access', 'signedIn')
    expect(added).toMatchObject({ exitCode: 0, stderr: '' })
    const after = read('ashlar.yaml')
    expect(after.startsWith(before.trimEnd())).toBe(true)
    expect(after.slice(before.trimEnd().length).trim()).toBe(
      'review:\n    fields:\n      rating: int\n      title: string(1..80)\n      product: ref product\n    access: signedIn',
    )
    expect(existsSync(path('src/resources/reviews/reviews.routes.ts'))).toBe(true)
    expect(await ashlar(shop(), 'check')).toMatchObject({ exitCode: 0 })
    const [, migration = ''] = /migrations\/(\d+_add_reviews)\.sql$/m.exec(added.stdout) ?? []
    await inProject('npm run db:migrate')
    if (hasPostgres) await inProject('npm run db:migrate', shop().postgres)
    expect(read(`migrations/${migration}.sql`)).toContain('CREATE TABLE "reviews"')
    await inProject('npm run typecheck')
    await inProject('npm run lint')
  })

  test('a resource that goes is refused with its data, until that is allowed', async () => {
    const text = read('ashlar.yaml')
    writeFileSync(path('ashlar.yaml'), text.slice(0, text.indexOf('  review:\n')))
    const before = writeTimes(shop().root)
    const refused = await ashlar(shop(), 'generate')
    expect(refused.exitCode).toBe(1)
    expect(refused.stderr).toContain('--allow-drop reviews')
    expect(writeTimes(shop().root)).toEqual(before)

    const allowed = await ashlar(shop(), 'generate', '--allow-drop', 'reviews')
    expect(allowed).toMatchObject({ exitCode: 0, stderr: '' })
    expect(existsSync(path('src/resources/reviews'))).toBe(false)
    const [, migration = ''] = /migrations\/(\S+)\.sql {2}\(drops table reviews\)$/m.exec(allowed.stdout) ?? []
    await migrateBoth(migration)
    expect(await ashlar(shop(), 'check')).toMatchObject({ exitCode: 0 })
  })
}
