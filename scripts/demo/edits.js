/** The routes of a file with a response header more, as somebody might add it by hand. */
export function addHeader(text) {
  return replaced(text, '  const routes = new Hono<Env>()\n', (line) =>
    [
      line,
      '  routes.use(async (c, next) => {',
      '    await next()',
      "    c.header('x-demo', 'written by hand')",
      '  })',
      '',
    ].join('\n'),
  )
}

/** The description with a field more in `product`. */
export function addField(text) {
  return replaced(text, '      stock: int min(0) = 0\n', (line) => `${line}      weight: int? min(0) # in grams\n`)
}

function replaced(text, line, replace) {
  if (text.split(line).length !== 2) throw new Error(`the text to edit is not there once: ${line.trim()}`)
  return text.replace(line, replace)
}
