import type { Member } from '../../model/model.ts'
import { constant } from './sample.ts'

/** An object of these members, every one of them there, for fakes of other services and tests of their clients. */
export function wireSample(members: readonly Member[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(members.map((member) => [member.name, sampleValue(member)]))
}

/** The same for an address, in which any text is a value of JSON. */
export function addressSample(members: readonly Member[]): Readonly<Record<string, unknown>> {
  const inAddress = members.map((member) => {
    const isJson = member.type.kind === 'json' && member.shape === undefined
    return [member.name, isJson ? (member.array ? ['a text'] : 'a text') : sampleValue(member)]
  })
  return Object.fromEntries(inAddress)
}

function sampleValue({ type, shape, array }: Member): unknown {
  const one = shape === undefined ? constant(type) : wireSample(shape)
  return array ? [one] : one
}
