import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../../src/package.ts'
import { ashlar } from '../../setup/cli.ts'
import { temporaryFolder, writeTimes } from '../../setup/tree.ts'
import { NOTES, newNotes } from './project.ts'

const WITH_RATING = `${NOTES}      rating: int? = 3\n`
const TABLE = 'src/resources/notes/notes.table.ts'
const DOCUMENT = 'docs/openapi.json'

describe('without installed dependencies', async () => {
  const project = await newNotes({ installed: false })

  test('what is in step has nothing but SQL that nobody can tell yet', async () => {
    const { exitCode, stdout, stderr } = await project.run('plan')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toBe(`Files  no change

Database
  unknown   the tables may have changed, and the dependencies are not installed; install them to see the SQL

API  no change

Permissions
  public    The API is public: the description has no \`auth\`, so everyone may read and write everything.

Environment  no change

Nothing was written. \`ashlar generate\` does it.
`)
  })

  test('a description that changed, and nothing is written', async () => {
    project.describe(
      `${WITH_RATING.replace('name: notes\n', 'name: notes\nconfig:\n  CALLBACK: url\n').replace('string(1..200)', 'string(1..80)')}  tag:\n    fields:\n      label: string(1..20)\n`,
    )
    const before = writeTimes(project.root)
    const { exitCode, stdout } = await project.run('plan')
    expect(exitCode).toBe(0)
    expect(stdout).toContain(`  update    ${TABLE}\n`)
    expect(stdout).toContain('  create    src/resources/tags/tags.table.ts\n')
    expect(stdout).toContain(`
  breaking   request \`title\` changes its length from \`1..200\` to \`1..80\`
             POST /notes, PATCH /notes/{id}
`)
    expect(stdout).toContain('\n  safe       response `rating` is new\n')
    expect(stdout).toContain('\n  safe       `POST /tags` is new\n')
    expect(stdout).toMatch(/\n {2}new {7}for `everyone`: `GET \/tags`, `POST \/tags`, /)
    expect(stdout).toContain('\n  new       CALLBACK  (`url`; the service does not start without it)\n')
    expect(writeTimes(project.root)).toEqual(before)
  })

  test('--json says the same as data', async () => {
    const { exitCode, stdout } = await project.run('plan', '--json')
    const data = JSON.parse(stdout)
    expect({ exitCode, keys: Object.keys(data) }).toEqual({
      exitCode: 0,
      keys: ['exitCode', 'files', 'migration', 'api', 'permissions', 'environment'],
    })
    expect(data.files).toContainEqual({ kind: 'update', path: TABLE, template: 'table', subject: 'note' })
    expect(data.migration).toEqual({
      state: 'not-installed',
      files: [],
      mended: [],
      risks: [],
      migrations: [],
      problems: [],
    })
    expect(data.api).toMatchObject({ state: 'compared', breaking: 2, mayBreak: 0 })
    expect(data.api.changes[0]).toEqual({
      effect: 'breaking',
      kind: 'length',
      operation: 'POST /notes',
      place: { in: 'request', path: 'title' },
      from: '1..200',
      to: '1..80',
      shared: { schema: 'NewNote', path: 'title' },
      message: 'request `title` changes its length from `1..200` to `1..80`',
    })
    expect(data.api.compatible).toBe(data.api.changes.length - 2)
    expect(data.permissions.public).toBe(true)
    expect(data.permissions.changes[0]).toEqual({ operation: 'GET /tags', before: null, after: 'everyone' })
    expect(data.environment).toEqual({
      state: 'compared',
      changes: [{ name: 'CALLBACK', before: null, after: { name: 'CALLBACK', required: true, type: 'url' } }],
    })
    expect((await project.run('plan', '--format', 'json')).stdout).toBe(stdout)
  })

  test('--format markdown is a comment that stays the same while the plan does', async () => {
    const { exitCode, stdout } = await project.run('plan', '--format', 'markdown')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('## ashlar plan: `notes`\n\n**1 change breaks clients** · **1 variable to set** · ')
    expect(stdout).toContain('\n<details><summary>7 created, ')
    expect((await project.run('plan', '--format', 'markdown')).stdout).toBe(stdout)
  })

  test('what is typed wrong is exit code 2', async () => {
    expect(await project.run('plan', '--format', 'html')).toMatchObject({ exitCode: 2 })
    project.describe(`${NOTES}      rating: intt\n`)
    expect(await project.run('plan')).toMatchObject({ exitCode: 2, stdout: '' })
  })

  test('a folder that ashlar never wrote into gets everything', async () => {
    const root = temporaryFolder()
    writeFileSync(join(root, 'ashlar.yaml'), NOTES)
    const { exitCode, stdout } = await ashlar(['plan'], { cwd: root })
    expect(exitCode).toBe(0)
    expect(stdout).toContain('  create    src/app.ts\n')
    expect(stdout).toContain('  safe       `GET /notes` is new\n')
    expect(readdirSync(root)).toEqual(['ashlar.yaml'])
  })
})

