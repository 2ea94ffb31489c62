import type { Complaint } from '../source.ts'
import type { YamlMistake } from './compose.ts'
import { keySlip, missingSlip, type Slip, unclosedSlip, valueSlip } from './slips.ts'

/** A syntax error of YAML in words that say what to type. */
export function yamlComplaint(error: YamlMistake, text: string): Slip {
  const unclosed = /end with a [}\]]/.test(error.message) ? unclosedSlip(text, error.pos[0]) : undefined
  if (unclosed !== undefined) return unclosed
  if (error.code === 'MISSING_CHAR') return missingSlip(error, text)
  if (error.code === 'BLOCK_AS_IMPLICIT_KEY') return valueSlip(text, error.pos[0])
  if (error.code === 'MULTILINE_IMPLICIT_KEY') return keySlip(text, error.pos[0])
  const known = SENTENCES[error.code]
  if (error.code === 'BAD_INDENT' && known !== undefined) return { ...known, offset: textFrom(text, error.pos[0]) }
  if (known !== undefined) return known
  const hint = 'a line is `key: value`; values with unusual characters stand in quotes'
  return { code: 'ASH1004', message: `this is not YAML: ${lowerFirst(error.message)}`, hint }
}

/** The first character of a line that begins with spaces. */
function textFrom(text: string, offset: number): number {
  return offset + (text.slice(offset, offset + 200).match(/^ *(?=\S)/)?.[0].length ?? 0)
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

const TAG: Complaint = {
  code: 'ASH1008',
  message: 'a description has no `!` tags',
  hint: 'take the tag out, or put the value in quotes',
}

/** What is said about a tab, however many there are. */
export const TAB = 'a tab stands in the indentation'

const SENTENCES: Readonly<Record<string, Complaint>> = {
  DUPLICATE_KEY: { code: 'ASH1005', message: 'this key stands here twice', hint: 'keep one of the two' },
  MULTIPLE_DOCS: {
    code: 'ASH1006',
    message: 'a description is one document, and a second one begins here',
    hint: 'take out the `---`',
  },
  TAG_RESOLVE_FAILED: TAG,
  TAB_AS_INDENT: {
    code: 'ASH1004',
    message: TAB,
    hint: 'indent with spaces: two for each level',
  },
  BAD_INDENT: {
    code: 'ASH1004',
    message: 'the indentation changes here, or a `]` or `}` before this place is missing',
    hint: 'keys that belong together start in the same column',
  },
  BAD_SCALAR_START: {
    code: 'ASH1004',
    message: 'a value cannot start with this character',
    hint: 'put the value in quotes',
  },
  NON_STRING_KEY: { code: 'ASH1004', message: 'a key is a plain name', hint: 'write `name: value`' },
  BAD_ALIAS: { code: 'ASH1007', message: 'a description has no aliases', hint: 'write the value out' },
}
