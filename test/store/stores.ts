// Stores as tests open them, with a clock that stands still, and events to put into them.
import { onTestFinished } from 'vitest'
import {
  type Asker,
  type CommandIncoming,
  DEFAULT_CHANNEL_MODE,
  type DeleteIncoming,
  type EditIncoming,
  type Incoming,
  type MessageIncoming,
  type Place,
  type Reply,
} from '#magnets'
import { intakeOf } from '../../src/delivery/reception.ts'
import type { GapAsk } from '../../src/store/gap-rows.ts'
import type { Receipt } from '../../src/store/receipts.ts'
import type { Settlement } from '../../src/store/settle.ts'
import { openStore, type Store, type StoreOptions } from '../../src/store/store.ts'
import type { Taken } from '../../src/store/take.ts'
import type { TestPlace } from './engines.ts'

export const START = Date.UTC(2026, 10, 23, 12)

export function testClock(at: number = START) {
  let now = at
  return {
    now: () => now,
    pass(ms: number) {
      now += ms
    },
  }
}

export const NO_LIMITS = { person: 0, channel: 0 }

/** Closed when the test is over. */
export async function openAt(
  place: Pick<TestPlace, 'options'>,
  change: Partial<StoreOptions> = {},
): Promise<Store> {
  const store = await openStore({
    ...place.options,
    limits: NO_LIMITS,
    clock: () => START,
    sleep: async () => undefined,
    instance: 'a',
    onTrouble: error => {
      // What no test has asked for is seen.
      if (error !== undefined) console.error(error)
    },
    ...change,
  })
  onTestFinished(() => store.close())
  return store
}

/** A store of this name that is known to live. Joining takes who has our process id for dead; a beat doesn't. */
export async function openLiving(
  place: TestPlace,
  instance: string,
  change: Partial<StoreOptions> = {},
): Promise<Store> {
  const store = await openAt(place, { instance, ...change })
  await store.membership.beat('v1')
  store.membership.resume()
  return store
}

/** Two that share one place. */
export async function openTwo(
  place: TestPlace,
  change: Partial<StoreOptions> = {},
): Promise<readonly [Store, Store]> {
  return [await openLiving(place, 'a', change), await openLiving(place, 'b', change)]
}

export const ANNA: Asker = { platform: 'test', team: 'T', id: 'anna', audience: 'everyone' }
export const BEN: Asker = { ...ANNA, id: 'ben' }
export const THREAD: Place = {
  platform: 'test',
  team: 'T',
  channel: 'C',
  thread: 'one',
  visibility: 'public',
}

/** The thread of this name. */
export const thread = (name: string): Place => ({ ...THREAD, thread: name })

export function message(key: string, more: Partial<MessageIncoming> = {}): MessageIncoming {
  return {
    kind: 'message',
    key,
    at: 1_000,
    asker: ANNA,
    place: THREAD,
    address: { platform: 'test', ids: { question: key } },
    text: `what of ${key}?`,
    addressed: 'mention',
    toOthers: false,
    ...more,
  }
}

export function edit(key: string, original: string, more: Partial<EditIncoming> = {}) {
  const { kind: _, ...rest } = message(key)
  const incoming: EditIncoming = { ...rest, at: 2_000, ...more, kind: 'edit', original }
  return incoming
}

export function deletion(original: string, more: Partial<DeleteIncoming> = {}): DeleteIncoming {
  const { asker, place, address } = message(original)
  const key = `${original}/deleted`
  return { asker, place, address, key, at: 3_000, ...more, kind: 'delete', original }
}

export function command(key: string, more: Partial<CommandIncoming> = {}): CommandIncoming {
  const { asker, place, address, at } = message(key)
  return { asker, place, address, at, key, name: 'ask', options: {}, ...more, kind: 'command' }
}

/** Nobody has set anything. */
export const MODES = { of: () => DEFAULT_CHANNEL_MODE }

export function takeOne(store: Store, incoming: Incoming): Promise<Taken> {
  return store.inbox.take(intakeOf(incoming, MODES))
}

/** Handed over in one turn of the event loop, so that one transaction takes them. */
export function takeAll(store: Store, incomings: readonly Incoming[]): Promise<Taken[]> {
  return Promise.all(incomings.map(incoming => takeOne(store, incoming)))
}

/** The id of a row that this store is to work on. */
export function idOf(taken: Taken | undefined): number {
  if (taken?.row === undefined) throw new Error(`nothing to work on: ${JSON.stringify(taken)}`)
  return taken.row.id
}

/** The end of what was taken. */
export function ended(
  taken: Taken,
  incoming: Incoming,
  more: Partial<Settlement> = {},
): Settlement {
  const { lane, message } = intakeOf(incoming, MODES)
  const { platform, id } = incoming.asker
  return {
    id: idOf(taken),
    lane: taken.row?.lane ?? lane,
    platform: incoming.place.platform,
    message,
    person: `${platform}:${id}`,
    end: { state: 'done' },
    ...more,
  }
}

export const TURN = { outcome: 'answer', facts: ['f1'], entities: [], measures: [] } as const

export const REPLY: Reply = {
  outcome: 'answer',
  parts: [],
  workings: [],
  citations: [],
  actions: [],
  text: 'About 300,000 t.',
}

export function receipt(id: string, more: Partial<Receipt> = {}): Receipt {
  return {
    id,
    at: START,
    place: THREAD,
    asker: ANNA,
    outcome: 'answer',
    base: 'v1',
    question: 'how much?',
    account: { lines: ['a line'], rule: 'look-up', guard: 'passed' },
    facts: [{ id: 'f1', statement: 'It is about 300,000 t.' }],
    reply: REPLY,
    ...more,
  }
}

export function ask(id: string, more: Partial<GapAsk> = {}): GapAsk {
  return {
    subject: { key: 'water use', label: 'water use' },
    receipt: id,
    how: 'refused',
    place: THREAD,
    asker: ANNA,
    question: `how much water, ${id}?`,
    context: { turns: [] },
    cited: [],
    address: { platform: 'test', ids: { channel: 'C' } },
    lane: 'test/T/C/one',
    at: START,
    ...more,
  }
}
