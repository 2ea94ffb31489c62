import { styleText } from 'node:util'

const colors = process.stdout.isTTY === true && !process.env.NO_COLOR

/** A line of what the demo has to say. */
export function print(text) {
  console.log(text)
}

/** What comes next. */
export function printChapter(title) {
  console.log(`\n${styled('bold', `== ${title}`)}\n`)
}

/** A command as one would type it. */
export function printCommand(line) {
  console.log(styled('cyan', `$ ${line}`))
}

function styled(style, text) {
  return colors ? styleText(style, text) : text
}
