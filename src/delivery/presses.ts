// Buttons and forms that need what is kept: sharing an answer, its other view, a vote, the wish to be told.
import { ACTIONS, type ActionIncoming, type FormIncoming, type Meter } from '#magnets'
import type { Receipt } from '../store/receipts.ts'
import type { Store } from '../store/store.ts'
import { sharedView } from './buttons.ts'
import { type Feedback, feedbackIn } from './feedback.ts'
import type { Notice } from './notices.ts'
import type { Response } from './respond.ts'
import type { View } from './views.ts'

export interface Presses {
  /** Undefined for a button or form that is none of these. */
  press(incoming: ActionIncoming | FormIncoming): Promise<Response> | undefined
}

export interface PressesOptions {
  readonly store: Pick<Store, 'receipts' | 'votes' | 'gaps'>
  readonly notice: Notice
  readonly now: () => number
  readonly meter: Meter
}

const FORGOTTEN = 'I no longer have that answer. Please ask again.'
const GONE = 'I no longer have that answer, so a vote on it can not be kept.'
/** What a vote against says where the form could not be shown. */
const NO_REASON = { reason: '', words: '' } as const

export function createPresses({ store, notice, now, meter }: PressesOptions): Presses {
  async function show(receiptId: string, view: View): Promise<Response> {
    const receipt = await store.receipts.find(receiptId)
    if (receipt === undefined) return { reply: notice(FORGOTTEN) }
    return { reply: receipt.reply, shows: { receipt: receiptId, view } }
  }

  async function share({ value, place }: ActionIncoming): Promise<Response> {
    const { receipt: id, view } = sharedView(value)
    const receipt = await store.receipts.find(id)
    if (receipt !== undefined) await store.receipts.share(receipt, place)
    return show(id, view)
  }

  async function like({ value, asker }: ActionIncoming): Promise<Response> {
    const receipt = await store.receipts.find(value)
    if (receipt === undefined) return { reply: notice(GONE) }
    const person = `${asker.platform}:${asker.id}`
    const cast = { receipt: value, person, vote: 'up' as const, ...NO_REASON, at: now() }
    await store.votes.cast(cast)
    await store.gaps.forgive(value, person)
    return { reply: notice(thanks('as helpful', value)) }
  }

  async function dislike(
    incoming: ActionIncoming | FormIncoming,
    feedback: Omit<Feedback, 'reason'> & { readonly reason: string },
  ): Promise<Response> {
    const { asker } = incoming
    const receipt = await store.receipts.find(feedback.receipt)
    if (receipt === undefined) return { reply: notice(GONE) }
    const person = `${asker.platform}:${asker.id}`
    await store.votes.cast({ ...feedback, person, vote: 'down', at: now() })
    await noteGap(incoming, receipt)
    return {
      reply: notice(thanks('as not helpful, for those who keep the base', feedback.receipt)),
    }
  }

  async function noteGap(
    incoming: ActionIncoming | FormIncoming,
    { id, account, place, question, facts }: Receipt,
  ): Promise<void> {
    const { subject } = account
    if (subject === undefined) return
    const { token: _, expiresAt: __, ...address } = incoming.address
    await store.gaps.note({
      ...{ subject, receipt: id, how: 'disliked', asker: incoming.asker, question },
      // What another said stays visible where it was said and nowhere else.
      place,
      cited: facts.map(fact => fact.id),
      ...{ context: { turns: [] }, address, lane: '', at: now() },
    })
    meter.gap('disliked')
  }

  async function tell({ value, asker }: ActionIncoming): Promise<Response> {
    const wanted = await store.gaps.want(value, `${asker.platform}:${asker.id}`)
    const words = wanted
      ? "I'll tell you here, once, when the base holds an answer."
      : 'Only who asked can be told, and only while the question is open.'
    return { reply: notice(words) }
  }

  return {
    press(incoming) {
      if (incoming.kind === 'form') {
        const feedback = feedbackIn(incoming)
        return feedback && dislike(incoming, feedback)
      }
      const { action, value } = incoming
      switch (action) {
        case ACTIONS.share:
          return share(incoming)
        case ACTIONS.chart:
        case ACTIONS.table:
          return show(value, action)
        case ACTIONS.helpful:
          return like(incoming)
        case ACTIONS.unhelpful:
          return dislike(incoming, { receipt: value, ...NO_REASON })
        case ACTIONS.tell:
          return tell(incoming)
        default:
          return undefined
      }
    },
  }
}

function thanks(kind: string, receipt: string): string {
  return `Noted ${kind} (answer ${receipt}). The other thumb changes your vote.`
}
