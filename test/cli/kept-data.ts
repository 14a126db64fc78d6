// Data on disk as a running bot leaves them, for the subcommands that look at them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import {
  type Account,
  type Asker,
  EMPTY_CONVERSATION,
  type Incoming,
  type MessageIncoming,
  type Place,
} from '#magnets'
import { createEngine } from '../../src/answer/engine.ts'
import { keep } from '../../src/delivery/keeping.ts'
import { loadBase } from '../../src/knowledge/index.ts'
import type { DeadEnd, Settlement } from '../../src/store/settle.ts'
import { openStore, type Store } from '../../src/store/store.ts'

/** When the command line of these tests looks at its clock. */
export const NOON = Date.parse('2026-11-23T12:00:00Z')
const MINUTE_MS = 60_000

export const PUBLIC: Place = { platform: 'slack', team: 'T1', channel: 'C1', visibility: 'public' }
export const DIRECT: Place = { platform: 'slack', team: 'T1', channel: 'D1', visibility: 'direct' }
const ASKER: Asker = { platform: 'slack', team: 'T1', id: 'U1', audience: 'everyone' }

/** A folder that is gone when the test ends, with nothing in it. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'data-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export interface KeptData {
  readonly store: Store
  /** Takes a question, as many minutes ago as said. */
  ask(question: Partial<Asked>): Promise<Incoming>
  /** Has the bot run, as far as the data say. */
  run(): Promise<void>
  /** Gives the last one that was asked up. */
  giveUp(end: Omit<DeadEnd, 'state'>): Promise<void>
  /** Answers the last one that was asked, from a knowledge folder. */
  answer(knowledge: string, change?: Partial<Account>): Promise<void>
}

export interface Asked {
  readonly text: string
  readonly minutesAgo: number
  readonly place: Place
  readonly person: string
  /** A secret of its address. */
  readonly token: string
}

export interface Keys {
  readonly key?: string
  readonly oldKeys?: readonly string[]
}

/** Fills the data of a folder, and closes them. */
export async function keepData(
  folder: string,
  fill: (data: KeptData) => Promise<unknown>,
  keys: Keys = {},
): Promise<void> {
  let now = NOON
  const store = await openStore({
    folder,
    ...keys,
    limits: { person: 0, channel: 0 },
    clock: () => now,
    sleep: async () => undefined,
    instance: 'bot',
    onTrouble: () => undefined,
  })
  let last: { readonly row: Settlement; readonly incoming: MessageIncoming } | undefined
  let count = 0

  const settle = async (change: Partial<Settlement>): Promise<void> => {
    if (last === undefined) throw new Error('nothing was asked')
    await store.inbox.settle({ ...last.row, ...change }, true)
  }
  try {
    await fill({
      store,
      async ask({ text = 'hello', minutesAgo = 0, place = PUBLIC, person = 'U1', token }) {
        now = NOON - minutesAgo * MINUTE_MS
        count += 1
        const key = `${place.channel}/${minutesAgo}/${count}`
        const secret = token === undefined ? {} : { token, expiresAt: now + MINUTE_MS }
        const incoming: MessageIncoming = {
          ...{ kind: 'message', key, at: now, asker: { ...ASKER, id: person }, place, text },
          address: { platform: place.platform, ids: { message: key }, ...secret },
          ...{ addressed: 'mention', toOthers: false },
        }
        const lane = `lane ${key}`
        const state = { lane, latest: key, digest: text, at: now, deleted: false }
        const decide = () => ({ outcome: 'taken', message: state }) as const
        const { row } = await store.inbox.take({
          incoming,
          lane,
          message: key,
          decide,
          counts: true,
          leansOnTalk: false,
        })
        if (row === undefined) throw new Error('another process works on it')
        const { platform } = place
        last = { row: { ...row, platform, message: key, person: `slack:${person}` }, incoming }
        return incoming
      },
      async run() {
        now = NOON
        await store.membership.join('base')
      },
      giveUp: end => settle({ end: { state: 'dead', ...end } }),
      async answer(knowledge, change = {}) {
        if (last === undefined) throw new Error('nothing was asked')
        const { incoming, row } = last
        const base = loadBase(knowledge)
        const said = createEngine(base).answer(incoming.text, EMPTY_CONVERSATION, new Date(now))
        const asked = { question: incoming.text, account: { ...said.account(), ...change } }
        const { address } = incoming
        const kept = keep({
          ...{ base, incoming, address, now, lane: row.lane, before: EMPTY_CONVERSATION },
          response: { reply: said.reply, asked },
        })
        await settle({ end: { state: 'done' }, turn: said.turn, ...kept })
      },
    })
  } finally {
    await store.close()
  }
}
