import { FLAGS } from './draft.ts'
import { MODIFIERS } from './modifiers.ts'
import { PLAIN_TYPES } from './types.ts'

/*
 * What a short form looks like from outside, for the JSON Schema: the type and the modifiers by their names, each once
 * and with parentheses where it takes some. What stands within them and behind `=` is for the parser to judge.
 */

const SPACE = '\\s*'
const END = '(?![A-Za-z0-9_])'
const NAME = '[A-Za-z_][A-Za-z0-9_]*'
const JSON_TEXT = '"[^"\\\\]*(?:\\\\[\\s\\S][^"\\\\]*)*"'
const ARGUMENTS = `${SPACE}\\([^()"]*(?:${JSON_TEXT}[^()"]*)*\\)`

const TYPES = [
  `string${END}(?:${ARGUMENTS})?`,
  `(?:decimal|enum)${ARGUMENTS}`,
  `(?:${[...PLAIN_TYPES, 'secret'].join('|')})${END}`,
  `(?:ref|many)${END}${SPACE}${NAME}`,
]

const WITHOUT_ARGUMENTS = FLAGS.join('|')
const WITH_ARGUMENTS = Object.keys(MODIFIERS).join('|')
const ANY_MODIFIER = `(?:(?:${WITHOUT_ARGUMENTS})${END}|(?:${WITH_ARGUMENTS})${ARGUMENTS})${SPACE}`
const NOT_AGAIN = (group: number) => `(?!${SPACE}(?:${ANY_MODIFIER})*\\${group}${END})`
const MODIFIER = `(?:(${WITHOUT_ARGUMENTS})${END}${NOT_AGAIN(1)}|(${WITH_ARGUMENTS})${ARGUMENTS}${NOT_AGAIN(2)})${SPACE}`

/** Every text that reads as a field matches; where one matches, what is wrong with it is in parentheses or behind `=`. */
export const SHORT_FORM = new RegExp(
  `^${SPACE}(?:${TYPES.join('|')})${SPACE}(?:\\[${SPACE}\\]${SPACE})?(?:\\?${SPACE})?(?:${MODIFIER})*(?:=[\\s\\S]*)?$`,
)
