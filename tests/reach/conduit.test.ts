import { describe, expect, test } from 'vitest'
import { EDITS } from './conduit/edits.ts'
import { newProject } from './project.ts'

const project = newProject('conduit')

describe('the API of Conduit', () => {
  test('is reached by edits', async () => {
    expect(await project.generate('before')).toMatchObject({ exitCode: 0 })
    await project.edit(EDITS)
    expect(await project.check()).toMatchObject({ exitCode: 0 })
    expect((await project.generate('after')).stdout).toMatch('sdf')
  })
})
