// Buttons that need what is kept: sharing an answer, a vote on it, the wish to be told.
import type { ActionIncoming, Meter } from '#magnets'
import type { Store } from '../store/store.ts'
import type { Notice } from './notices.ts'
import type { Response } from './respond.ts'
import { SHARE_ACTION } from './sharing.ts'

export interface Presses {
  /** Undefined for a button that is none of these. */
  press(action: ActionIncoming): Promise<Response> | undefined
}

export interface PressesOptions {
  readonly store: Pick<Store, 'receipts' | 'votes' | 'gaps'>
  readonly notice: Notice
  readonly now: () => number
  readonly meter: Meter
}

const FORGOTTEN = 'I no longer have that answer. Ask again, and share it then.'
const GONE = 'I no longer have that answer, so a vote on it can not be kept.'

export function createPresses({ store, notice, now, meter }: PressesOptions): Presses {
  async function share({ value }: ActionIncoming): Promise<Response> {
    const receipt = await store.receipts.find(value)
    if (receipt === undefined) return { reply: notice(FORGOTTEN) }
    return { reply: receipt.reply }
  }

  async function vote({ value, action, asker, address }: ActionIncoming): Promise<Response> {
    const receipt = await store.receipts.find(value)
    if (receipt === undefined) return { reply: notice(GONE) }
    const person = `${asker.platform}:${asker.id}`
    const liked = action === 'helpful'
    const cast = { receipt: value, person, reason: '', words: '', at: now() }
    await store.votes.cast({ ...cast, vote: liked ? 'up' : 'down' })
    if (liked) await store.gaps.forgive(value, person)
    const { subject } = receipt.account
    if (!liked && subject !== undefined) {
      const { place, question } = receipt
      const { token: _, expiresAt: __, ...where } = address
      const ask = { subject, receipt: value, how: 'disliked', place, asker, question } as const
      const cited = receipt.facts.map(({ id }) => id)
      const kept = { context: { turns: [] }, cited, address: where, lane: '', at: now() }
      await store.gaps.note({ ...ask, ...kept })
      meter.gap('disliked')
    }
    const kind = liked ? 'as helpful' : 'as not helpful, for those who keep the base'
    return {
      reply: notice(`Noted ${kind} (answer ${value}). The other thumb changes your vote.`),
    }
  }

  async function tell({ value, asker }: ActionIncoming): Promise<Response> {
    const wanted = await store.gaps.want(value, `${asker.platform}:${asker.id}`)
    const words = wanted
      ? "I'll tell you here, once, when the base holds an answer."
      : 'Only who asked can be told, and only while the question is open.'
    return { reply: notice(words) }
  }

  return {
    press(action) {
      switch (action.action) {
        case SHARE_ACTION:
          return share(action)
        case 'helpful':
        case 'unhelpful':
          return vote(action)
        case 'tell':
          return tell(action)
        default:
          return undefined
      }
    },
  }
}
