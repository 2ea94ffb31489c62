import type { YAMLError } from 'yaml'
import type { Complaint } from '../source.ts'

/** A syntax error of YAML in words that say what to type. */
export function yamlComplaint(error: YAMLError): Complaint {
  const known = SENTENCES[error.code]
  if (known !== undefined) return known
  const hint = 'a line is `key: value`; values with unusual characters stand in quotes'
  return { code: 'ASH1004', message: `this is not YAML: ${lowerFirst(error.message)}`, hint }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

const TAG: Complaint = {
  code: 'ASH1008',
  message: 'a description has no `!` tags',
  hint: 'take the tag out, or put the value in quotes',
}

const COLON: Complaint = {
  code: 'ASH1004',
  message: 'a `:` is missing after this key, or the line is not indented as its neighbours are',
  hint: 'a line of a description is `key: value`',
}

const SENTENCES: Readonly<Record<string, Complaint>> = {
  DUPLICATE_KEY: { code: 'ASH1005', message: 'this key stands here twice', hint: 'keep one of the two' },
  MULTIPLE_DOCS: {
    code: 'ASH1006',
    message: 'a description is one document, and a second one begins here',
    hint: 'take out the `---`',
  },
  TAG_RESOLVE_FAILED: TAG,
  MISSING_CHAR: COLON,
  MULTILINE_IMPLICIT_KEY: COLON,
  BLOCK_AS_IMPLICIT_KEY: {
    code: 'ASH1004',
    message: 'a second `key: value` begins on this line',
    hint: 'put it on a line of its own, indented; a value that holds `: ` needs quotes',
  },
  TAB_AS_INDENT: {
    code: 'ASH1004',
    message: 'a tab stands in the indentation',
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