describe('edited files', async () => {
  const project = await newNotes({ installed: false })
  const edit = (path: string, from: string, to: string) => {
    const text = readFileSync(join(project.root, path), 'utf8')
    expect(text).toContain(from)
    writeFileSync(join(project.root, path), text.replace(from, to))
  }

  test('that merge are named, and the exit code is 0', async () => {
    edit('src/resources/notes/notes.routes.ts', 'export function', '/* mine */ export function')
    edit(TABLE, "  body: text('body'),\n", "  // mine\n  body: text('body'),\n")
    project.describe(WITH_RATING)
    const { exitCode, stdout } = await project.run('plan')
    expect(exitCode).toBe(0)
    expect(stdout).toContain(`  merge     ${TABLE}  (with your edit)\n`)
    expect(stdout).toContain('  keep      src/resources/notes/notes.routes.ts  (your edit)\n')
  })

  test('that do not are conflicts with their reason, and the exit code is 1', async () => {
    edit(TABLE, "  // mine\n  body: text('body'),\n", "  body: text('body'),\n  rating: text('mine'),\n")
    const before = writeTimes(project.root)
    const { exitCode, stdout } = await project.run('plan')
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(new RegExp(`^ {2}conflict {2}${TABLE} {2}\\(both added .*rating.*: left alone\\)$`, 'm'))
    expect(stdout).toContain('`ashlar generate` does all but 1 file in conflict')
    expect(writeTimes(project.root)).toEqual(before)
    expect(JSON.parse((await project.run('plan', '--json')).stdout).exitCode).toBe(1)
    const markdown = await project.run('plan', '--format', 'markdown')
    expect(markdown.stdout).toContain(`\n- **conflict** \`${TABLE}\`: both added `)
  })
})

describe('the document that was written last', async () => {
  const project = await newNotes({ installed: false })
  const document = join(project.root, DOCUMENT)
  const pristine = readFileSync(document, 'utf8')
  const apiOf = async () => JSON.parse((await project.run('plan', '--json')).stdout).api

  test('is what counts, not what the user made of it', async () => {
    writeFileSync(document, pristine.replace('"title": "notes"', '"title": "ours"').replace('/notes"', '/items"'))
    expect(await apiOf()).toMatchObject({ state: 'compared', changes: [] })
    project.describe(WITH_RATING)
    expect(await apiOf()).toMatchObject({ state: 'compared', breaking: 0, mayBreak: 0 })
  })

  test('may be lost, and that is said', async () => {
    const objects = join(project.root, '.ashlar/objects')
    const away = join(project.root, 'objects')
    cpSync(objects, away, { recursive: true })
    // What has to be merged cannot do without; what nobody edited stands in its file.
    rmSync(objects, { recursive: true })
    writeFileSync(document, pristine)
    expect(await apiOf()).toMatchObject({ state: 'compared', breaking: 0 })
    cpSync(away, objects, { recursive: true })
    rmSync(away, { recursive: true })
  })

  test('says nothing where the user deleted it', async () => {
    rmSync(document)
    expect(await apiOf()).toEqual({
      state: 'unknown',
      reason: 'deleted',
      message: `you deleted \`${DOCUMENT}\`, so nobody can tell what it was before`,
      breaking: 0,
      mayBreak: 0,
      compatible: 0,
      changes: [],
    })
  })
})

