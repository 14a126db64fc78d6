// A delivery with an engine that echoes, a poster that notes, a store, and time that passes only when told.

import { onTestFinished } from 'vitest'
import {
  type Address,
  type Asker,
  type Attempt,
  type CommandContext,
  type CommandIncoming,
  type Conversation,
  type EditIncoming,
  type MessageIncoming,
  makeBase,
  NO_METER,
  type Place,
  type Poster,
  type Reply,
} from '#magnets'
import { noticeReply } from '../../src/answer/compose-reply.ts'
import { createDelivery, type DeliveryOptions } from '../../src/delivery/delivery.ts'
import { openStore, type Store, type StoreOptions } from '../../src/store/store.ts'
import { createTestTime } from './test-time.ts'

export const FRUIT = ['Apple', 'Apple Pie', 'Pear', 'Quince']

export const ECHO_BASE = makeBase({
  facts: [],
  sources: [],
  version: 'test',
  vocabulary: {
    entities: [],
    measures: [],
    units: [],
    senses: [],
    smallTalk: [],
    plainWords: '',
    wordings: '',
    topics: [],
    about: { scope: 'I know about fruit.', examples: ['How many pears?', 'Why apples?'] },
  },
})

export function reply(text: string, more: Partial<Reply> = {}): Reply {
  return {
    outcome: 'answer',
    parts: [{ kind: 'sentence', role: 'answer', text, facts: [] }],
    workings: [],
    citations: [],
    actions: [],
    text,
    ...more,
  }
}

/** Says the question and, where there were any, the questions before it. */
export function echo(question: string, conversation: Conversation) {
  const before = conversation.turns.map(turn => turn.question).join(' | ')
  const text = before === '' ? question : `${question} (after ${before})`
  const outcome = question.startsWith('unknown') ? ('refusal' as const) : ('answer' as const)
  return {
    reply: reply(text, { outcome }),
    turn: { question, outcome, facts: [], entities: [], measures: [] },
    reading: { mentions: [] },
    account: () => ({
      lines: [`asked: ${question}`],
      rule: outcome === 'refusal' ? 'nothing-held' : 'looked-up',
      guard: 'passed' as const,
      subject: { key: question.toLowerCase(), label: 'fruit' },
    }),
  }
}

export const COMMANDS: DeliveryOptions['commands'] = [
  {
    name: 'ask',
    summary: 'Ask',
    audience: 'everyone',
    options: [{ name: 'question', summary: 'What you want to know', kind: 'text', required: true }],
    run: ({ question = '' }, ctx) => ctx.ask(question),
  },
  {
    name: 'fruit',
    summary: 'One fruit',
    audience: 'everyone',
    options: [
      {
        name: 'name',
        summary: 'Which fruit',
        kind: 'choice',
        required: true,
        choices: () => FRUIT,
      },
      { name: 'note', summary: 'Anything', kind: 'text', required: false },
    ],
    run: ({ name, note }) => reply(`fruit: ${name}${note ? `, note: ${note}` : ''}`),
  },
  {
    name: 'all',
    summary: 'Everything',
    audience: 'everyone',
    options: [],
    run: () => reply('all of it'),
  },
  {
    name: 'reset',
    summary: 'Start over',
    audience: 'operator',
    options: [],
    run: () => reply('done'),
  },
]

/** Knows one fruit by another name. */
const findEntity = (words: string): string | undefined =>
  ['quince', 'golden apple'].includes(words.toLowerCase()) ? 'quince' : undefined

export interface Posted {
  readonly address: Address
  readonly text: string
  readonly attempt: Attempt
  readonly reply: Reply
}

