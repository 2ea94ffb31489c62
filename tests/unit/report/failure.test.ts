import { readFileSync } from 'node:fs'
import pc from 'picocolors'
import { expect, test } from 'vitest'
import { environment, invalid } from '../../../src/errors.ts'
import { failureText } from '../../../src/report/failure.ts'

const how = { json: false, paint: pc.createColors(false) }

test('invalid input is exit code 2 and has no stack', () => {
  const failure = failureText(invalid([{ code: 'ASH1001', message: 'name is missing' }]), how)
  expect(failure).toEqual({ exitCode: 2, err: 'name is missing [ASH1001]' })
})

test('a tool that is missing is exit code 3', () => {
  const failure = failureText(environment({ code: 'ASH3001', message: 'git is not there', hint: 'install git' }), how)
  expect(failure).toEqual({ exitCode: 3, err: 'git is not there [ASH3001]\n  install git' })
})

test('what the operating system refuses is exit code 3 and names the path', () => {
  const failure = failureText(
    thrownBy(() => readFileSync('/nonexistent/x')),
    how,
  )
  expect(failure.exitCode).toBe(3)
  expect(failure.err).toContain('no such file or folder (/nonexistent/x)')
  expect(failure.err).not.toMatch(/^ +at /m)
})

test('anything else is a bug: exit code 70, a stack, and where to turn', () => {
  const failure = failureText(new TypeError('x is undefined'), how)
  expect(failure.exitCode).toBe(70)
  expect(failure.err).toMatch(/^TypeError: x is undefined\n {4}at /)
  expect(failure.err).toContain('Please report it')
})

test('with --json an expected error is data on standard output', () => {
  const problem = { code: 'ASH1001', message: 'name is missing', where: { file: 'a.yaml', line: 1, column: 2 } }
  const failure = failureText(invalid([problem]), { ...how, json: true })
  expect(failure.err).toBeUndefined()
  expect(JSON.parse(failure.out ?? '')).toEqual({ exitCode: 2, problems: [problem] })
})

function thrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}
