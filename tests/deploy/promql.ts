/** What a service exports. */
export interface Known {
  /** By name: `counter`, `gauge` or `histogram`. */
  readonly types: ReadonlyMap<string, string>
  readonly labels: ReadonlyMap<string, readonly string[]>
}

/** What every series has: the first by the service, the other by Prometheus. */
const ALWAYS = ['service_name', 'instance']
const WORDS = new Set(['and', 'or', 'by', 'sum', 'max', 'min', 'rate', 'histogram_quantile', 'absent', 'vector'])

/** What is wrong with an expression of PromQL whose series all have braces. It is no parser: it goes by the names. */
export function flawsOf(expression: string, known: Known): string[] {
  const flaws: string[] = []
  const met = new Set(ALWAYS)
  let rest = expression.replaceAll(
    /([a-z_]\w*)\{([^}]*)\}(?:\[\d+[smhd]\])?/g,
    (_, series: string, conditions: string) => {
      const { name, flaw } = metricOf(series, known)
      if (flaw !== undefined) flaws.push(flaw)
      const labels = [...ALWAYS, ...(known.labels.get(name) ?? []), ...(series.endsWith('_bucket') ? ['le'] : [])]
      for (const label of labels) met.add(label)
      for (const [, label = ''] of conditions.matchAll(/(\w+)(?:=~?|!=|!~)"[^"]*"/g)) {
        if (flaw === undefined && !labels.includes(label)) flaws.push(`${series} has no ${label}`)
      }
      return '1'
    },
  )
  rest = rest.replaceAll(/\bby \(([\w, ]+)\)/g, (_, labels: string) => {
    for (const label of labels.split(', ')) if (!met.has(label)) flaws.push(`nothing here has ${label}`)
    return ''
  })
  for (const [word] of rest.matchAll(/[a-z_]\w*/gi)) if (!WORDS.has(word)) flaws.push(`${word} is not understood`)
  if (rest.split('(').length !== rest.split(')').length) flaws.push('parentheses do not match')
  return flaws
}

function metricOf(series: string, { types }: Known): { readonly name: string; readonly flaw?: string } {
  const base = series.replace(/_(?:bucket|count|sum)$/, '')
  if (base !== series && types.get(base) === 'histogram') return { name: base }
  if (!types.has(series)) return { name: series, flaw: `nothing exports ${series}` }
  return types.get(series) === 'histogram' ? { name: series, flaw: `${series} is a histogram` } : { name: series }
}
