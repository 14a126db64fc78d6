// What is kept of an answer: its receipt, and the gap where the base had none.
import type { Address, Base, Conversation, Incoming, Place } from '#magnets'
import type { GapAsk } from '../store/gap-rows.ts'
import type { Loaded } from '../store/load.ts'
import { type Receipt, receiptId } from '../store/receipts.ts'
import { isPrivate } from './buttons.ts'
import type { Response } from './respond.ts'

/** The short id of the answer to an event; the same whoever answers it, and how often. */
export function referenceOf({ place, key }: Incoming): string {
  return receiptId(place.platform, key)
}

export interface Kept {
  readonly receipt?: Receipt
  readonly gap?: GapAsk
}

export interface Answering {
  readonly base: Base
  readonly incoming: Incoming
  readonly before: Loaded['before']
  readonly response: Response
  readonly lane: string
  /** Where the answer stands. */
  readonly address: Address
  /** Epoch milliseconds. */
  readonly now: number
}

/** Nothing for what answers no question: votes, settings, help. */
export function keep(answering: Answering): Kept {
  const { base, incoming, before, response, lane, address, now } = answering
  const { asker } = incoming
  const at = { id: referenceOf(incoming), place: keptPlace(incoming), asker }
  const receipt = receiptOf({ ...at, base, response, now })
  if (receipt === undefined) return {}
  const gap = gapOf(receipt, { before, address: lasting(address), lane })
  return gap === undefined ? { receipt } : { receipt, gap }
}

export interface Answered extends Pick<Receipt, 'id' | 'place' | 'asker'> {
  readonly base: Base
  readonly response: Response
  /** Epoch milliseconds. */
  readonly now: number
}

export function receiptOf(answered: Answered): Receipt | undefined {
  const { id, place, asker, base, now } = answered
  const { asked, reply } = answered.response
  if (asked === undefined) return undefined
  const facts = reply.citations.map(({ fact }) => ({
    id: fact,
    statement: base.fact(fact)?.statement ?? '',
  }))
  const { outcome } = reply
  return { ...asked, id, at: now, place, asker, outcome, base: base.version, facts, reply }
}

/** The gap that a refusal shows. */
export function gapOf(
  { id, at, place, asker, outcome, question, account }: Receipt,
  { before, address, lane }: { before: Conversation; address: Address; lane: string },
): GapAsk | undefined {
  const { subject } = account
  if (outcome !== 'refusal' || subject === undefined) return undefined
  const asked = { subject, receipt: id, how: 'refused', place, asker, question } as const
  return { ...asked, context: before, cited: [], address, lane, at }
}

/** What one person alone was shown is kept as what that person said to us alone. */
function keptPlace(incoming: Incoming): Place {
  const { place } = incoming
  return isPrivate(incoming) ? { ...place, visibility: 'direct' } : place
}

/** Where somebody can be told later: not by a token that dies within the hour. */
function lasting({ token: _, expiresAt: __, ...address }: Address): Address {
  return address
}
