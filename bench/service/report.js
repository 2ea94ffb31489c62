/** What the generated service is to reach, in ratios of requests a second to others. */
const GOALS = [
  { route: 'get', floor: 0.5, byHand: 2, nest: 2.5 },
  { route: 'list', floor: 0.7, byHand: 1.3, nest: 2.5 },
  { route: 'create', floor: 0.5, byHand: 1.5, nest: 2.5 },
]

/** A route, one line a server: ratios are to the service by hand, which is the third. */
export function measuredTable(route, rows) {
  const byHand = rows[2][route]
  const lines = rows.map(({ name, memory, [route]: { throughput, cpu, p95, failed, steadyP95, steadyFailed } }) => [
    name,
    throughput.toFixed(0),
    ratio(throughput / byHand.throughput),
    cpu.toFixed(0),
    ratio(cpu / byHand.cpu),
    p95.toFixed(1),
    percent(failed),
    steadyP95.toFixed(1),
    percent(steadyFailed),
    memory.toFixed(0),
  ])
  const heads = [
    'req/s',
    '× by hand',
    'CPU µs a request',
    '× by hand',
    'p95 ms',
    'failed',
    'p95 ms at a fixed rate',
    'failed',
    'peak MiB',
  ]
  return table([route, ...heads], lines)
}

/** The goals, and whether they are met. */
export function goalsTable([shop, floor, byHand, , , nest]) {
  const lines = GOALS.flatMap((goal) => {
    const reached = (peer, key) => shop[goal.route].throughput / peer[goal.route][key]
    const less = (peer) => peer[goal.route].cpu / shop[goal.route].cpu
    const of = (name, peer, least) => [
      `${goal.route}: requests a second, of ${name}`,
      `≥ ${ratio(least)}`,
      ratio(reached(peer, 'throughput')),
      ratio(less(peer)),
      met(reached(peer, 'throughput') >= least),
    ]
    const p95 = shop[goal.route].steadyP95 / byHand[goal.route].steadyP95
    return [
      of('the service by hand', byHand, goal.byHand),
      of('the floor', floor, goal.floor),
      of('NestJS', nest, goal.nest),
      [`${goal.route}: p95 at a fixed rate, of the service by hand`, '≤ 1.00', ratio(p95), '', met(p95 <= 1)],
    ]
  })
  const memory = shop.memory / byHand.memory
  lines.push(['peak memory, of the service by hand', '≤ 1.00', ratio(memory), '', met(memory <= 1)])
  return table(['goal', 'asked', 'reached', 'by CPU a request', 'met'], lines)
}

export function proofsTable(rows) {
  return table(['on in this run', 'seen'], rows)
}

export function table(heads, lines) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  return `${[line(heads), line(heads.map(() => '---')), ...lines.map(line)].join('\n')}\n`
}

function percent(share) {
  return `${(100 * share).toFixed(1)} %`
}

function ratio(value) {
  return value.toFixed(2)
}

function met(isMet) {
  return isMet ? 'yes' : 'no'
}
