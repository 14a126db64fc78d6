// Cuts a sentence that rests on several facts into clauses, each of which one fact alone must carry.

/** Where one clause may end and the next begin; the words between belong to neither. */
const JOINT = /;\s+|,?\s+(?:and|while|whereas|but)\s+(?:also\s+)?/g
/** More would be no sentence any more. */
const MAX_JOINTS = 6
/** Begins a clause whose subject was named before. */
const PRONOUN = /^(?:it|they|this|that|which|who)\s+/i

/** Every way of cutting the text into so many clauses; `subject` stands for one that names none. */
export function cutIntoClauses(
  text: string,
  count: number,
  { subject, names }: { readonly subject: string; names(clause: string): boolean },
): readonly (readonly string[])[] {
  const joints = [...text.matchAll(JOINT)].slice(0, MAX_JOINTS)
  return choose(joints, count - 1).map(chosen => {
    const starts = [0, ...chosen.map(({ index, 0: joint }) => index + joint.length)]
    const ends = [...chosen.map(({ index }) => index), text.length]
    return starts.map((start, i) => {
      const clause = text.slice(start, ends[i])
      if (i === 0 || names(clause)) return clause
      return `${subject} ${clause.replace(PRONOUN, '')}`
    })
  })
}

function choose<T>(list: readonly T[], count: number): readonly (readonly T[])[] {
  if (count === 0) return [[]]
  return list.flatMap((first, i) =>
    choose(list.slice(i + 1), count - 1).map(rest => [first, ...rest]),
  )
}

/** True where each clause can be given a fact of its own that carries it, and none is left over. */
export function eachCarried<T>(
  clauses: readonly string[],
  facts: readonly T[],
  carries: (clause: string, fact: T) => boolean,
): boolean {
  const [clause, ...rest] = clauses
  if (clause === undefined) return facts.length === 0
  return facts.some(
    fact =>
      carries(clause, fact) &&
      eachCarried(
        rest,
        facts.filter(other => other !== fact),
        carries,
      ),
  )
}
