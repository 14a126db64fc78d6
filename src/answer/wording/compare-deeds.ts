// Whether the verbs that a sentence has of a statement are told from the same side as there, and of the same time.
import type { Concepts } from './concepts.ts'
import type { Deed, Sides } from './sides.ts'

/**
 * The sentence's verbs that the fact's statement has too, from the same side or from another;
 * `everything` are all concepts of the statement.
 */
export function compareDeeds(
  said: readonly Deed[],
  stated: readonly Deed[],
  everything: Concepts,
): { readonly turned: readonly string[]; readonly kept: readonly (readonly [Sides, Sides])[] } {
  const turned: string[] = []
  const kept: (readonly [Sides, Sides])[] = []
  for (const deed of said) {
    const alike = stated.filter(own => shared(deed, own).length > 0)
    const fits = alike.flatMap(own => {
      // Of what does or will happen nobody may say that it has, of what is to, that it does.
      const later = (deed.past === true && own.past === false) || (deed.present && own.purpose)
      return shared(deed, own).filter(([one, other]) => {
        if (later && !(deed.light && !overlap(one.done, other.done))) return false
        return deed.either || own.either || agree(one, other, everything)
      })
    })
    if (alike.length > 0 && fits.length === 0) turned.push(deed.words)
    kept.push(...fits)
  }
  return { turned, kept }
}

/** The sides of both, as far as they say the same; those that both tell straight where there are such. */
function shared(one: Deed, other: Deed): readonly (readonly [Sides, Sides])[] {
  const both = [...one.says].flatMap(([id, mine]) => {
    const theirs = other.says.get(id)
    return theirs === undefined ? [] : [[mine, theirs] as const]
  })
  const straight = both.filter(sides => sides.every(side => !side.turned))
  return straight.length > 0 ? straight : both
}

function agree(said: Sides, stated: Sides, everything: Concepts): boolean {
  const doer = without(stated.doer, stated.done)
  const done = without(stated.done, stated.doer)
  // Of "the company" nothing tells which it is.
  const known = overlap(said.doer, everything)
  const does = doer.size === 0 || !known || overlap(said.doer, doer)
  const suffers = overlap(said.doer, done) && !overlap(said.doer, doer)
  const acts = overlap(said.done, doer) && !overlap(said.done, done)
  const takes = done.size === 0 || !overlap(said.done, everything) || overlap(said.done, done)
  // Who receives is who it goes to, and not what goes there.
  const { target = NOTHING } = stated
  const goes = !said.rest?.size || target.size === 0 || overlap(said.done, target)
  return does && takes && goes && !suffers && !acts
}

function overlap(one: Concepts, other: Concepts): boolean {
  return [...one].some(id => other.has(id))
}

function without(one: Concepts, other: Concepts): Concepts {
  return new Set([...one].filter(id => !other.has(id)))
}

const NOTHING: Concepts = new Set()
