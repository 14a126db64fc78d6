// Short talk beside the facts: greetings, thanks, what the bot can do.

import type { Base, Part, Reading, ReplyDraft, SmallTalk } from '#magnets'
import { formatDay } from '#magnets'
import { FOREIGN, hasSense } from '../question/has-sense.ts'
import type { Match } from './match-facts.ts'

/** A message is talk when it holds talk and nothing firm that a fact could answer. */
export function smallTalk(
  base: Base,
  reading: Reading,
  best: Match | undefined,
): ReplyDraft | undefined {
  const quieting = quietTalk(base, reading.text)
  if (quieting !== undefined) return { outcome: 'chat', parts: partsOf(base, quieting) }
  if (reading.mentions.some(mention => hasSense(mention, FOREIGN))) return undefined
  const talk = reading.mentions.filter(({ senses }) => senses.some(ref => ref.type === 'talk'))
  const [first] = talk.toSorted((a, b) => b.span.to - b.span.from - (a.span.to - a.span.from))
  if (first === undefined || (best !== undefined && best.matched > 0.5)) return undefined
  const others = reading.mentions.filter(
    mention =>
      !mention.optional &&
      !talk.includes(mention) &&
      mention.senses.some(ref => ref.type === 'entity' || ref.type === 'measure'),
  )
  if (others.length > 0 || reading.unknown.length > 2) return undefined
  const id = first.senses.find(ref => ref.type === 'talk')?.id
  const entry = base.vocabulary.smallTalk.find(candidate => candidate.id === id)
  if (entry?.replies.includes('sources')) return { outcome: 'notice', parts: sourceParts(base) }
  return entry && { outcome: 'chat', parts: partsOf(base, entry) }
}

/** The talk by which we are asked to stay out of it: it counts only where nothing else is said. */
export function quietTalk({ vocabulary }: Base, text: string): SmallTalk | undefined {
  if (text.length > LONGEST_TALK) return undefined
  const said = text.toLowerCase().replace(POLITE, '').replace(/\s+/g, ' ').trim()
  return vocabulary.smallTalk.find(({ quiet, words }) => quiet && words.includes(said))
}

const LONGEST_TALK = 60
/** What may stand around it. */
const POLITE = /^\s*(?:ok(?:ay)?|please|bot)[\s,]+|[\s,]*\b(?:please|now|thanks|bot)?[\s.!]*$/g

function partsOf(base: Base, entry: SmallTalk): readonly Part[] {
  const { scope, examples } = base.vocabulary.about
  const say = (text: string): Part => ({ kind: 'sentence', role: 'answer', text, facts: [] })
  if (!entry.replies.includes('about')) return [say(entry.replies[0] ?? scope)]
  const items = examples.map(text => ({ text, facts: [], quotes: [text] }))
  return [say(scope), { kind: 'list', title: 'For example:', items }]
}

/** What the base rests on, for those who ask about the source itself. */
function sourceParts(base: Base): readonly Part[] {
  return base.sources.map(({ title, published, publisher, underlying }) => {
    const by = publisher === undefined ? '' : `, ${publisher}`
    const rests = underlying === undefined ? '' : ` It names as its own source: ${underlying}.`
    const text = `The base rests on “${title}”${by}, published on ${formatDay(published)}.${rests}`
    return { kind: 'sentence', role: 'answer', text, facts: [] }
  })
}
