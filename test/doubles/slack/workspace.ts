// What stands in the double's workspace: messages, modals, and what the bot did wrong.

export interface Message {
  readonly channel: string
  readonly ts: string
  readonly thread_ts?: string
  readonly text: string
  readonly blocks?: readonly unknown[]
  /** Seen by one person only; comes from a response_url. */
  readonly ephemeral: boolean
  /** What the bot has noted with it. */
  readonly metadata?: unknown
  /** The response_url through which it came. */
  readonly owner?: string
}

export interface Call {
  readonly method: string
  /** With whose token. */
  readonly token?: string
  readonly args: Readonly<Record<string, unknown>>
}

export interface PaneThread {
  readonly status?: string
  readonly title?: string
  readonly prompts?: unknown
}

/** What a code is exchanged for. */
export interface Granted {
  readonly token: string
  readonly userId: string
  readonly team?: string
  /** An organisation in all of which the app is installed. */
  readonly enterprise?: string
}

/** A file from the word that it will come on. */
export interface StoredFile {
  readonly id: string
  readonly filename: string
  readonly length: number
  /** For screen readers, where the file is shown by itself. */
  readonly altText: string
  readonly bytes?: Uint8Array
  readonly state: 'expected' | 'sent' | 'there' | 'deleted'
  /** Channels in whose list of files it stands. */
  readonly sharedWith: readonly string[]
}

export interface Workspace {
  /** The bot's messages, oldest first. */
  readonly messages: Message[]
  /** Modals that were opened, oldest first, as they are now. */
  readonly views: Record<string, unknown>[]
  /** Home tabs as they were shown last, by person. */
  readonly homes: Map<string, unknown>
  /** What the pane shows of a thread, by its ts. */
  readonly pane: Map<string, PaneThread>
  /** Installations by OAuth: codes that may be exchanged once, and the tokens that they gave. */
  readonly codes: Map<string, Granted>
  readonly tokens: Map<string, Granted>
  /** What users.info says of people beyond their id. */
  readonly people: Map<string, Readonly<Record<string, unknown>>>
  /** Who made a channel. */
  readonly creators: Map<string, string>
  /** Files by id, deleted ones too. */
  readonly files: Map<string, StoredFile>
  /** As many times a file that is there can't be shown yet: Slack looks files through first. */
  filesNotReady: number
  /** Every call of the Web API and every post to a response_url ("response_url"), refused ones too. */
  readonly calls: Call[]
  /** Why calls were refused, with the schema's words. */
  readonly refusals: string[]
  readonly channels: Set<string>
  /** Threads whose first message was deleted before anybody answered. */
  readonly goneThreads: Set<string>
  /** Messages that a list holds at most, whatever is asked for. */
  mostPerPage: number
  /** A new message name, later than all before. */
  nextTs(): string
}

export function createWorkspace(channels: readonly string[]): Workspace {
  let serial = 0
  return {
    messages: [],
    views: [],
    homes: new Map(),
    pane: new Map(),
    codes: new Map(),
    tokens: new Map(),
    people: new Map(),
    creators: new Map(),
    files: new Map(),
    filesNotReady: 0,
    calls: [],
    refusals: [],
    channels: new Set(channels),
    goneThreads: new Set(),
    mostPerPage: 1000,
    nextTs() {
      serial += 1
      return `${1_750_000_000 + serial}.000100`
    },
  }
}
