import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isAsGitLeftIt } from '../../../src/merge/as-git-left-it.ts'
import { hasConflictMarkers, markedTexts } from '../../../src/merge/conflict-markers.ts'
import { temporaryFolder } from '../../setup/tree.ts'

const BASE = 'a\nb\nc\nd\ne\nf\ng\nh\n'
const OURS = BASE.replace('b', 'ours').replace('g', 'G')
const THEIRS = BASE.replace('b', 'theirs').replace('g', 'gg')

/** What git itself makes of the three. */
function mergedByGit(style: string, ours = OURS): string {
  const folder = temporaryFolder()
  const git = (...args: string[]) => {
    const settings = ['-c', 'user.name=t', '-c', 'user.email=t@localhost', '-c', `merge.conflictStyle=${style}`]
    return spawnSync('git', [...settings, ...args], { cwd: folder })
  }
  const commit = (branch: string, text: string) => {
    git('checkout', '-q', '-B', branch, ...(branch === 'base' ? [] : ['base']))
    writeFileSync(join(folder, 'x'), text)
    git('add', 'x')
    git('commit', '-qm', branch)
  }
  execFileSync('git', ['init', '-q'], { cwd: folder })
  commit('base', BASE)
  commit('theirs', THEIRS)
  commit('ours', ours)
  git('merge', 'theirs')
  return readFileSync(join(folder, 'x'), 'utf8')
}

describe.each(['merge', 'diff3', 'zdiff3'])('as git writes them with %s', (style) => {
  const text = mergedByGit(style)

  test('both texts can be told again, and the base where it is there', () => {
    expect(hasConflictMarkers(text)).toBe(true)
    const base = style === 'merge' ? undefined : BASE
    expect(markedTexts(text)).toEqual({ ours: OURS, theirs: THEIRS, base })
    expect(markedTexts(text.replaceAll('\n', '\r\n'))).toEqual({ ours: OURS, theirs: THEIRS, base })
  })

  test('git left it so, until somebody settles one of two, or writes into it', () => {
    const stages = { base: BASE, ours: OURS, theirs: THEIRS }
    expect(isAsGitLeftIt(text, stages)).toBe(true)
    const settled = text.replace(/<{7}[^\n]*\n([^\n]*\n)[\s\S]*?>{7}[^\n]*\n/, '$1')
    expect(hasConflictMarkers(settled)).toBe(true)
    expect(isAsGitLeftIt(settled, stages)).toBe(false)
    expect(isAsGitLeftIt(text.replace('\nd\n', '\nd, and this\n'), stages)).toBe(false)
  })
})

test('git makes one conflict of two that are near, unless it shows the base', () => {
  const near = (text: string): string => text.replace('\ne\n', text.includes('ours') ? '\nE\n' : '\nee\n')
  const stages = { base: BASE, ours: near(OURS), theirs: near(THEIRS) }
  const joined = '<<<<<<< HEAD\nours\nc\nd\nE\nf\nG\n=======\ntheirs\nc\nd\nee\nf\ngg\n>>>>>>> theirs\n'
  expect(isAsGitLeftIt(`a\n${joined}h\n`, stages)).toBe(true)
})

test('what is no conflict: signs in a text, half a conflict', () => {
  for (const text of ['a <<<<<<< b\n>>>>>>> c\n', '=======\n', '<<<<<<< HEAD\n', '<<<<<<<<<\n>>>>>>>>>\n'])
    expect(hasConflictMarkers(text)).toBe(false)
  expect(markedTexts('<<<<<<< HEAD\na\n=======\nb\n')).toBeUndefined()
})
