// Decides what of an event is for us: new, known already, out of date, or somebody else's talk.
import {
  ACTIONS,
  type ChannelMode,
  conversationKey,
  type EditIncoming,
  type Incoming,
  type MessageIncoming,
} from '#magnets'
import { messageKeyOf } from '../store/load.ts'
import { type Decision, digestOf, type Intake, type Known } from '../store/take.ts'
import type { ChannelModes } from './modes.ts'

/** The event with the decision that is made on it once it is known what was before. */
export function intakeOf(incoming: Incoming, modes: Pick<ChannelModes, 'of'>): Intake {
  const lane = conversationKey(incoming.place, incoming.asker)
  const message = messageKeyOf(incoming)
  const common = { incoming, lane, message, leansOnTalk: false }
  const mode = modes.of(incoming.place)
  switch (incoming.kind) {
    case 'message':
    case 'edit': {
      const leansOnTalk =
        incoming.addressed === 'overheard' || (mode === 'off' && incoming.addressed !== 'direct')
      const hearing = { lane, mode }
      const decide = (known: Known): Decision =>
        incoming.kind === 'edit'
          ? decideEdit(incoming, hearing, known)
          : decideMessage(incoming, hearing, known)
      return { ...common, counts: true, leansOnTalk, decide }
    }
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
  return action === ACTIONS.ask || action === ACTIONS.command
}

/** Where a message is heard, and what of new conversations is for us there. */
interface Hearing {
  readonly lane: string
  readonly mode: ChannelMode
}

function decideMessage(
  incoming: MessageIncoming | EditIncoming,
  { lane, mode }: Hearing,
  { message, talking }: Known,
): Decision {
  if (message?.deleted) return IGNORED
  if (message !== undefined) return { outcome: 'repeat' }
  if (!isForUs(incoming, mode, talking)) return IGNORED
  const { key, at, text } = incoming
  const state = { lane, latest: key, digest: digestOf(text), at, deleted: false }
  return { outcome: 'taken', message: state }
}

/**
 * In a thread we answered in, what is said to nobody else is said to us. A channel's mode decides on
 * new conversations only.
 */
function isForUs(
  incoming: MessageIncoming | EditIncoming,
  mode: ChannelMode,
  talking: boolean,
): boolean {
  const { addressed, place, kind, toOthers, text } = incoming
  if (addressed === 'direct') return true
  if (addressed !== 'overheard') return mode !== 'off' || talking
  if (kind === 'edit' || toOthers || text.trim() === '') return false
  return (place.thread !== undefined && talking) || mode === 'every'
}

function decideEdit(incoming: EditIncoming, hearing: Hearing, known: Known): Decision {
  const before = known.message
  if (before === undefined) return decideMessage(incoming, hearing, known)
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
