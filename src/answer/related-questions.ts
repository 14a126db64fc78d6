// Questions that a reader may ask next: those that curators gave to facts close to the ones just told.
import { type Base, entitiesOf, type Fact, type FactId, type Reply } from '#magnets'

/** More are not offered. */
const OFFERED = 3

export interface RelatedOptions {
  readonly base: Base
  /** Whether the engine answers a question with the fact; asked once a fact. */
  readonly answers: (question: string, fact: FactId) => boolean
}

export interface RelatedQuestions {
  /** Best first, of different measures; none of what the reply has told already. */
  after(reply: Pick<Reply, 'citations'>): readonly string[]
}

export function createRelatedQuestions({ base, answers }: RelatedOptions): RelatedQuestions {
  const checked = new Map<FactId, boolean>()
  const isAnswered = ({ id, question }: Fact): boolean => {
    const known = checked.get(id) ?? (question !== undefined && answers(question, id))
    checked.set(id, known)
    return known
  }
  return {
    after({ citations }) {
      const told = [...new Set(citations.map(({ fact }) => fact))].flatMap(
        id => base.fact(id) ?? [],
      )
      if (told.length === 0) return []
      const near = base.facts
        .filter(fact => fact.question !== undefined && !told.includes(fact))
        .map(fact => ({ fact, closeness: Math.max(...told.map(one => closeness(one, fact))) }))
        .filter(candidate => candidate.closeness > 0)
        .toSorted((a, b) => b.closeness - a.closeness)
      const offered: Fact[] = []
      for (const { fact } of near) {
        if (offered.length === OFFERED) break
        // One of each kind: three more figures of the same would be one question in three dresses.
        if (
          offered.some(
            ({ measure, subject }) => measure === fact.measure && subject === fact.subject,
          )
        )
          continue
        if (isAnswered(fact)) offered.push(fact)
      }
      return offered.flatMap(({ question }) => question ?? [])
    },
  }
}

/** What two facts share: their subject counts most, then what they measure, then whom else they name. */
function closeness(one: Fact, other: Fact): number {
  const names = new Set(entitiesOf(one))
  const shared = entitiesOf(other).filter(id => names.has(id)).length
  const reason = one.because.includes(other.id) || other.because.includes(one.id)
  return (
    (one.subject === other.subject ? 3 : 0) +
    (one.measure === other.measure ? 2 : 0) +
    (reason ? 3 : 0) +
    shared
  )
}