export function recordingPoster() {
  const posts: Posted[] = []
  const removed: Address[] = []
  const progress: Address[] = []
  const failures: unknown[] = []
  const standing = new Map<string, Address>()
  let gate: Promise<void> = Promise.resolve()
  const poster: Poster = {
    platform: 'test',
    async post(address, posted, attempt) {
      await gate
      const failure = failures.shift()
      if (failure !== undefined) throw failure
      posts.push({ address, text: posted.text, attempt, reply: posted })
      // As a platform's marker would, a later try finds what an earlier one has left.
      const found = attempt.number > 1 ? standing.get(attempt.key)?.ids.reply : undefined
      const stands = address.ids.reply ?? found ?? `r${posts.length}`
      const at = { ...address, ids: { ...address.ids, reply: stands } }
      standing.set(attempt.key, at)
      return at
    },
    progress: async address => void progress.push(address),
    async remove(address, key) {
      removed.push(standing.get(key) ?? address)
      standing.delete(key)
    },
  }
  return {
    poster,
    posts,
    removed,
    progress,
    /** Where something stands, by the key of what it answers. */
    standing,
    /** What the next posts throw, in order. */
    failures,
    texts: () => posts.map(post => post.text),
    /** Posts wait until the returned function is called. */
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      return resolve
    },
  }
}

export interface Logged {
  readonly level: string
  readonly fields: Record<string, unknown>
  readonly message: string
}

/** One time for all that a test file does. */
export const time = createTestTime()

/** Lets everything come to rest, and so much time pass. */
export const settle = (ms = 0): Promise<void> => time.advance(ms)

const LIVING = [process.pid, process.ppid, 1]

let instances = 0

/** A store in memory, or where the options say; closed when the test is over. */
export async function testStore(more: Partial<StoreOptions> = {}): Promise<Store> {
  instances += 1
  const store = await openStore({
    limits: { person: 0, channel: 0 },
    clock: time.now,
    sleep: ms => time.sleep(ms),
    instance: `test-${instances}`,
    // Each stands for a process of its own, and all of these live.
    pid: LIVING[instances % LIVING.length] ?? process.pid,
    onTrouble: () => undefined,
    ...more,
  })
  onTestFinished(() => store.close())
  return store
}

export async function house(change: Partial<DeliveryOptions> = {}) {
  const out = recordingPoster()
  const logged: Logged[] = []
  const note = (level: string) => (fields: object, message: string) =>
    void logged.push({ level, fields: { ...fields }, message })
  const store = change.store ?? (await testStore())
  let references = 0
  const delivery = createDelivery({
    base: () => ECHO_BASE,
    commands: COMMANDS,
    answer: echo,
    // The commands above use nothing else of it.
    context: of => ({ ...of, base: ECHO_BASE, findEntity }) as unknown as CommandContext,
    guard: finished => ({ reply: finished, held: [] }),
    related: () => [],
    notice: noticeReply,
    now: () => new Date('2026-11-23T12:00:00Z'),
    timers: time,
    random: () => 1,
    newReference: () => `ref-${++references}`,
    log: { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') },
    meter: NO_METER,
    keepDays: 30,
    curators: [],
    pressLimit: 0,
    store,
    ...change,
  })
  delivery.attach(out.poster)
  await delivery.start()
  return { ...out, delivery, core: delivery.core, logged, store }
}

export const ASKER: Asker = { platform: 'test', id: 'U1', audience: 'everyone' }
export const THREAD: Place = {
  platform: 'test',
  channel: 'C1',
  thread: 'T1',
  visibility: 'public',
}

let clock = 1000

export function message(key: string, text: string, more: Partial<MessageIncoming> = {}) {
  const incoming: MessageIncoming = {
    kind: 'message',
    key,
    at: clock++,
    asker: ASKER,
    place: THREAD,
    address: { platform: 'test', ids: { question: key } },
    text,
    addressed: 'mention',
    toOthers: false,
    ...more,
  }
  return incoming
}

export function edit(original: string, text: string, more: Partial<MessageIncoming> = {}) {
  const { key, ...rest } = message(`${original}:edit:${clock}`, text, more)
  const address = { platform: 'test', ids: { question: original } }
  const incoming: EditIncoming = { ...rest, key, address, kind: 'edit', original }
  return incoming
}

export function deletion(original: string) {
  const { asker, place, address, at } = message(original, '')
  const key = `${original}:delete`
  return { kind: 'delete' as const, key, at, asker, place, address, original }
}

export function command(key: string, name: string, options: Record<string, string> = {}) {
  const { asker, place, address, at } = message(key, '')
  const incoming: CommandIncoming = {
    kind: 'command',
    key,
    at,
    asker,
    place,
    address,
    name,
    options,
  }
  return incoming
}
