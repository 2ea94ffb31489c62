const WIDTH = 116

/**
 * The inside of a comment line: one line, without control or bidirectional characters, unable to end the comment or to
 * give orders to a tool.
 *
 * @example
 * commentText('a *\u002f b\nc') // 'a * / b c'
 */
export function commentText(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\*(?=\/)/g, '* ')
    .replaceAll(/@(?=ts-)|(?<=biome|eslint|prettier)-(?=ignore|disable)/g, (mark) => `${mark} `)
    .replaceAll(/ {2,}/g, ' ')
    .trim()
}

/**
 * A doc comment of one sentence or more: on one line where it fits, else wrapped. Ends without a newline.
 *
 * @example
 * docComment('Something the shop sells.') // '/** Something the shop sells. *\u002f'
 */
export function docComment(text: string): string {
  const body = commentText(text)
  if (body.length <= WIDTH - 7) return `/** ${body} */`
  return `/**\n${wrap(body, WIDTH - 3)
    .map((line) => ` * ${line}\n`)
    .join('')} */`
}

/** Words in lines of at most `width` characters; a longer word stands alone. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line]
}
