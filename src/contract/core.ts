// The seam between platforms and the house.
import type { Command } from './command.ts'
import type {
  ActionIncoming,
  Address,
  Asker,
  Audience,
  FormIncoming,
  Incoming,
  Place,
} from './incoming.ts'
import type { Reply } from './reply.ts'

/** What became of something handed over: new work, known already, or nothing for us. */
export type Accepted = 'taken' | 'repeat' | 'ignored'

export interface FormField {
  readonly id: string
  readonly label: string
  /** `long` is text of several lines. */
  readonly kind: 'text' | 'long' | 'choice'
  readonly required: boolean
  readonly choices?: readonly string[]
  readonly placeholder?: string
}

/** A form to show at once. Sent in, it comes back as a FormIncoming with the same id. */
export interface Form {
  readonly id: string
  readonly title: string
  readonly submit: string
  readonly fields: readonly FormField[]
}

/** All of the house that an adapter gets. */
export interface Core {
  readonly commands: readonly Command[]
  /** Choices of a command's option as they are now. */
  choices(command: string, option: string): readonly string[]
  /** Takes an event; the platform is told only after it resolves. Never throws for a bad event. */
  accept(incoming: Incoming): Promise<Accepted>
  /** Suggestions for an option that is being typed, best first, at most 25. */
  complete(command: string, option: string, prefix: string): readonly string[]
  /** The form that an action opens, where it opens one. "command" opens the command picker. */
  open(action: string, value: string): Form | undefined
  /** What a person's home shows, what is kept of them included. Rejects where the store is out. */
  home(asker: Asker): Promise<Reply>
  /**
   * Answers a question or runs a command at once, for a window that one person has open. A receipt
   * is kept of it, but no place: what is shown there ends with the window.
   */
  glance(asked: Glance): Promise<Reply>
  /** What a conversation of its own begins with. */
  greeting(): Greeting
  /** True where talk in a channel that names nobody is for us too; answered from memory. */
  hears(channel: ChannelPlace): boolean
}

/** A button or form of a window that one person has open. */
export interface Glance {
  readonly asker: Asker
  /** What tells it from every other press. */
  readonly key: string
  readonly asked:
    | Pick<ActionIncoming, 'kind' | 'action' | 'value'>
    | Pick<FormIncoming, 'kind' | 'form' | 'values'>
}

export interface Greeting {
  /** One sentence. */
  readonly text: string
  /** Questions to try, at most four. */
  readonly prompts: readonly string[]
}

/** A channel without its threads. */
export type ChannelPlace = Pick<Place, 'platform' | 'team' | 'channel'>

/**
 * When a new conversation in a channel is for us: where we are mentioned, at every question, or
 * never. Commands and direct messages always are.
 */
export type ChannelMode = 'mentions' | 'every' | 'off'

export const CHANNEL_MODES: readonly ChannelMode[] = ['mentions', 'every', 'off']

/** Where nobody has chosen. */
export const DEFAULT_CHANNEL_MODE: ChannelMode = 'mentions'

export interface Attempt {
  /** The key of the message, command or button that is answered; an edit has its message's key. */
  readonly key: string
  /**
   * 1 where nothing can stand yet. More where an earlier try, of this process or of one that died,
   * may have gone through: the poster then looks for what stands before it posts again.
   */
  readonly number: number
}

/** How delivery reaches a platform. Errors are PlatformError. */
export interface Poster {
  readonly platform: string
  /** True where nobody can press a button. */
  readonly buttonless?: true
  /** Posts to an address, or replaces what stands at one that `post` returned; returns where it stands. */
  post(address: Address, reply: Reply, attempt: Attempt): Promise<Address>
  /** A sign of life while the answer is made. May do nothing. */
  progress(address: Address, text: string): Promise<void>
  /**
   * Removes what `post` put at an address. Where the address doesn't say that anything stands, what
   * was posted for this key by a process that died is looked for and removed.
   */
  remove(address: Address, key: string): Promise<void>
  /** What a person may do in a place, where events don't tell. Default: what the event said. Rejects with PlatformError where it can't be found out. */
  audienceOf?(asker: Asker, place: Place, address: Address): Promise<Audience>
  /** True where talk that names nobody never reaches us in servers, whatever a channel's mode says. */
  readonly deaf?: true
}

/** Where a platform's installations are kept, tokens and all, sealed. */
export interface Vault {
  put(install: string, body: string): Promise<void>
  find(install: string): Promise<string | undefined>
  remove(install: string): Promise<void>
}

/** A request to the one HTTP listener. */
export interface HttpRequest {
  readonly method: string
  /** Without the query. */
  readonly path: string
  /** What stands behind the question mark; may hold secrets. */
  readonly query: string
  /** By lower-case name. */
  header(name: string): string | undefined
  readonly body: Uint8Array
}

export interface HttpResponse {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** What answers under one path. A handler that rejects is answered with 500. */
export interface Route {
  readonly path: string
  /** Others are answered with 405. */
  readonly method: 'GET' | 'POST'
  handle(request: HttpRequest): Promise<HttpResponse>
}

/** A connected platform. */
export interface Adapter {
  readonly poster: Poster
  /** What it wants to be asked by HTTP; served before `start` and until after `stop`. */
  readonly routes?: readonly Route[]
  /** True where commands, buttons and forms alone reach us, and no message does. */
  readonly commandsOnly?: true
  /** True while the platform can reach us. */
  connected(): boolean
  start(): Promise<void>
  /** Stops taking; resolves when the connection is closed. */
  stop(): Promise<void>
}
