import { Agent, request } from 'node:http'
import { setTimeout } from 'node:timers/promises'

/**
 * Sends so many requests a second, whether or not those before are answered, and measures each from when it was due: a
 * server that stalls has kept waiting all those who would have come meanwhile.
 *
 * @param next gives the options of the next request, and its body if it has one
 * @returns the p95 of good answers in milliseconds, and the share of requests that had none
 */
export async function steadily(server, { rate, seconds, next }) {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 })
  const count = Math.round(rate * seconds)
  const answers = []
  const start = performance.now()
  while (answers.length < count) {
    const due = Math.min(count, Math.ceil(((performance.now() - start) / 1_000) * rate))
    while (answers.length < due) {
      answers.push(answered(server, { ...next(), agent }, start + (answers.length / rate) * 1_000))
    }
    await setTimeout(1)
  }
  const settled = await Promise.all(answers)
  agent.destroy()
  const waits = settled.flatMap(({ waited }) => waited ?? []).sort((a, b) => a - b)
  return { p95: waits[Math.floor(waits.length * 0.95)], failed: 1 - waits.length / count }
}

/** Never rejects: nobody waits for it until all are sent. */
function answered(server, { path, body, ...options }, due) {
  return new Promise((resolve) => {
    const sent = request(`${server.base}${path}`, options, (response) => {
      response.resume()
      response.on('end', () => {
        if (response.statusCode < 300) resolve({ waited: performance.now() - due })
        else resolve({})
      })
    })
    sent.on('error', () => resolve({}))
    sent.end(body)
  })
}
