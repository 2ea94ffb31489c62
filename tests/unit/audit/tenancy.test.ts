import { describe, expect, test } from 'vitest'
import { audited } from './service.ts'

const POLICY = 'src/resources/projects/projects.policy.ts'
const TENANT = 'const tenant = ofTenant(projects.organisationId)'
const TASKS = 'src/resources/tasks/tasks.queries.ts'
const REFERENCES = "const ownReferences = [{ property: 'assigneeId', key: members.id, tenant: members.organisationId }]"
const REFUSED = '  await refuseForeign(db, grant, ownReferences, patch)\n'

function said(file: string, find: string, replace: string): string[] {
  return audited([{ file, find, replace }], {}, 'tenants').map(({ kind, path }) => `${kind} ${path}`)
}

test('a service with tenants as it was generated has nothing', () => {
  expect(audited([], {}, 'tenants')).toEqual([])
})

describe('found', () => {
  test.each([
    ['rows of all tenants', POLICY, TENANT, 'const tenant = everyTenant'],
    ['rows that another column tells', POLICY, TENANT, 'const tenant = ofTenant(projects.leadId)'],
    ['a tenancy that is none', POLICY, TENANT, 'const tenant = { rows: undefined, made: undefined }'],
    ['a policy without it', POLICY, "policy('project', tenant, {", "policy('project', everyTenant, {"],
    ['a reference less', TASKS, REFERENCES, 'const ownReferences: never[] = []'],
    ['one that compares something else', TASKS, REFERENCES, REFERENCES.replace('members.organisationId', 'members.id')],
    ['references that nobody looks at', TASKS, REFUSED, ''],
    ['references of another body', TASKS, REFUSED, REFUSED.replace('patch', '{}')],
    [
      'references that are looked at too late',
      TASKS,
      `await${REFUSED.slice('  await'.length)}`,
      `void${REFUSED.slice('  await'.length)}`,
    ],
  ])('%s', (_, file, find, replace) => {
    expect(said(file, find, replace)).toContain(`lost-check ${file}`)
  })

  test('a scope without the tenant, in what all policies rely on', () => {
    const file = 'src/http/grant.ts'
    expect(said(file, 'scopes(rules, tenant)', 'scopes(rules, undefined)')).toContain(`changed-core ${file}`)
  })
})

test("a rule of one's own in such a policy is none", () => {
  const own = '  list: [where(signedIn, eq(projects.open, true))],\n'
  expect(said(POLICY, '  list: [signedIn],\n', own)).toEqual([])
})
