import { expect, test } from 'vitest'
import type { Change } from '../../../src/merge/change.ts'
import { plannedMarkdown } from '../../../src/report/planned-markdown.ts'
import { changeOf, wanted } from './change.ts'
import { migrationOf, planOf, requestChange } from './planned.ts'

const markdownOf = (parts: Parameters<typeof planOf>[0]) => plannedMarkdown(planOf(parts))
const file = (kind: Change['kind'], path: string, more: Partial<Change> = {}) =>
  changeOf({ kind, path, wanted: wanted(''), ...more })

test('nothing to do is a heading and a sentence', () => {
  expect(markdownOf({ changes: [file('current', 'src/app.ts')] })).toBe(
    '## ashlar plan: `shop`\n\nNothing to do: 1 file, the migrations, the API and the environment are as the description says.',
  )
})

test('what a reader has to look at stands in the open, the rest behind a line to click on', () => {
  const changes = [
    file('conflict', 'src/a.ts', { conflict: 'both changed `x`' }),
    file('create', 'src/b.ts'),
    file('merged', 'src/c.ts', { notes: ['`y` stays out'] }),
    file('current', 'src/d.ts'),
  ]
  const api = { changes: [requestChange({})] }
  expect(markdownOf({ changes, api })).toBe(`## ashlar plan: \`shop\`

**1 conflict** · **1 change breaks clients** · 2 files

### Files

- **conflict** \`src/a.ts\`: both changed \`x\`: left alone
- merge \`src/c.ts\`: with your edit; \`y\` stays out

<details><summary>1 created</summary>

- create \`src/b.ts\`

</details>

### Database

No migration.

### API

- **breaking**: request \`price\` has to be given now (\`POST /products\`)

### Permissions

No change.

### Environment

No change.

\`ashlar generate\` does all but 1 file in conflict, and leaves that to you: \`ashlar resolve\`.`)
})

test('SQL is code, whatever is in it, with what it drops and what is refused', () => {
  const hostile = "INSERT '```\n</details> @everyone';"
  const refused = [{ code: 'ASH3142', message: 'the column `a|b` goes', hint: 'type <this>' }]
  const drops = [{ kind: 'column', name: 'notes.a|b' }] as const
  expect(markdownOf({ migration: migrationOf([hostile], { drops, refused }) })).toContain(`### Database

\`migrations/0001_x.sql\` **drops** column \`notes.a|b\`

\`\`\`\`sql
INSERT '\`\`\`
</details> @everyone';
-- its lock is not known
\`\`\`\`

**Refused**, and so is the whole run:

- the column \`a|b\` goes (ASH3142)

type \\<this\\>
`)
})

test('text of the project is no markup anywhere', () => {
  const hostile = '</details><img src=x> @team [x](y) **b** | `c` ```'
  const text = markdownOf({
    service: hostile,
    changes: [
      file('create', hostile),
      file('conflict', `a${hostile}`, { conflict: hostile }),
      file('merged', 'b', { notes: [hostile] }),
    ],
    migration: migrationOf([hostile], { drops: [{ kind: 'table', name: hostile }] }),
    api: {
      changes: [requestChange({ path: hostile, operation: hostile, kind: 'default', from: hostile, to: hostile })],
    },
    permissions: { isPublic: false, changes: [{ operation: hostile, before: hostile, after: 'everyone' }] },
    environment: {
      changes: [{ name: hostile, before: undefined, after: { name: hostile, required: false, default: hostile } }],
    },
  })
  expect(withoutCode(text)).not.toMatch(/<img|@team|\[x\]\(y\)|(?<!\\)\*\*b\*\*/)
  // Our own, and no other.
  expect(withoutCode(text).match(/<\/?details>/g)).toEqual(['<details>', '</details>'])
})

/** What a reader of CommonMark takes for text and markup: without blocks and spans of code, and what is escaped. */
function withoutCode(markdown: string): string {
  return markdown
    .replace(/^(`{3,})[^\n]*\n[\s\S]*?\n\1$/gm, '')
    .replace(/\\[!-/:-@[-`{-~]/g, '')
    .replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '')
}

test('is no longer than a comment of GitHub may be, however much changes', () => {
  const folder = 'a-rather-long-name/'.repeat(12)
  const changes = Array.from({ length: 3_000 }, (_, at) => file('create', `${folder}${at}.ts`))
  const statements = Array.from({ length: 3_000 }, (_, at) => `ALTER TABLE "t" ADD COLUMN "column_${at}" text;`)
  const api = { changes: Array.from({ length: 3_000 }, (_, at) => requestChange({ path: `property${at}` })) }
  const text = markdownOf({ changes, migration: migrationOf(statements), api })
  expect(text.length).toBeLessThan(65_536)
  expect(text).toContain('… and 2980 more: `ashlar plan`')
  expect(text).toMatch(/\n-- … \d+ characters more: ashlar plan\n```\n/)
  expect(text).toContain('**3000 changes break clients** · 3000 files · 1 migration')
})

test('is the same for the same plan', () => {
  const parts = { changes: [file('create', 'src/b.ts')], migration: migrationOf(['SELECT 1;']) }
  expect(markdownOf(parts)).toBe(markdownOf(parts))
})
