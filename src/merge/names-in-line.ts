/** A name or a string in a line of code. */
export interface Name {
  /** With its quotes, where it is a string. */
  readonly text: string
  readonly kind: 'string' | 'template' | 'key' | 'word'
  /** What it is a member of: `products` in `products.price`. */
  readonly owner: string | undefined
}

/** The line with its names and strings as they are to be; comments stay. */
export function namesIn(line: string, called: (name: Name) => string): string {
  return line.replace(PIECE, (text, at: number) => {
    if (/^(?:\/[/*]|\s*\*)/.test(text)) return text
    if (text.startsWith('`')) return called({ text, kind: 'template', owner: undefined })
    if (/^['"]/.test(text)) return called({ text, kind: 'string', owner: undefined })
    const [head, rest] = [line.slice(0, at), line.slice(at + text.length)]
    const owner = /([\w$]+)\??\.$/.exec(head)?.[1]
    const isKey = owner === undefined && /^\s*:(?!:)/.test(rest) && !BEFORE_VALUE.test(head)
    return called({ text, kind: isKey ? 'key' : 'word', owner })
  })
}

/** A template with its code as it is to be. */
export function codeInTemplate(template: string, called: (code: string) => string): string {
  return template.replace(/(?<=\$\{)[^{}]*(?=\})/g, called)
}

/** `a ? b :`, `case b:` */
const BEFORE_VALUE = /\?(?!\.)[^:]*$|\bcase\s+$/

/** Strings and comments are told apart from code as well as a line lets one. */
const PIECE = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`|\/\/.*|\/\*.*?(?:\*\/|$)|^\s*\*.*|[A-Za-z_$][\w$]*/g
