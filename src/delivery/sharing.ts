// Answers to commands, buttons and forms are seen by the asker alone; a button shows them to everybody.
import type { ActionIncoming, Incoming, Reply } from '#magnets'
import { createBoundedMap } from './bounded-map.ts'

/** Id of the action that posts a private answer for all to see. */
export const SHARE_ACTION = 'share'
const REMEMBERED_REPLIES = 500

export interface Sharing {
  /** The reply with a button to share it, where others are who don't see it. */
  offer(incoming: Incoming, reply: Reply): Reply
  /** The reply that a pressed button means, without a button; undefined when it is forgotten. */
  shared(action: ActionIncoming): Reply | undefined
}

export function createSharing(capacity: number = REMEMBERED_REPLIES): Sharing {
  const replies = createBoundedMap<Reply>(capacity)
  return {
    offer(incoming, reply) {
      const asked = ['command', 'action', 'form'].includes(incoming.kind)
      const worth = reply.outcome === 'answer' || reply.outcome === 'correction'
      if (!asked || !worth || incoming.place.visibility === 'direct') return reply
      const actions = reply.actions.filter(action => action.id !== SHARE_ACTION)
      replies.set(incoming.key, { ...reply, actions })
      const share = { id: SHARE_ACTION, label: 'Show to everyone here', value: incoming.key }
      return { ...reply, actions: [share, ...actions] }
    },
    shared: action => replies.get(action.value),
  }
}
