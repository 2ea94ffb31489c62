/**
 * The same view, except that reading a name that is not there throws. Handlebars' own strict mode
 * lets a misspelt name in `{{#if}}` and `{{#each}}` pass as false.
 */
export function strictView<View extends object>(view: View, template: string): View {
  return new Proxy(view, {
    get(target, name, receiver) {
      if (typeof name === 'string' && !(name in target)) throw new Error(`the view of ${template} has no \`${name}\``)
      const value: unknown = Reflect.get(target, name, receiver)
      return isPlain(value) ? strictView(value, template) : value
    },
  })
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