describe('an API in an application', () => {
  test('has its document compared like any other, and no environment of its own', async () => {
    const root = temporaryFolder()
    cpSync(join(packageRoot, 'tests/embed/application'), root, { recursive: true })
    const into = ['--embed', 'src', '--db', './db.ts#db']
    expect(await ashlar(['init', ...into], { cwd: root })).toMatchObject({ exitCode: 0 })
    const description = join(root, 'src/ashlar.yaml')
    const text = readFileSync(description, 'utf8')
    writeFileSync(description, `${text}\n  pill:\n    fields:\n      name: string(1..9)\n`)
    const { exitCode, stdout } = await ashlar(['plan', '-C', 'src'], { cwd: root })
    expect(exitCode).toBe(0)
    expect(stdout).toContain('  safe       `GET /pills` is new\n')
    expect(stdout).toContain('  update    docs/openapi.json\n')
    expect(stdout).toContain('\nEnvironment  no change\n')
    expect(existsSync(join(root, 'src/resources/pills'))).toBe(false)
  })
})

describe('with installed dependencies', async () => {
  const project = await newNotes({ installed: true })

  test('nothing to do is said in a sentence', async () => {
    const { exitCode, stdout } = await project.run('plan')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/\nNothing to do: \d+ files, the migrations, the API and the environment are as /)
  })

  test('the SQL of the migration, and what it risks', async () => {
    project.describe(`${NOTES}      author: string(1..80)\n`)
    const refused = await project.run('plan')
    expect(refused.exitCode).toBe(1)
    expect(refused.stdout).toContain(
      '  refused   the new column `notes.author` is required, and nothing says what rows that are there already get [ASH3148]\n',
    )
    expect(refused.stdout).toContain('refuses this and writes nothing: nothing says what rows get that are there.')
    const allowed = ['--allow-unfilled', 'notes.author']
    const { exitCode, stdout } = await project.run('plan', ...allowed)
    expect(exitCode).toBe(0)
    expect(stdout).toContain(`Database
  migrate   migrations/0001_alter_notes.sql
            ALTER TABLE "notes" ADD COLUMN "author" varchar(80) NOT NULL;
            -- ACCESS EXCLUSIVE, for a moment
  careful   notes.author is required and nothing fills it: `)
    expect(stdout).toContain('`ashlar generate --allow-unfilled notes.author` does it.')
    const markdown = await project.run('plan', '--format', 'markdown', ...allowed)
    expect(markdown.stdout).toContain(
      '```sql\nALTER TABLE "notes" ADD COLUMN "author" varchar(80) NOT NULL;\n-- ACCESS EXCLUSIVE, for a moment\n```\n',
    )
  })

  test('what rows get is in the SQL', async () => {
    project.describe(
      `${NOTES}      author: string(1..80) backfill("it's me")\n      label: string(1..200) backfill(title)\n`,
    )
    const { exitCode, stdout } = await project.run('plan')
    expect(exitCode).toBe(0)
    expect(stdout).toContain(`  migrate   migrations/0001_alter_notes.sql
            ALTER TABLE "notes" ADD COLUMN "author" varchar(80) DEFAULT 'it''s me' NOT NULL;
            -- ACCESS EXCLUSIVE, for a moment
            ALTER TABLE "notes" ADD COLUMN "label" varchar(200);
            -- ACCESS EXCLUSIVE, for a moment
            ALTER TABLE "notes" ALTER COLUMN "author" DROP DEFAULT;
            -- ACCESS EXCLUSIVE, for a moment
  migrate   migrations/0002_require_notes_label.sql
            UPDATE "notes" SET "label" = "title" WHERE "label" IS NULL;
            -- ROW EXCLUSIVE, for some thousand rows at a time: others read, and write other rows
            ALTER TABLE "notes" DROP CONSTRAINT IF EXISTS "notes_label_required";
`)
  })

  test('a drop that nobody named is shown with the flag that allows it, and with all the rest', async () => {
    project.describe(WITH_RATING.replace('      body: text?\n', ''))
    const before = writeTimes(project.root)
    const refused = await project.run('plan')
    expect(refused).toMatchObject({ exitCode: 1, stderr: '' })
    expect(refused.stdout).toContain(`
  migrate   migrations/0002_drop_notes_body.sql  (drops column notes.body)
            ALTER TABLE "notes" DROP COLUMN "body";
            -- ACCESS EXCLUSIVE, for a moment
  refused   the column \`notes.body\` is no longer described, and dropping it loses its data [ASH3142]
            put it back, or say that the data may go: ashlar generate --allow-drop notes.body
`)
    expect(refused.stdout).toContain('  breaking   response `body` is gone\n')
    expect(refused.stdout).toContain('`ashlar generate` refuses this and writes nothing')
    const data = JSON.parse((await project.run('plan', '--json')).stdout)
    expect(data).toMatchObject({
      exitCode: 1,
      migration: {
        state: 'planned',
        files: ['migrations/0001_alter_notes.sql', 'migrations/0002_drop_notes_body.sql'],
        migrations: [
          {
            statements: ['ALTER TABLE "notes" ADD COLUMN "rating" integer DEFAULT 3;'],
            drops: [],
            transaction: true,
            locks: [{ lock: 'ACCESS EXCLUSIVE', work: 'brief' }],
          },
          { drops: [{ kind: 'column', name: 'notes.body' }] },
        ],
        problems: [{ code: 'ASH3142' }],
      },
    })
    const allowed = await project.run('plan', '--allow-drop', 'notes.body')
    expect(allowed).toMatchObject({ exitCode: 0 })
    expect(allowed.stdout).not.toContain('  refused ')
    expect(allowed.stdout).toContain('`ashlar generate --allow-drop notes.body` does it.')
    expect(writeTimes(project.root)).toEqual(before)
  })

  test('a type that may lose values is refused in the same way', async () => {
    project.describe(NOTES.replace('string(1..200)', 'string(1..40)'))
    const { exitCode, stdout } = await project.run('plan')
    expect(exitCode).toBe(1)
    expect(stdout).toContain('  refused   the column `notes.title` changes from varchar(200) to varchar(40)')
    expect(stdout).toContain('ashlar generate --allow-drop notes.title')
  })

  test('it does what it says: what is planned is what generate does', async () => {
    project.describe(WITH_RATING)
    const planned = JSON.parse((await project.run('plan', '--json')).stdout)
    const generated = JSON.parse((await project.run('generate', '--json')).stdout)
    expect(planned.files).toEqual(generated.files)
    expect(planned.migration).toMatchObject(generated.migration)
    expect((await project.run('plan')).stdout).toContain('Nothing to do: ')
  })

  test('a checkout that nobody may write to is enough', async () => {
    project.describe(`${WITH_RATING}      author: string(1..80)?\n`)
    const before = writeTimes(project.root)
    // For the administrator no file is read-only, so Node itself refuses every write as well.
    const permissions = [
      '--permission',
      '--allow-fs-read=*',
      '--allow-child-process',
      '--allow-addons',
      '--no-warnings',
    ]
    const env = { NODE_OPTIONS: permissions.join(' ') }
    chmodSync(project.root, 0o555)
    chmodSync(join(project.root, '.ashlar'), 0o555)
    try {
      const { exitCode, stdout, stderr } = await ashlar(['plan'], { cwd: project.root, env })
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
      expect(stdout).toContain('ALTER TABLE "notes" ADD COLUMN "author" varchar(80);')
      const written = await ashlar(['generate'], { cwd: project.root, env })
      expect(written.exitCode).not.toBe(0)
    } finally {
      chmodSync(project.root, 0o755)
      chmodSync(join(project.root, '.ashlar'), 0o755)
    }
    expect(writeTimes(project.root)).toEqual(before)
  })
})
