import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newProject, type Service } from './project.ts'
import { EDITS } from './todo-backend/edits.ts'

const project = newProject('todo-backend')

describe('the API of Todo-Backend', () => {
  test('is reached by edits', async () => {
    expect(await project.generate('before')).toMatchObject({ exitCode: 0 })
    await project.edit(EDITS)
    expect(await project.check()).toMatchObject({ exitCode: 0 })
  })

  test('stays what it is where the description changes', async () => {
    const { exitCode, stdout, stderr } = await project.generate('after')
    expect(stdout + stderr).not.toContain('conflict')
    expect(exitCode).toBe(0)
  })

  test('is clean', async () => {
    expect(await project.findings()).toBe('')
    expect(await project.check()).toMatchObject({ exitCode: 0 })
  })

  test('changes', async () => {
    const { exitCode, stdout, stderr } = await project.generate('further')
    expect(stdout + stderr).not.toContain('conflict')
    expect(await project.findings()).toBe('')
    expect(exitCode).toBe(0)
  })
})
