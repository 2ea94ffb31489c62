import { pascalCase } from './casing.ts'
import { showsHooksRows } from './lookup.ts'
import type { Action, Field, Resource, Service } from './model.ts'

/** Whether a service has operations of its user's own. */
export function hasActions({ resources }: Service): boolean {
  return resources.some(({ actions }) => actions.length > 0)
}

/** Whether some of them change something. */
export function hasWritingActions({ resources }: Service): boolean {
  return resources.some(({ actions }) => actions.some(isWriting))
}

/** What is asked for by GET only reads. */
export function isWriting({ method }: Action): boolean {
  return method !== 'get'
}

/** Whether some action of a resource is about one row of it. */
export function actsOnRows({ actions }: Resource): boolean {
  return actions.some(({ onRow }) => onRow)
}

/** Whether some action, of whichever resource, answers with rows of this one. */
export function isAnsweredByActions({ names }: Resource, { resources }: Service): boolean {
  return resources.some(({ actions }) => {
    return actions.some(
      ({ response }) => response !== undefined && 'resource' in response && response.resource === names.one,
    )
  })
}

/** Whether some action answers with one row of a resource. */
export function isAnsweredAlone({ names }: Resource, { resources }: Service): boolean {
  return resources.some(({ actions }) => {
    return actions.some(({ response }) => {
      return response !== undefined && 'resource' in response && response.resource === names.one && !response.list
    })
  })
}

/** Whether the queries of a resource have to find one row by its key for the sake of actions, or of hooks. */
export function isFoundByActions(resource: Resource, service: Service): boolean {
  return actsOnRows(resource) || isAnsweredByActions(resource, service) || showsHooksRows(resource)
}

/** What generated code calls the parts of an action. */
export function actionNames({ name }: Action, { names }: Resource) {
  const asked = `${pascalCase(name)}${names.type}`
  return { asked, input: `${asked}Input`, answer: `${asked}Answer` }
}

/** The fields of rows that no request writes, and nothing else does: they are for code of the service. */
export function ownFields({ fields }: Resource): Field[] {
  return fields.filter(({ writable, made, source, moves, inKey, secret }) => {
    const isWritable = writable.create || writable.update
    return !(isWritable || made || source || moves || inKey || secret)
  })
}

/** Whether there is something in rows that only code of the service changes, and such code. */
export function isWrittenByActions(resource: Resource, service: Service): boolean {
  const isOwn = ownFields(resource).length > 0 || resource.fields.some(({ moves }) => moves !== undefined)
  return isOwn && hasWritingActions(service)
}
