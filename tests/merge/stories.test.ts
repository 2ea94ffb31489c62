import { expect, test } from 'vitest'
import { expectedOutcome, stories } from './stories.ts'

// `npm run golden:update` rewrites the outcomes, to be read as a diff.
test.each(stories())('$name', (story) => {
  expect(story.outcome).toBe(expectedOutcome(story))
})
