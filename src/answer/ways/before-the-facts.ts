// What is decided before any fact is looked at: talk, what the base never states, guesses, stages mixed up.

import { isUnheld } from '../choose-facts.ts'
import { stageDraft } from '../drafts.ts'
import { asksOpinion } from '../misfit.ts'
import { refuse } from '../refuse.ts'
import { smallTalk } from '../small-talk.ts'
import { stageConflicts, stagedSiblings } from '../stage-conflicts.ts'
import type { Decision, Situation, Way } from './situation.ts'

export function refused({ base, reading, matches }: Situation, rule: string): Decision {
  return { draft: refuse(base, reading, matches), rule }
}

export const talk: Way = ({ base, reading, best }) => {
  const draft = smallTalk(base, reading, best)
  return draft && { draft, rule: 'talk' }
}

/** Words that ask for something that the base never states. */
export const unheld: Way = situation =>
  situation.reading.mentions.some(mention => isUnheld(situation.base, mention))
    ? refused(situation, 'unheld-measure')
    : undefined

export const opinion: Way = situation =>
  asksOpinion(situation.reading, situation.best) ? refused(situation, 'opinion') : undefined

/** A figure put to the wrong stage of a plan. */
export const stages: Way = ({ base, frames, reading }) => {
  const conflicts = stageConflicts(base, frames, reading)
  if (conflicts.length === 0) return undefined
  return { draft: stageDraft(stagedSiblings(base, reading, conflicts)), rule: 'stage-conflict' }
}
