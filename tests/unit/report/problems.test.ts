import pc from 'picocolors'
import { expect, test } from 'vitest'
import { problemText } from '../../../src/report/problems.ts'

const plain = pc.createColors(false)

test('every problem has its place, its sentence, its code and its hint', () => {
  const text = problemText(
    [
      {
        code: 'ASH1203',
        message: 'there is no resource `usr`',
        where: { file: 'ashlar.yaml', line: 12, column: 9 },
        hint: 'did you mean `user`?',
      },
      { code: 'ASH4001', message: 'the folder is not empty' },
    ],
    plain,
  )
  expect(text).toBe(
    'ashlar.yaml:12:9: there is no resource `usr` [ASH1203]\n  did you mean `user`?\nthe folder is not empty [ASH4001]',
  )
})

test('what a name smuggles in does not reach the terminal', () => {
  const where = { file: 'a\u001b]0;x.yaml', line: 1, column: 1 }
  expect(problemText([{ code: 'ASH1001', message: 'bad \u001b[2J', where }], plain)).not.toContain('\u001b')
})
