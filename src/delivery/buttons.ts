// The buttons below an answer: what a reader can do with it, in one order on every platform.
import { ACTIONS, type Incoming, type Reply, type ReplyAction } from '#magnets'
import { type View, viewButton, viewOf } from './views.ts'

const ASKED: readonly Incoming['kind'][] = ['command', 'action', 'form']
/** More would hide the answer below its buttons. */
const RELATED = 3

/** True where one person alone sees what answers this. */
export function isPrivate(incoming: Incoming): boolean {
  if (incoming.kind === 'action' && incoming.action === ACTIONS.share) return false
  return ASKED.includes(incoming.kind) && !('open' in incoming && incoming.open === true)
}

export interface Buttons {
  /** The receipt of the answer that is shown. */
  readonly receipt: string
  readonly view: View
  /** Questions that the reader may ask next. */
  readonly related: readonly string[]
}

/** An answer, correction or refusal in one view with its buttons; anything else as it is. */
export function withButtons(incoming: Incoming, reply: Reply, buttons: Buttons): Reply {
  const { outcome } = reply
  if (outcome === 'chat' || outcome === 'notice') return reply
  const { receipt, view, related } = buttons
  const button = (id: string, label: string): ReplyAction => ({ id, label, value: receipt })
  const told = outcome === 'refusal' && canBeTold(incoming)
  const questions = related.slice(0, RELATED)
  const actions: readonly ReplyAction[] = [
    ...(canShare(incoming, reply) ? [shareButton(receipt, view)] : []),
    ...viewButton(reply, view, receipt),
    button(ACTIONS.working, 'Show working'),
    ...reply.actions,
    ...questions.map(text => ({ id: ACTIONS.ask, label: text, value: text })),
    button(ACTIONS.helpful, '👍 Helpful'),
    button(ACTIONS.unhelpful, '👎 Not helpful'),
    ...(told ? [button(ACTIONS.tell, 'Tell me when you know')] : []),
  ]
  return { ...viewOf(reply, view), actions }
}

/** What is shared is shared as it was seen. */
function shareButton(receipt: string, view: View): ReplyAction {
  return { id: ACTIONS.share, label: 'Share in channel', value: `${receipt} ${view}` }
}

/** The receipt and the view in the value of a button to share. */
export function sharedView(value: string): { readonly receipt: string; readonly view: View } {
  const [receipt = '', view] = value.split(' ')
  return { receipt, view: view === 'chart' ? 'chart' : 'table' }
}

/** Where others are who don't see it. */
function canShare(incoming: Incoming, { outcome }: Reply): boolean {
  const worth = outcome === 'answer' || outcome === 'correction'
  return worth && isPrivate(incoming) && incoming.place.visibility !== 'direct'
}

/** A private answer to a command in a channel leaves no place where one person could be told. */
function canBeTold({ kind, place }: Incoming): boolean {
  return kind === 'message' || kind === 'edit' || place.visibility === 'direct'
}
