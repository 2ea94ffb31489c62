import { snakeCase } from '../../model/casing.ts'
import type { Service } from '../../model/model.ts'
import type { JsonSchema } from '../kinds/openapi.ts'

/** A part of a document with the names of the API as it writes them; what rows hold has them already. */
export function inCaseOf(service: Pick<Service, 'api'>, part: JsonSchema): JsonSchema {
  if (service.api.case === 'camel') return part
  const called = (name: string): string => (/^`?[a-z]+[A-Z]\w*`?$/.test(name) ? snakeCase(name) : name)
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, renamed(key, value, called)]))
}

type Called = (name: string) => string

function renamed(key: string, value: unknown, called: Called): unknown {
  if (key === 'description') return String(value).replaceAll(/`[a-z]+[A-Z]\w*`/g, called)
  if (key === 'required' && Array.isArray(value)) return value.map((name) => called(String(name)))
  if (key === 'examples' && Array.isArray(value)) return value.map((example) => withNames(example, called))
  if (key === 'value') return withNames(value, called)
  if (key === 'name') return called(String(value))
  if (Array.isArray(value)) return value.map((item) => renamed('', item, called))
  if (!isMap(value)) return value
  const entries = Object.entries(value).map(([name, inner]) => [name, renamed(name, inner, called)] as const)
  return Object.fromEntries(key === 'properties' ? propertiesOf(value, called) : entries)
}

function propertiesOf(properties: JsonSchema, called: Called): [string, unknown][] {
  return Object.entries(properties).map(([name, schema]) => {
    // What a field is for is said by the description of the service, in its own words.
    const parts = Object.entries(Object(schema)).map(([key, part]) => {
      return [key, key === 'description' ? part : renamed(key, part, called)] as const
    })
    return [called(name), Object.fromEntries(parts)]
  })
}

/** What stands deeper is somebody's JSON. */
function withNames(example: unknown, called: Called): unknown {
  if (!isMap(example)) return example
  return Object.fromEntries(Object.entries(example).map(([name, value]) => [called(name), value]))
}

function isMap(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
