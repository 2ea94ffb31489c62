import { spawnSync } from 'node:child_process'

/** Milliseconds of wall time that `action` takes. */
export async function timed(action) {
  const start = performance.now()
  await action()
  return performance.now() - start
}

/** The median: what a busy machine disturbs least. */
export function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}

/**
 * Runs each of `cases` in turn, round by round, so that a disturbance meets all of them.
 *
 * @returns the median milliseconds of each, in order
 */
export async function inTurn(cases, rounds) {
  const times = cases.map(() => [])
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { run }] of cases.entries()) times[index].push(await timed(run))
  }
  return times.map(median)
}

/** Prints one line a case: its time, and the ratio to the first. */
export function report(title, cases, medians) {
  console.log(`\n${title}`)
  for (const [index, { name }] of cases.entries()) {
    const ratio = (medians[index] / medians[0]).toFixed(2)
    console.log(`  ${medians[index].toFixed(1).padStart(9)} ms  ${ratio.padStart(6)} x  ${name}`)
  }
}

/** Runs a program to its end; throws with what it said when it fails. */
export function run(program, args, options = {}) {
  const result = spawnSync(program, args, { encoding: 'utf8', ...options })
  if (result.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${result.stderr || result.stdout}`)
  return result.stdout
}
