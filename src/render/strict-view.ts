/**
 * The same view, except that reading a name that is not there throws. Handlebars' own strict mode
 * lets a misspelt name in `{{#if}}` and `{{#each}}` pass as false.
 */
export function strictView<View extends object>(view: View, template: string): View {
  return new Proxy(view, {
    get(target, name, receiver) {
      if (typeof name === 'string' && !Object.hasOwn(target, name) && !CONVERSIONS.has(name)) {
        throw new Error(`the view of ${template} has no \`${name}\``)
      }
      const value: unknown = Reflect.get(target, name, receiver)
      return isPlain(value) ? strictView(value, template) : value
    },
  })
}

/** Handlebars turns a view into text for its own message about a name that is not there. */
const CONVERSIONS = new Set(['toString', 'valueOf'])

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
