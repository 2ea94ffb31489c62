import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, utimesSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { exclusively } from '../../../src/project/run-lock.ts'
import { folderWith, treeOf } from './folder.ts'

const lockOf = (pid: number, host = hostname()) => ({ '.ashlar/run.lock': JSON.stringify({ pid, host }) })

function deadPid(): number {
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  return pid
}

test('the lock is there while the action runs, and gone afterwards, also after a failure', async () => {
  const root = folderWith()
  const seen = await exclusively(root, async () => treeOf(root))
  expect(seen).toEqual(lockOf(process.pid))
  await expect(exclusively(root, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(treeOf(root)).toEqual({})
})

test('a living process keeps its lock, and is named', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  onTestFinished(() => {
    child.kill()
  })
  await once(child, 'spawn')
  const root = folderWith(lockOf(child.pid ?? 0))
  await expect(exclusively(root, async () => 'ran', 100)).rejects.toThrow(`process ${child.pid} on ${hostname()}`)
  expect(treeOf(root)).toEqual(lockOf(child.pid ?? 0))
})

test('the lock of another machine is not taken over', async () => {
  const root = folderWith(lockOf(1, 'elsewhere'))
  await expect(exclusively(root, async () => 'ran', 0)).rejects.toMatchObject({
    exitCode: 3,
    problems: [{ code: 'ASH3128' }],
  })
})

test('the lock of a dead process is taken over', async () => {
  const root = folderWith(lockOf(deadPid()))
  expect(await exclusively(root, async () => 'ran', 0)).toBe('ran')
  expect(treeOf(root)).toEqual({})
})

test('a lock that was never filled is taken over when it is old', async () => {
  const root = folderWith({ '.ashlar/run.lock': '' })
  await expect(exclusively(root, async () => 'ran', 0)).rejects.toThrow('another run of ashlar')
  utimesSync(join(root, '.ashlar/run.lock'), 1, 1)
  expect(await exclusively(root, async () => 'ran', 0)).toBe('ran')
})

test('processes that start at the same time on a dead lock run one after another', async () => {
  const root = folderWith({ ...lockOf(deadPid()), counter: '0' })
  const child = new URL('./counting-run.ts', import.meta.url).pathname
  const runs = Array.from({ length: 4 }, () =>
    once(spawn(process.execPath, [child, root], { stdio: 'inherit' }), 'exit'),
  )
  expect(await Promise.all(runs)).toEqual([0, 0, 0, 0].map((code) => [code, null]))
  expect(treeOf(root)).toEqual({ counter: '40' })
})

test('what an interrupted run left is undone before the action', async () => {
  const root = folderWith({ '.ashlar/txn-1/0': 'half', '.ashlar/txn-1/journal.json': '{' })
  expect(Object.keys(await exclusively(root, async () => treeOf(root)))).toEqual(['.ashlar/run.lock'])
})

test('the copy that a dead process left is removed, that of a living one is not', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  onTestFinished(() => {
    child.kill()
  })
  await once(child, 'spawn')
  const living = `.ashlar/run.lock.${child.pid}`
  const root = folderWith({ [`.ashlar/run.lock.${deadPid()}`]: '{}', [living]: '{}' })
  const seen = await exclusively(root, async () => Object.keys(treeOf(root)))
  expect(seen).toEqual(['.ashlar/run.lock', living])
})

test('a lock that somebody removed meanwhile is no error', async () => {
  const root = folderWith()
  expect(await exclusively(root, async () => rmSync(join(root, '.ashlar/run.lock')))).toBe(undefined)
  expect(treeOf(root)).toEqual({})
})
