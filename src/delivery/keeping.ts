// What is kept of an answer: its receipt, and the gap where the base had none.
import type { Address, Base, Incoming, Place } from '#magnets'
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
  const { asked, reply } = response
  if (asked === undefined) return {}
  const { asker } = incoming
  const place = keptPlace(incoming)
  const { question, account } = asked
  const id = referenceOf(incoming)
  const facts = reply.citations.map(({ fact }) => ({
    id: fact,
    statement: base.fact(fact)?.statement ?? '',
  }))
  const { outcome } = reply
  const receipt = {
    ...{ id, at: now, place, asker, outcome, base: base.version },
    ...{ question, account, facts, reply },
  }
  const { subject } = account
  if (outcome !== 'refusal' || subject === undefined) return { receipt }
  const gap: GapAsk = {
    ...{ subject, receipt: id, how: 'refused', place, asker, question },
    ...{ context: before, cited: [], address: lasting(address), lane, at: now },
  }
  return { receipt, gap }
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
