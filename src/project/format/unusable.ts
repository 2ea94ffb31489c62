import { stripVTControlCharacters } from 'node:util'
import { environment } from '../../errors.ts'

/** Settings that the formatter itself refuses (exit 3). */
export function unusable(tool: string, reason: string) {
  const [first = ''] = stripVTControlCharacters(reason).trim().split('\n')
  return environment({
    code: 'ASH3155',
    message: `${tool} does not take the settings of this project: ${first}`,
    hint: 'put them right: what is generated is written as they say',
  })
}
