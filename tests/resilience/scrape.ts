/** A line of what a service tells Prometheus. */
interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** What a service tells at one moment. */
export interface Scrape {
  readonly samples: readonly Sample[]
  /** The names of all metrics, with those that have no value yet, and their types. */
  readonly types: ReadonlyMap<string, string>
  /** The sum of what has a name and these labels; undefined where there is nothing of it. */
  amount(name: string, labels?: Readonly<Record<string, string>>): number | undefined
}

/** Asks a service, as Prometheus does. */
export async function scrape(port: number): Promise<Scrape> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`)
  if (!answer.headers.get('Content-Type')?.startsWith('text/plain; version=0.0.4'))
    throw new Error('not for Prometheus')
  const lines = (await answer.text()).split('\n')
  const samples = lines.flatMap(sampleOf)
  const types = lines.flatMap((line) => {
    const [, name, type] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? []
    return name === undefined || type === undefined ? [] : [[name, type] as const]
  })
  return {
    samples,
    types: new Map(types),
    amount(name, labels = {}) {
      const found = samples.filter((sample) => {
        return sample.name === name && Object.entries(labels).every(([label, text]) => sample.labels[label] === text)
      })
      return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0)
    },
  }
}

function sampleOf(line: string): Sample[] {
  const [, name, labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
  if (name === undefined) return []
  const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', text = '']) => [label, text] as const)
  return [{ name, labels: Object.fromEntries(pairs), value: Number(value) }]
}
