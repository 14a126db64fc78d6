// `magnets receipt`: why an answer came out as it did, and whether the base still says so.
import { type Base, ContentError, modelLines, type Outcome, UserError } from '#magnets'
import { cleanLine, cleanText } from '../adapters/terminal/clean-text.ts'
import { inspectConfig } from '../config.ts'
import type { Receipt } from '../store/receipts.ts'
import type { Vote } from '../store/votes.ts'
import { counted, listed, minuteOf } from './counted.ts'
import { EXIT, type Io, UsageError, writeLine } from './io.ts'
import { type Data, withStore } from './open-store.ts'
import { indented, pageFor, writeJson } from './page-for.ts'
import { readArguments } from './read-arguments.ts'

export const RECEIPT_USAGE = 'magnets receipt <id> [--json]'

/** Dead letters among which the reference of a failure is looked for. */
const SEARCHED = 1_000

export async function receipt(argv: readonly string[], io: Io): Promise<number> {
  const given = readArguments(argv, { json: { type: 'boolean' } }, RECEIPT_USAGE)
  const [word, ...others] = given.words
  if (word === undefined) throw new UsageError('Say which receipt.', RECEIPT_USAGE)
  if (others.length > 0) throw new UsageError(`"${others[0]}" is too much.`, RECEIPT_USAGE)
  // As it is copied out of a message, with what stands around it.
  const id = word.toLowerCase().replace(/[^a-z0-9]/g, '')
  const { kept, votes } = await withStore(io, async data => {
    const kept = await data.store.receipts.find(id)
    if (kept === undefined) throw await unknown(id, data)
    return { kept, votes: await data.store.votes.of(id) }
  })
  const shown = { kept, votes, base: await baseOfToday(io) }
  if (given.on('json')) await writeJson(io, asData(shown))
  else await writeLine(io.output, linesOf(shown, pageFor(io).width).join('\n'))
  return EXIT.fine
}

/** Columns by which an entry of a list that is broken stands out. */
const HANG = 2

interface Shown {
  readonly kept: Receipt
  readonly votes: readonly Vote[]
  /** Undefined where the knowledge of this checkout can't be used. */
  readonly base: Base | undefined
}

async function unknown(id: string, { store, config }: Data): Promise<UserError> {
  const letters = await store.deadLetters.list(SEARCHED)
  const letter = letters.find(({ reference }) => reference === id)
  const why =
    letter === undefined
      ? `Receipts are kept for ${counted(config.keepDays, 'day')} (MAGNETS_KEEP_DAYS), and until the person who asked wants to be forgotten.`
      : `It is the reference of a failure: "npx magnets inbox" lists it with the id ${letter.id}.`
  return new UserError('receipt', `There is no receipt ${id}. ${why}`)
}

async function baseOfToday(io: Io): Promise<Base | undefined> {
  const { loadBase } = await import('../knowledge/load.ts')
  try {
    return loadBase(inspectConfig(io.environment).config.knowledge)
  } catch (error) {
    if (error instanceof ContentError) return undefined
    throw error
  }
}

const OUTCOMES = {
  answer: 'an answer',
  correction: 'a correction',
  refusal: 'a refusal',
  chat: 'small talk',
  notice: 'a notice',
} satisfies Record<Outcome, string>

function linesOf({ kept, votes, base }: Shown, width: number): string[] {
  const { id, at, place, outcome, question, account, reply } = kept
  const where = `${place.platform} ${place.channel} (${place.visibility})`
  const decided = outcome === 'refusal' ? 'Refused by' : 'Decided by'
  const { guard } = account
  const verdict = guard === 'passed' ? guard : `held the reply back for ${listed(guard)}`
  const workings = reply.workings.map(({ shown }) => `  ${cleanLine(shown)}`)
  const sections = [
    [`Receipt ${id}: ${OUTCOMES[outcome]} of ${minuteOf(at)} UTC, ${where}`],
    ['Question', `  “${cleanLine(question)}”`],
    [
      'Answer',
      ...cleanText(reply.text)
        .split('\n')
        .map(line => `  ${line}`),
    ],
    [
      ...indented(readings(kept), width, HANG),
      `${decided}: ${account.rule}`,
      cleanLine(`Guard: ${verdict}`),
    ],
    account.model === undefined ? [] : modelLines(account.model).map(cleanLine),
    workings.length === 0 ? [] : ['Arithmetic', ...workings],
    indented(factLines(kept, base), width, HANG),
    voteLines(votes),
  ]
  const filled = sections.filter(lines => lines.length > 0)
  return filled.flatMap((lines, index) => [...(index === 0 ? [] : ['']), ...indented(lines, width)])
}

/** How the question was read; rule and guard are told below, the guard's last word included. */
function readings({ account }: Receipt): readonly string[] {
  return account.lines
    .filter(line => !/^(?:Decided by|Guard): /.test(line))
    .map(line => cleanText(line).replaceAll('\n', ' '))
}

function factLines({ base: then, facts }: Receipt, base: Base | undefined): readonly string[] {
  const spoken = `version ${then} of the base`
  if (facts.length === 0) return [`No fact was cited. It was ${spoken}.`]
  const today =
    base === undefined
      ? "; can't be compared, for the knowledge of this checkout has problems (npx magnets knowledge check)"
      : base.version === then
        ? ', which this checkout holds as well'
        : `; this checkout holds version ${base.version}`
  const lines = facts.flatMap(({ id, statement }, index) => {
    const mark = `  [${index + 1}] ${id}`
    const now = base?.fact(id)?.statement
    if (base === undefined) return [mark, `      ${cleanLine(statement)}`]
    if (now === statement) return [`${mark}: still says the same`, `      ${cleanLine(now)}`]
    const was = `      then: ${cleanLine(statement)}`
    if (now === undefined) return [`${mark}: is gone`, was]
    return [`${mark}: has changed`, was, `      now: ${cleanLine(now)}`]
  })
  return [`Facts as they were in ${spoken}${today}`, ...lines]
}

function voteLines(votes: readonly Vote[]): readonly string[] {
  if (votes.length === 0) return ['Votes: none']
  const { helpful, unhelpful, reasons, words } = tally(votes)
  const why = reasons.length === 0 ? '' : ` (${reasons.join(', ')})`
  return [
    `Votes: ${helpful} helpful, ${unhelpful} not helpful${why}`,
    ...words.map(said => `  “${cleanLine(said)}”`),
  ]
}

/** Who voted is nobody's business. */
function tally(votes: readonly Vote[]) {
  const helpful = votes.filter(({ vote }) => vote === 'up').length
  const given = (texts: readonly string[]) => texts.filter(text => text !== '')
  return {
    helpful,
    unhelpful: votes.length - helpful,
    reasons: given(votes.map(({ reason }) => reason)),
    words: given(votes.map(({ words }) => words)),
  }
}

function asData({ kept, votes, base }: Shown): object {
  const { id, at, place, outcome, question, account, facts, reply } = kept
  const statusOf = (id: string, statement: string) => {
    const now = base?.fact(id)?.statement
    if (base === undefined) return {}
    if (now === undefined) return { today: 'gone' }
    return now === statement ? { today: 'same' } : { today: 'changed', now }
  }
  return {
    ...{ id, at: new Date(at).toISOString(), place, outcome, question, text: reply.text },
    ...{ lines: account.lines, rule: account.rule, guard: account.guard },
    workings: reply.workings.map(({ shown }) => shown),
    base: { answered: kept.base, today: base?.version ?? null },
    facts: facts.map(({ id, statement }) => ({ id, statement, ...statusOf(id, statement) })),
    votes: tally(votes),
  }
}
