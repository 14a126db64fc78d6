// The tables, in the subset that SQLite and PostgreSQL share: text, whole numbers, JSON as text.
import type { Generated } from 'kysely'

/** Epoch milliseconds. */
type Ms = number
/** 0 or 1. */
type Flag = number
/** "<platform>:<id>" of a person. */
type Person = string

export interface Schema {
  /** What platforms handed over. A row that is done keeps only what tells a repeat. */
  inbox: {
    id: Generated<number>
    key: string
    /** Another name of the same event. */
    alias: string | null
    platform: string
    lane: string
    person: Person
    /** Key of the message that it is about. */
    message: string
    kind: string
    /** The Incoming as JSON, its token sealed; null once done. */
    body: string | null
    state: 'waiting' | 'done' | 'dead'
    taken_at: Ms
    ended_at: Ms | null
    /** Why it is dead, and the reference that the person was given. */
    code: string | null
    reference: string | null
  }
  /** Which process works on a conversation; a lane without a row has nothing to do. */
  lanes: { lane: string; owner: string }
  /** The processes that run. */
  instances: {
    id: string
    machine: string
    pid: number
    base: string
    /** A JSON array of names. */
    platforms: string
    started_at: Ms
    seen_at: Ms
  }
  /** Who serves a shard, and who is about to; '' where nobody is. */
  shards: { shard: number; owner: string; heir: string }
  /** What became of each message. */
  messages: {
    id: string
    lane: string
    person: Person
    latest: string
    digest: string
    at: Ms
    deleted: Flag
    /** Where the reply stands: an Address as JSON, its token sealed. */
    reply: string | null
    touched_at: Ms
  }
  turns: {
    id: Generated<number>
    lane: string
    message: string
    person: Person
    turn: string
    at: Ms
  }
  receipts: {
    id: string
    platform: string
    team: string
    channel: string
    visibility: string
    person: Person
    at: Ms
    outcome: string
    base: string
    body: string
  }
  votes: {
    receipt: string
    person: Person
    vote: 'up' | 'down'
    reason: string
    words: string
    at: Ms
  }
  gaps: {
    id: string
    /** Names and measures in words, none of them the asker's. */
    subject: string
    opened_at: Ms
    closed_at: Ms | null
    /** Ids of the facts that closed it, separated by spaces. */
    closed_by: string | null
  }
  gap_asks: {
    id: Generated<number>
    gap: string
    receipt: string
    how: 'refused' | 'disliked'
    platform: string
    team: string
    channel: string
    visibility: string
    person: Person
    question: string
    /** The conversation before it, as JSON. */
    context: string
    /** Ids of the facts that the answer cited, separated by spaces. */
    cited: string
    /** Where to tell, as an Address in JSON. */
    address: string
    lane: string
    at: Ms
    /** The person wants to be told. */
    wants: Flag
    told_at: Ms | null
  }
  installations: { platform: string; team: string; body: string; at: Ms }
  settings: { platform: string; team: string; channel: string; name: string; value: string }
  limits: { subject: string; tokens: number; at: Ms; noticed_at: Ms }
  /** `day` is one of UTC: "2026-11-26". */
  model_spending: { day: string; person: string; tokens: number; dollars: number }
  /** Of facts; the vector as a JSON array. */
  vectors: { model: string; hash: string; vector: string }
}

export type Table = keyof Schema

/** Every table that holds something worth keeping, for backup and restore. */
export const KEPT_TABLES = [
  'inbox',
  'messages',
  'turns',
  'receipts',
  'votes',
  'gaps',
  'gap_asks',
  'installations',
  'settings',
  'limits',
  'model_spending',
] as const satisfies readonly Table[]
