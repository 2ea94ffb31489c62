import { readFileSync } from 'node:fs'
import { buildModel } from '../../../src/model/build.ts'
import type { Field, Resource, Service } from '../../../src/model/model.ts'
import { parseDescription } from '../../../src/spec/parse.ts'

/** The model of a description's resources. */
export function modelOf(resources: string, more = ''): Service {
  const text = `ashlar: 1\nname: svc\n${more}resources:\n${resources}\n`
  return buildModel(parseDescription({ file: 'a.yaml', text }))
}

/** The model of an example, as it stands in the goldens. */
export function example(name: string): Service {
  const text = readFileSync(new URL(`../../golden/${name}/ashlar.yaml`, import.meta.url), 'utf8')
  return buildModel(parseDescription({ file: 'ashlar.yaml', text }))
}

/** The only field of a resource with a made key and no timestamps. */
export function fieldOf(field: string): Field | undefined {
  return modelOf(`  note: { timestamps: false, fields: { it: ${JSON.stringify(field)} } }\n  user: { fields: {} }`)
    .resources[0]?.fields[1]
}

/** A field in one line: `price price "price" required`. */
export function summary({ fields }: Resource): string[] {
  return fields.map((field) => {
    const { property, column, type, required, optional, unique, writable, made } = field
    const flags = [
      required && 'required',
      optional && 'optional',
      unique && 'unique',
      made,
      writable.update ? 'update' : writable.create && 'create',
    ]
    return [property, column, type.kind, ...flags.filter(Boolean)].join(' ')
  })
}
