import Handlebars from 'handlebars'
import { strictView } from './strict-view.ts'

/** Renders a template by name; throws on an unknown template, an unknown name in it, or a syntax error. */
export type Render = (template: string, view: object) => string

const options: CompileOptions = { noEscape: true, strict: true, knownHelpersOnly: true, preventIndent: false }

/**
 * An engine of its own over the given template texts, by name. Each template is compiled once, when it is first used.
 *
 * @example
 * createEngine(new Map([['hello', 'Hello {{name}}']]))('hello', { name: 'you' }) // 'Hello you'
 */
export function createEngine(templates: ReadonlyMap<string, string>): Render {
  const handlebars = Handlebars.create()
  const compiled = new Map<string, HandlebarsTemplateDelegate>()
  return (name, view) => {
    const text = templates.get(name)
    if (text === undefined) throw new Error(`there is no template ${name}`)
    const template = compiled.get(name) ?? handlebars.compile(withoutViewComment(text), options)
    compiled.set(name, template)
    try {
      return template(strictView(view, name))
    } catch (cause) {
      throw new Error(`template ${name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    }
  }
}

const engines = new WeakMap<ReadonlyMap<string, string>, Render>()

/** The one engine over these texts: who generates often, as `explain` does, compiles each template once all the same. */
export function engineFor(templates: ReadonlyMap<string, string>): Render {
  const engine = engines.get(templates) ?? createEngine(templates)
  engines.set(templates, engine)
  return engine
}

/** The first line of a template names its view; it is for readers and tests, not for the output. */
function withoutViewComment(text: string): string {
  return text.replace(/^\{\{!--[^\n]*--\}\}\n/, '')
}
