import { describe, expect, it } from 'vitest'
import { createEngine } from '../../../src/render/engine.ts'
import { renderFiles } from '../../../src/render/render.ts'

const render = (text: string, view: object): string => createEngine(new Map([['t', text]]))('t', view)

describe('createEngine', () => {
  it('prints values as they are: code is not HTML', () => {
    expect(render('{{a}}', { a: `<"'&>` })).toBe(`<"'&>`)
  })

  it('leaves the comment with the view out of the text', () => {
    expect(render('{{!-- view: V --}}\nx\n', {})).toBe('x\n')
  })

  it.each([
    '{{misspelt}}',
    '{{#if misspelt}}x{{/if}}',
    '{{#each misspelt}}x{{/each}}',
    '{{a.misspelt}}',
    '{{#each list}}{{misspelt}}{{/each}}',
  ])('refuses a name that the view does not have: %s', (text) => {
    expect(() => render(text, { a: {}, list: [{ name: 'x' }] })).toThrow(/misspelt/)
  })

  it('says which template is wrong', () => {
    expect(() => render('{{#if a}}', { a: 1 })).toThrow(/template t/)
    expect(() => createEngine(new Map())('none', {})).toThrow('there is no template none')
  })

  it('does not run what a value contains', () => {
    expect(render('{{a}}', { a: '{{b}}', b: 'ran' })).toBe('{{b}}')
  })

  it('reaches nothing of the prototype', () => {
    expect(() => render('{{a.constructor}}', { a: {} })).toThrow()
  })
})

describe('renderFiles', () => {
  it('puts the imports of a file into its text', () => {
    const [file] = renderFiles(
      [
        {
          identity: { template: 't', subject: '' },
          path: 'src/a.ts',
          executable: false,
          owner: 'merged',
          template: 't',
          view: { name: 'x' },
          imports: [{ name: 'Hono', from: 'hono' }],
        },
      ],
      new Map([['t', '{{imports}}\nexport const {{name}} = new Hono()\n']]),
    )
    expect(file?.text).toBe("import { Hono } from 'hono'\n\nexport const x = new Hono()\n")
  })
})
