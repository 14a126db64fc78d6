// Decides what of an event is for us: new, known already, out of date, or somebody else's talk.
import {
  type Accepted,
  conversationKey,
  type DeleteIncoming,
  type EditIncoming,
  type Incoming,
  type MessageIncoming,
} from '#magnets'
import type { Conversations } from './conversations.ts'
import type { Inbox } from './inbox.ts'
import type { Ledger } from './ledger.ts'

export interface ReceptionOptions {
  readonly inbox: Inbox
  readonly ledger: Ledger
  readonly conversations: Conversations
}

/** Takes an event in, or says why not. */
export type Reception = (incoming: Incoming) => Promise<Accepted>

export function createReception(options: ReceptionOptions): Reception {
  return async incoming => {
    if (options.inbox.knows(incoming)) return 'repeat'
    switch (incoming.kind) {
      case 'message':
        return takeMessage(options, incoming, incoming.key)
      case 'edit':
        return takeEdit(options, incoming)
      case 'delete':
        return takeDelete(options, incoming)
      default:
        return options.inbox.take(incoming, conversationKey(incoming.place, incoming.asker))
    }
  }
}

async function takeMessage(
  options: ReceptionOptions,
  incoming: MessageIncoming | EditIncoming,
  original: string,
): Promise<Accepted> {
  const { inbox, ledger } = options
  const { platform } = incoming.place
  if (ledger.find(platform, original)) return 'repeat'
  if (ledger.buried(platform, original)) return 'ignored'
  const conversation = conversationKey(incoming.place, incoming.asker)
  if (!isForUs(options, incoming, conversation)) return 'ignored'
  return inbox.take(incoming, conversation, () => ledger.open(incoming, original, conversation))
}

/** In a thread we answered in, what is said to nobody else is said to us. */
function isForUs(
  { inbox, conversations }: ReceptionOptions,
  incoming: MessageIncoming | EditIncoming,
  conversation: string,
): boolean {
  if (incoming.addressed !== 'overheard') return true
  if (incoming.kind === 'edit') return false
  if (incoming.place.thread === undefined || incoming.toOthers) return false
  if (incoming.text.trim() === '') return false
  return conversations.has(conversation) || inbox.busy(conversation)
}

async function takeEdit(options: ReceptionOptions, incoming: EditIncoming): Promise<Accepted> {
  const entry = options.ledger.find(incoming.place.platform, incoming.original)
  if (entry === undefined) return takeMessage(options, incoming, incoming.original)
  const outdated = entry.deleted || incoming.at < entry.at
  if (outdated || incoming.text === entry.text) return 'ignored'
  return options.inbox.take(incoming, entry.conversation, () => {
    entry.latest = incoming.key
    entry.text = incoming.text
    entry.at = incoming.at
  })
}

async function takeDelete(options: ReceptionOptions, incoming: DeleteIncoming): Promise<Accepted> {
  const { inbox, ledger, conversations } = options
  const entry = ledger.find(incoming.place.platform, incoming.original)
  if (entry === undefined) {
    ledger.bury(incoming.place.platform, incoming.original)
    return 'ignored'
  }
  return inbox.take(incoming, entry.conversation, () => {
    entry.deleted = true
    conversations.forget(entry.conversation, incoming.original)
  })
}
