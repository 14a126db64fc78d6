// What platforms hand over, in one shape for all of them.
import type { Conversation } from './conversation.ts'

/** Who may use a command: everyone, those who manage the place, those who run the bot. */
export type Audience = 'everyone' | 'moderator' | 'operator'

export interface Asker {
  readonly platform: string
  /** Workspace or server; absent in direct messages and in the terminal. */
  readonly team?: string
  /** The platform's own id, never a display name. */
  readonly id: string
  readonly audience: Audience
  /** BCP 47, where the platform tells it. */
  readonly locale?: string
  /** True for somebody from another workspace in a shared channel: answered, but sets nothing. */
  readonly guest?: true
}

export interface Place {
  readonly platform: string
  readonly team?: string
  readonly channel: string
  /** The thread inside the channel; a thread of its own keeps a conversation of its own. */
  readonly thread?: string
  readonly visibility: 'public' | 'private' | 'direct'
}

/** Where an answer goes, or where one stands that may be replaced or removed. May be stored as JSON. */
export interface Address {
  readonly platform: string
  /** Ids only: channel, thread, message, interaction. The adapter alone reads them. */
  readonly ids: Readonly<Record<string, string>>
  /** A secret with which the platform lets us post: encrypted at rest. */
  readonly token?: string
  /** Epoch milliseconds after which the token is dead. */
  readonly expiresAt?: number
}

interface Common {
  /** The same for every repeat of one event, different for every other event. */
  readonly key: string
  /** Another name under which the same message may come. */
  readonly alias?: string
  /** Epoch milliseconds, by the platform's clock. */
  readonly at: number
  readonly asker: Asker
  readonly place: Place
  readonly address: Address
}

/** A message in a place. The bot's own and other bots' messages never become one. */
export interface MessageIncoming extends Common {
  readonly kind: 'message'
  /** Plain text; the mention of the bot is taken out, others stand as "@someone". */
  readonly text: string
  /** How it reaches us: by mention, as a direct message, as a reply to us, or only overheard. */
  readonly addressed: 'mention' | 'direct' | 'reply' | 'overheard'
  /** True when it names another person, so that an overheard message is not for us. */
  readonly toOthers: boolean
  /** Words of somebody else's message that it replies to, where we may read them. */
  readonly about?: string
}

/** The text of an earlier message was changed; `original` is that message's key. */
export interface EditIncoming extends Omit<MessageIncoming, 'kind'> {
  readonly kind: 'edit'
  readonly original: string
}

/** An earlier message was deleted; its reply goes too. */
export interface DeleteIncoming extends Common {
  readonly kind: 'delete'
  readonly original: string
}

/** A slash command with its options as the platform gave them. */
export interface CommandIncoming extends Common {
  readonly kind: 'command'
  readonly name: string
  /** Without PUBLIC_OPTION, which the address has obeyed already. */
  readonly options: Readonly<Record<string, string>>
  /** True where all in the channel see the answer. */
  readonly open?: true
}

/** A button pressed or a menu choice made. */
export interface ActionIncoming extends Common {
  readonly kind: 'action'
  /** One of ACTIONS, or of those that a reply has named. */
  readonly action: string
  readonly value: string
}

/** A form (modal) sent in. */
export interface FormIncoming extends Common {
  readonly kind: 'form'
  readonly form: string
  readonly values: Readonly<Record<string, string>>
}

/** From the house itself: the base now answers what a person wanted to be told of. */
export interface NewsIncoming extends Common {
  readonly kind: 'news'
  readonly question: string
  /** What was said before it then. */
  readonly context: Conversation
}

export type Incoming =
  | MessageIncoming
  | EditIncoming
  | DeleteIncoming
  | CommandIncoming
  | ActionIncoming
  | FormIncoming
  | NewsIncoming

/** The key of the conversation that belongs to a place: its thread, else the channel and the person. */
export function conversationKey(place: Place, asker: Asker): string {
  const where = [place.platform, place.team ?? '-', place.channel]
  return [...where, place.thread ?? `person:${asker.id}`].map(encodeURIComponent).join('/')
}
