// "Are there others?": where the base says that there is no other.
import type { Reading } from '#magnets'
import { hasSense } from '../../question/has-sense.ts'
import { isAnswer } from '../choose-facts.ts'
import type { Verdict } from '../draft.ts'
import { factParts } from '../drafts.ts'
import type { Match } from '../match-facts.ts'
import type { Way } from './situation.ts'

/** Words between "how many" and what is counted. */
const COUNT_REACH = 4

export const onlyOne: Way = ({ base, reading, best, now }) => {
  const others = reading.mentions.some(
    mention => hasSense(mention, 'others') || hasSense(mention, 'except'),
  )
  const count = countsIt(reading, best)
  if (!best.frame.sole || !best.measureMatched || !(others || count)) return undefined
  if (!isAnswer(best, 'known')) return undefined
  const verdict = others ? verdictOn(reading) : undefined
  const [first, ...rest] = factParts(base, reading, [best.frame.fact], verdict, now)
  if (first?.kind !== 'sentence') return undefined
  const opener = verdict === undefined ? (others ? 'None. ' : 'One. ') : ''
  const parts = [{ ...first, text: `${opener}${first.text}` }, ...rest]
  const outcome = verdict === 'no' && reading.kinds[0] === 'verify' ? 'correction' : 'answer'
  return { draft: { outcome, parts }, rule: 'the only one' }
}

/** "Are there others?" and "there are (no) others"; whoever asks which or how many wants a count. */
function verdictOn({ kinds, negated, mentions }: Reading): Verdict | undefined {
  if (kinds[0] === 'whether') return 'no'
  if (kinds[0] !== 'verify' || !mentions.some(mention => hasSense(mention, 'others')))
    return undefined
  return negated ? 'yes' : 'no'
}

/** "How many large mines": what is counted is the fact's own measure. */
function countsIt({ mentions }: Reading, { frame }: Match): boolean {
  const count = mentions.find(mention => hasSense(mention, 'count'))
  const counted = mentions.find(({ senses }) =>
    senses.some(ref => ref.type === 'measure' && ref.id === frame.fact.measure),
  )
  if (count === undefined || counted === undefined) return false
  return counted.span.from >= count.span.to && counted.span.from - count.span.to < COUNT_REACH
}
