import { Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { ANSWER_FD, type ReadSpec, type SpecAnswer, type SpecRequest } from './child-protocol.ts'
import { importSpec } from './import-spec.ts'
import { later } from './later.ts'
import { refuseMoving } from './moving-parts.ts'
import { plainDescription } from './plain-description.ts'
import type { Refused } from './refused.ts'
import { failureOf } from './spec-failure.ts'

// The program of a child process: it runs the user's description, apart from ashlar's. See child-protocol.ts.

const request: SpecRequest = JSON.parse(await text(process.stdin))
// What fails behind the back of the import counts too, and prints no stack.
const elsewhere = new Promise<SpecAnswer>((resolve) => {
  process.on('uncaughtException', (error) => resolve({ error: failureOf(error, request.file) }))
})
const answer = await Promise.race([answerTo(request), elsewhere])
new Socket({ fd: ANSWER_FD, readable: false }).end(`${JSON.stringify(answer)}\n`)

async function answerTo(given: SpecRequest): Promise<SpecAnswer> {
  try {
    return await read(given)
  } catch (error) {
    return { error: failureOf(error, given.file) }
  }
}

async function read(given: SpecRequest): Promise<ReadSpec> {
  const { spec, modules } = await importSpec(given)
  await aMoment()
  const refused: Refused[] = []
  const description = plainDescription(spec, (part) => void refused.push(part))
  const again = later(() => plainDescription(spec, () => undefined))
  refuseMoving(description, again, (part) => void refused.push(part))
  return { description, refused, modules }
}

/** Time for what the description has started to fail; what takes longer is not waited for. */
async function aMoment(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 2))
  await new Promise((resolve) => setImmediate(resolve))
}
