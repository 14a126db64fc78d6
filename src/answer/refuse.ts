// A refusal: what is missing, and the nearest thing that the base does hold.
import type { Base, Mention, Part, Reading, ReplyDraft } from '#magnets'
import { FOREIGN, hasSense } from '../question/has-sense.ts'
import { isUnheld } from './choose-facts.ts'
import type { Match } from './match-facts.ts'

/** Words of the asker's shown back are cut to this length. */
const QUOTE_LENGTH = 40

/** Nearest facts below this weight have nothing to do with the question. */
const NEAR_ENOUGH = 0.6

export function refuse(base: Base, reading: Reading, matches: readonly Match[]): ReplyDraft {
  const nearest = matches.find(match => match.entityMatched && match.matched >= NEAR_ENOUGH)
  const missing = missingPart(base, reading, nearest)
  if (nearest === undefined) {
    const about = `${missing.text} ${base.vocabulary.about.scope}`
    return { outcome: 'refusal', parts: [{ ...missing, text: about }] }
  }
  const { fact } = nearest.frame
  return {
    outcome: 'refusal',
    parts: [
      missing,
      {
        kind: 'sentence',
        role: 'nearest',
        text: `The nearest it has: ${fact.statement}${fact.note === undefined ? '' : ` ${fact.note}`}`,
        facts: [fact.id],
      },
    ],
  }
}

function missingPart(
  base: Base,
  reading: Reading,
  nearest: Match | undefined,
): Part & { kind: 'sentence' } {
  const say = (text: string, quotes: readonly string[] = []): Part & { kind: 'sentence' } => ({
    kind: 'sentence',
    role: 'answer',
    text,
    facts: [],
    quotes,
  })
  const unheld = reading.mentions.find(mention => isUnheld(base, mention))
  const measure = unheld?.senses.find(ref => ref.type === 'measure')
  const name = measure && base.measure(measure.id)?.name
  if (name !== undefined) {
    const subject = subjectName(base, reading.mentions)
    return say(
      `The base holds nothing on ${name}${subject === undefined ? '' : ` for ${subject}`}.`,
    )
  }
  const foreign = reading.mentions.find(mention => hasSense(mention, FOREIGN))?.words
  const unknown = (foreign ?? reading.unknown[0])?.slice(0, QUOTE_LENGTH)
  const instructed = reading.mentions.some(({ senses }) =>
    senses.some(ref => ref.type === 'talk' && ref.id === 'instruction'),
  )
  if (unknown !== undefined && !instructed)
    return say(`The base holds nothing on “${unknown}”.`, [unknown])
  const time = reading.times.find(() => nearest?.timeFits === false)
  if (time !== undefined) {
    return say(`The base holds no figure for “${time.words}”.`, [time.words])
  }
  return say('That is not in the base.')
}

function subjectName(base: Base, mentions: readonly Mention[]): string | undefined {
  for (const { senses } of mentions) {
    const ref = senses.find(({ type }) => type === 'entity')
    const entity = ref && base.entity(ref.id)
    if (entity !== undefined) {
      return entity.article === undefined ? entity.name : `${entity.article} ${entity.name}`
    }
  }
  return undefined
}
