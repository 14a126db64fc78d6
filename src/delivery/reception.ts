// Decides what of an event is for us: new, known already, out of date, or somebody else's talk.
import { conversationKey, type EditIncoming, type Incoming, type MessageIncoming } from '#magnets'
import { messageKeyOf } from '../store/load.ts'
import { type Decision, digestOf, type Intake, type Known } from '../store/take.ts'

/** The event with the decision that is made on it once it is known what was before. */
export function intakeOf(incoming: Incoming): Intake {
  const lane = conversationKey(incoming.place, incoming.asker)
  const message = messageKeyOf(incoming)
  const common = { incoming, lane, message }
  switch (incoming.kind) {
    case 'message':
      return { ...common, counts: true, decide: known => decideMessage(incoming, lane, known) }
    case 'edit':
      return { ...common, counts: true, decide: known => decideEdit(incoming, lane, known) }
    case 'delete':
      return { ...common, counts: false, decide: known => decideDelete(incoming, lane, known) }
    case 'command':
    case 'form':
      return { ...common, counts: true, decide: () => TAKEN }
    case 'action':
    case 'news':
      // A vote or what the house says by itself is no question.
      return {
        ...common,
        counts: incoming.kind === 'action' && asks(incoming.action),
        decide: () => TAKEN,
      }
  }
}

const TAKEN: Decision = { outcome: 'taken' }
const IGNORED: Decision = { outcome: 'ignored' }

function asks(action: string): boolean {
  return action === 'ask' || action === 'command'
}

function decideMessage(
  incoming: MessageIncoming | EditIncoming,
  lane: string,
  { message, talking }: Known,
): Decision {
  if (message?.deleted) return IGNORED
  if (message !== undefined) return { outcome: 'repeat' }
  if (!isForUs(incoming, talking)) return IGNORED
  const { key, at, text } = incoming
  const state = { lane, latest: key, digest: digestOf(text), at, deleted: false }
  return { outcome: 'taken', message: state }
}

/** In a thread we answered in, what is said to nobody else is said to us. */
function isForUs(incoming: MessageIncoming | EditIncoming, talking: boolean): boolean {
  if (incoming.addressed !== 'overheard') return true
  if (incoming.kind === 'edit') return false
  if (incoming.place.thread === undefined || incoming.toOthers) return false
  return incoming.text.trim() !== '' && talking
}

function decideEdit(incoming: EditIncoming, lane: string, known: Known): Decision {
  const before = known.message
  if (before === undefined) return decideMessage(incoming, lane, known)
  const digest = digestOf(incoming.text)
  const outdated = before.deleted || incoming.at < before.at
  if (outdated || digest === before.digest) return IGNORED
  const message = { ...before, latest: incoming.key, digest, at: incoming.at }
  return { outcome: 'taken', lane: before.lane, message }
}

/** A deletion that overtakes its message is remembered until that comes. */
function decideDelete({ key, at }: Incoming, lane: string, { message }: Known): Decision {
  const buried = { lane, latest: key, digest: '', at, deleted: true }
  if (message === undefined) return { outcome: 'ignored', message: buried }
  return { outcome: 'taken', lane: message.lane, message: { ...message, deleted: true } }
}
