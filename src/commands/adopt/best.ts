/**
 * Of several ways in which it may have been the one for which the most speaks; of equal ones the first. None is looked at
 * any more once one has the highest score that there is.
 */
export async function bestOf<Candidate>(
  candidates: Iterable<Candidate> | AsyncIterable<Candidate>,
  score: (candidate: Candidate) => number,
  highest = Number.POSITIVE_INFINITY,
): Promise<Candidate | undefined> {
  let best: { readonly candidate: Candidate; readonly score: number } | undefined
  for await (const candidate of candidates) {
    const scored = { candidate, score: score(candidate) }
    if (best === undefined || scored.score > best.score) best = scored
    if (best.score >= highest) break
  }
  return best?.candidate
}
