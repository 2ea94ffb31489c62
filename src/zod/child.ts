import { text } from 'node:stream/consumers'
import type { ReadSpec, SpecAnswer, SpecRequest } from './child-protocol.ts'
import type { Refused } from './field-form.ts'
import { importSpec } from './import-spec.ts'
import { plainDescription } from './plain-description.ts'
import { failureOf } from './spec-failure.ts'

// The program of a child process: it runs the user's description, apart from ashlar's. See child-protocol.ts.

const answer = process.stdout.write.bind(process.stdout)
// Standard output holds the answer and nothing that the description has to say.
process.stdout.write = process.stderr.write.bind(process.stderr)

const request: SpecRequest = JSON.parse(await text(process.stdin))
answer(JSON.stringify(await answerTo(request)))

async function answerTo(given: SpecRequest): Promise<SpecAnswer> {
  try {
    return await read(given)
  } catch (error) {
    return { error: failureOf(error, given.file) }
  }
}

async function read(given: SpecRequest): Promise<ReadSpec> {
  const { spec, modules } = await importSpec(given)
  const refused: Refused[] = []
  const description = plainDescription(spec, (part) => void refused.push(part))
  return { description, refused, modules }
}
