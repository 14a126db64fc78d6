// Several rankings of the same things made into one, by the ranks alone.

/** Of the first paper (Cormack, Clarke and Büttcher 2009): softens how much the very first ranks count. */
const K = 60

export interface Fused {
  readonly id: string
  readonly score: number
}

export interface Ranking {
  /** Best first. */
  readonly ids: readonly string[]
  /** How much it counts beside the others; 1 for all is the published formula. */
  readonly weight: number
}

/**
 * Reciprocal rank fusion: an id's score is the sum of weight / (60 + rank) over the rankings that have
 * it, best first. Of equals, whoever stands in the earlier ranking comes first.
 */
export function fuseRanks(rankings: readonly Ranking[]): readonly Fused[] {
  const scores = new Map<string, number>()
  for (const { ids, weight } of rankings) {
    for (const [index, id] of ids.entries()) {
      scores.set(id, (scores.get(id) ?? 0) + weight / (K + index + 1))
    }
  }
  return [...scores].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score)
}
