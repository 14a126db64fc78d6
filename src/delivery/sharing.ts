// Answers to commands, buttons and forms are seen by the asker alone; a button shows them to everybody.
import type { Incoming, Reply } from '#magnets'
import { referenceOf } from './keeping.ts'

/** Id of the action that posts a private answer for all to see. */
export const SHARE_ACTION = 'share'
const ASKED = ['command', 'action', 'form']

/** The reply with a button to share it, where others are who don't see it. */
export function withShare(incoming: Incoming, reply: Reply): Reply {
  const worth = reply.outcome === 'answer' || reply.outcome === 'correction'
  const shared = incoming.kind === 'action' && incoming.action === SHARE_ACTION
  if (!ASKED.includes(incoming.kind) || !worth || shared) return reply
  if (incoming.place.visibility === 'direct') return reply
  const actions = reply.actions.filter(action => action.id !== SHARE_ACTION)
  const share = { id: SHARE_ACTION, label: 'Show to everyone here', value: referenceOf(incoming) }
  return { ...reply, actions: [share, ...actions] }
}
