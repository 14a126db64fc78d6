// What the house says about itself: wrong options, failures, rights, a person's home. Holds no fact.
import type { Asker, Command, Reply } from '#magnets'
import { nearestFirst } from './nearest.ts'
import type { OptionProblem } from './options.ts'
import type { Refused } from './refusals.ts'

/** A sentence, or a list of them. */
export type Paragraph = string | readonly string[]
/** Builds a reply that holds no fact. */
export type Notice = (...paragraphs: readonly Paragraph[]) => Reply

const SHOWN_CHOICES = 25
const SHOWN_WORDS = 60

export function optionParagraphs(command: string, problem: OptionProblem): readonly Paragraph[] {
  const { option, given, valid } = problem
  const nearest = nearestFirst(given, valid)
  const first =
    given === ''
      ? `"${command}" needs ${option.name}: ${option.summary}.`
      : `"${shortened(given)}" is not a valid ${option.name} for "${command}".`
  if (nearest.length === 0) return [first]
  const more = nearest.length - SHOWN_CHOICES
  const heading = given === '' ? 'You can choose:' : 'Valid, nearest first:'
  const list = nearest.slice(0, SHOWN_CHOICES)
  return [first, heading, more > 0 ? [...list, `and ${more} more`] : list]
}

export function failureNotice(notice: Notice, reference: string): Reply {
  const text =
    'Something went wrong on my side, so I have no answer for you. Please try again; if it ' +
    `happens again, tell whoever runs me the reference ${reference}.`
  return { ...notice(text), reference }
}

/** Tells who has asked too much when they may go on. */
export function limitNotice(
  notice: Notice,
  { who, waitMs }: Pick<Refused, 'who' | 'waitMs'>,
): Reply {
  const seconds = Math.ceil(waitMs / 1000)
  const wait = seconds === 1 ? 'in a second' : `in ${seconds} seconds`
  const first =
    who === 'person'
      ? 'You ask faster than I may answer one person.'
      : 'This channel asks faster than I may answer here.'
  return notice(`${first} This question was not answered; please ask it again ${wait}.`)
}

/** Where the platform could not be asked, nobody may; whoever may is not told that they may not. */
export function unknownRight(command: Command): string {
  const known = denial(command).slice(0, -1)
  return `${known}, and whether you do could not be found out just now. Please try again.`
}

export function denial(command: Command): string {
  const who = command.audience === 'operator' ? 'those who run me' : 'those who manage this place'
  return `"${command.name}" is for ${who}.`
}

export const DEAD_BUTTON =
  'This button does nothing any more. Ask me your question in words instead.'

const RANKS = ['everyone', 'moderator', 'operator']

export function mayUse(asker: Asker, command: Command): boolean {
  // Whoever comes from elsewhere manages nothing here, whatever they may do at home.
  if (asker.guest && asker.audience === 'moderator') return command.audience === 'everyone'
  return RANKS.indexOf(asker.audience) >= RANKS.indexOf(command.audience)
}

function shortened(text: string): string {
  return text.length > SHOWN_WORDS ? `${text.slice(0, SHOWN_WORDS)}…` : text
}
