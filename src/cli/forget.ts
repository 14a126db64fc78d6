// `magnets forget`: removes all that is kept of one person, for those who run the bot.
import type { Forgotten } from '#magnets'
import { counted, listed } from './counted.ts'
import { EXIT, type Io, UsageError } from './io.ts'
import { withStore } from './open-store.ts'
import { say } from './page-for.ts'
import { readArguments } from './read-arguments.ts'

export const FORGET_USAGE = 'magnets forget <platform>:<user>'

const PERSON = /^([a-z]+):([A-Za-z0-9]+)$/i
const EXAMPLE = 'such as slack:U0123ABCD or discord:123456789012345678'

export async function forget(argv: readonly string[], io: Io): Promise<number> {
  const given = readArguments(argv, {}, FORGET_USAGE)
  const [, platform, user] = PERSON.exec(given.words.join(' ')) ?? []
  if (platform === undefined || user === undefined) {
    throw new UsageError(`Say whom, ${EXAMPLE}.`, FORGET_USAGE)
  }
  const person = `${platform.toLowerCase()}:${user}`
  const removed = await withStore(io, ({ store }) => store.forget(person))
  await say(io, ...sentencesOf(person, wordsOf(removed)))
  return EXIT.fine
}

function sentencesOf(person: string, removed: readonly string[]): readonly string[] {
  if (removed.length === 0) {
    return [`Nothing is kept of ${person}. Ids are written as the platform does, ${EXAMPLE}.`]
  }
  return [
    `Removed of ${person}: ${listed(removed)}.`,
    'Nothing else is kept of them here. Answers that were posted stay where they are, and backups keep what they hold.',
  ]
}

function wordsOf({ questions, turns, receipts, votes, gaps }: Forgotten): readonly string[] {
  return [
    questions > 0 ? counted(questions, 'question') : '',
    turns > 0 ? counted(turns, 'turn of conversations', 'turns of conversations') : '',
    receipts > 0 ? counted(receipts, 'receipt') : '',
    votes > 0 ? counted(votes, 'vote') : '',
    gaps > 0 ? counted(gaps, 'entry in the gaps', 'entries in the gaps') : '',
  ].filter(words => words !== '')
}
