import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot, readTemplates } from '../../../src/package.ts'
import { describeGenerated } from '../../../src/pipeline.ts'
import { planFiles } from '../../../src/plan/plan.ts'
import { renderFiles } from '../../../src/render/render.ts'
import { templateLines } from '../../../src/render/template-lines.ts'
import { EMBEDDED } from '../../setup/embedded.ts'

const templates = await readTemplates()

function planned(description: string, setup = {}) {
  const text = readFileSync(join(packageRoot, description), 'utf8')
  const service = describeGenerated({ file: 'ashlar.yaml', text }, { embedded: 'embed' in setup })
  return planFiles(service, { descriptionFile: 'ashlar.yaml', setup })
}

test.each([
  ['starters/shop.yaml', {}],
  ['starters/northwind.yaml', {}],
  ['tests/embed/clinic.yaml', EMBEDDED],
])('every line of %s comes from the line of the template that says it', (description, setup) => {
  for (const file of planned(description, setup)) {
    const template = templates.get(file.template)?.split('\n') ?? []
    const [generated] = renderFiles([file], templates)
    const lines = templateLines(file, templates)
    const wrong = (generated?.text.split('\n') ?? []).flatMap((line, at) => {
      const number = lines[at] ?? 0
      const from = template[number - 1]?.replaceAll('\\{{', '{{')
      // What a name stands for goes on below.
      const isFirst = lines[at - 1] !== number
      if (from !== undefined && saysThat(from, line, isFirst)) return []
      return [`${file.path}:${at + 1} ${line} <- ${number} ${from}`]
    })
    expect(wrong.slice(0, 5)).toEqual([])
  }
})

/** A line without names stands there as it is; of one with names what is before the first of them does. */
function saysThat(template: string, line: string, isFirst: boolean): boolean {
  if (template === line) return true
  // Tags that stand alone say nothing.
  if (/^\{\{(?:#|\/|else)[^}]*\}\}$/.test(template)) return false
  const [before = ''] = template.split('{{')
  return template.includes('{{') && (!isFirst || line.startsWith(before.trimEnd()))
}
