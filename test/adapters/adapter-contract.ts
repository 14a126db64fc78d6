// What every platform's adapter must do, as one suite: the doubles of Slack and Discord both run it.
//
// How to use it, in test/adapters/<platform>/contract.test.ts:
//
//   describeAdapterContract('Discord', core => connectDiscord(core))
//
// `connect` starts a double on loopback, creates the adapter with the given core (a recordingCore,
// see recording-core.ts), starts it, and returns a Bench: the adapter and what people can do on the
// double. Every act of a person is a promise that resolves when the platform has its acknowledgement
// (or, for events that a platform doesn't have acknowledged, when the event is sent). Texts that
// people write are plain; the bench adds the mention in the platform's way. One person, one channel
// and one direct conversation are enough. A capability that a platform lacks is left out of the bench
// (undefined), and its tests are skipped.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Adapter, Address, Incoming, Poster } from '#magnets'
import { PlatformError } from '#magnets'
import { type RecordingCore, recordingCore, sampleReply } from './recording-core.ts'
import { hugeReply, wordsOf } from './sample-replies.ts'

/** A message as it stands on the double now. */
export interface StandingMessage {
  /** Everything that a reader sees in it: text and all texts of blocks, embeds or components. */
  readonly visible: string
  /** What people hear of without opening it (Slack's text); the same as visible where there is none. */
  readonly notification: string
  /** True where it would ping somebody. */
  readonly pings: boolean
}

export type PostFailure =
  | 'rate-limited'
  | 'rich-rejected'
  | 'unavailable'
  /** The connection breaks before the platform has the post. */
  | 'request-lost'
  /** The platform has it, and the connection breaks before we hear so. */
  | 'answer-lost'
  /** The platform has it, and says so only once it is released. */
  | 'answer-held'

export interface Bench {
  readonly adapter: Adapter
  /** Writes to the bot in a channel, with its mention in front. */
  mention(text: string): Promise<void>
  /** Writes to the bot in a direct conversation. */
  direct(text: string): Promise<void>
  /** Answers in the thread of the last mention, or to the bot's last message there; no mention. */
  followUp(text: string): Promise<void>
  /** Sends the last mention or direct message again, as platforms do. */
  repeat(): Promise<void>
  /** Changes the last mention's text. */
  edit(text: string): Promise<void>
  /** Deletes the last mention. */
  delete(): Promise<void>
  /** Runs a slash command with options. */
  command(name: string, options: Readonly<Record<string, string>>): Promise<void>
  /** Presses the button with this label on the bot's last message. */
  press(label: string): Promise<void>
  /** Messages of the bot itself, and of another bot, arrive as events. */
  botsTalk(text: string): Promise<void>
  /** What the bot has standing on the platform now, oldest first, private answers included. */
  standing(): readonly StandingMessage[]
  /** The next post meets with this. */
  failNext(how: PostFailure): void
  /** Lets an answer go that was slow. */
  release(): void
  /** Seconds that the double names in a rate limit. */
  readonly retryAfterSeconds: number
  /** Breaks the connection by which events come; resolves when it is back and what came meanwhile, too. */
  cut?(meanwhile: () => Promise<void>): Promise<void>
  /** Has an event acknowledged after the platform's patience; it then comes again. */
  late?(act: () => Promise<void>): Promise<void>
  /** The poster of another process of the same bot: it remembers nothing. */
  successor?(): Poster
  /** Stops the adapter and the double. */
  close(): Promise<void>
}

/** Runs the suite against one adapter. */
export function describeAdapterContract(
  platform: string,
  connect: (core: RecordingCore) => Promise<Bench>,
): void {
  describe(`${platform} adapter, as every adapter`, () => {
    let core: RecordingCore
    let bench: Bench
    let posts = 0
    beforeEach(async () => {
      core = recordingCore()
      bench = await connect(core)
    })
    afterEach(() => bench.close())

    const first = async <K extends Incoming['kind']>(kind: K, count = 1) => {
      const incoming = await core.incoming(count)
      if (!isKind(incoming, kind)) throw new Error(`got ${incoming.kind} instead of ${kind}`)
      return incoming
    }
    const post = (address: Address, reply = sampleReply('Forty-two.'), key?: string) => {
      posts += 1
      return bench.adapter.poster.post(address, reply, { key: key ?? `post-${posts}`, number: 1 })
    }
    const visible = (): string[] => bench.standing().map(message => message.visible)

    it('hands over a mention without the mention', async () => {
      await bench.mention('how many are there?')
      const message = await first('message')
      expect(message).toMatchObject({ text: 'how many are there?', addressed: 'mention' })
      expect(message.toOthers).toBe(false)
      expect(message.asker.id).not.toBe('')
    })

    it('hands over a direct message', async () => {
      await bench.direct('how many are there?')
      const message = await first('message')
      expect(message).toMatchObject({ text: 'how many are there?', addressed: 'direct' })
      expect(message.place.visibility).toBe('direct')
    })

    it('hands over a follow-up in the conversation that the mention began', async () => {
      await bench.mention('how many are there?')
      const message = await first('message')
      await post(message.address)
      await bench.followUp('and last year?')
      const next = await first('message', 2)
      expect(next).toMatchObject({ text: 'and last year?' })
      expect(['reply', 'overheard']).toContain(next.addressed)
    })

    it('gives repeats of one event the same key and other events another', async () => {
      await bench.mention('one')
      await bench.repeat()
      await bench.mention('two')
      const keys = [await core.incoming(1), await core.incoming(2), await core.incoming(3)]
      expect(keys[1]?.key).toBe(keys[0]?.key)
      expect(keys[2]?.key).not.toBe(keys[0]?.key)
    })

    it('acknowledges a command only after it is accepted', async () => {
      core.hold()
      let acknowledged = false
      const done = bench.command('ask', { question: 'how many?' }).then(() => {
        acknowledged = true
      })
      await core.incoming(1)
      await new Promise(resolve => setTimeout(resolve, 50))
      expect(acknowledged).toBe(false)
      core.release()
      await done
    })

    it('hands over a command with its options', async () => {
      await bench.command('fruit', { name: 'Apple Pie' })
      expect(await first('command')).toMatchObject({
        name: 'fruit',
        options: { name: 'Apple Pie' },
      })
    })

    it('hears neither itself nor other bots', async () => {
      await bench.botsTalk('how many are there?')
      await bench.direct('a person')
      expect(await first('message')).toMatchObject({ text: 'a person' })
      expect(core.received).toHaveLength(1)
    })

    it.for(['mention', 'direct', 'command'] as const)('answers a %s', async how => {
      if (how === 'command') await bench.command('ask', { question: 'how many?' })
      else await bench[how]('how many?')
      const { address } = await core.incoming(1)
      await post(JSON.parse(JSON.stringify(address)))
      expect(visible()).toEqual([expect.stringContaining('Forty-two.')])
    })

    it('replaces its answer in place when the question is edited', async () => {
      await bench.mention('how many?')
      const question = await first('message')
      const at = await post(question.address)
      await bench.edit('how few?')
      const edit = await first('edit', 2)
      expect(edit).toMatchObject({ text: 'how few?', original: question.key })
      await post(JSON.parse(JSON.stringify(at)), sampleReply('Seven.'))
      expect(visible()).toEqual([expect.stringContaining('Seven.')])
    })

    it('takes its answer away when the question is deleted', async () => {
      await bench.mention('how many?')
      const question = await first('message')
      const at = await post(question.address, undefined, question.key)
      await bench.delete()
      expect(await first('delete', 2)).toMatchObject({ original: question.key })
      await bench.adapter.poster.remove(at, question.key)
      expect(visible()).toEqual([])
      // A second removal is what a retry does: it must not fail.
      await bench.adapter.poster.remove(at, question.key)
    })

    it('hands over a pressed button with its action and value', async () => {
      await bench.direct('how many?')
      const action = { id: 'ask', label: 'And last year?', value: 'how many last year?' }
      const { address } = await core.incoming(1)
      await post(address, sampleReply('Forty-two.', { actions: [action] }))
      await bench.press('And last year?')
      expect(await first('action', 2)).toMatchObject({ action: 'ask', value: action.value })
    })

    it('pings nobody, whatever stands in an answer', async () => {
      await bench.direct('quote me')
      const { address } = await core.incoming(1)
      const words =
        'You wrote "<!channel> <!here> <@U0001> <@123456789012345678> @everyone @here <@&1>".'
      await post(address, sampleReply(words))
      expect(bench.standing().map(message => message.pings)).toEqual([false])
    })

    it('drops nothing of an answer of any length', async () => {
      await bench.direct('everything')
      const { address } = await core.incoming(1)
      const reply = hugeReply(3)
      await post(address, reply)
      const shown = new Set(
        visible()
          .join('\n')
          .match(/\bw\d+/g),
      )
      const missing = wordsOf(reply).filter(word => !shown.has(word))
      expect(missing).toEqual([])
    })

    it.for(['mention', 'direct'] as const)(
      'makes a long answer short and long again, in place: after a %s',
      async how => {
        await bench[how]('everything')
        const { address, key } = await core.incoming(1)
        const long = await post(address, hugeReply(4), key)
        const pages = visible()
        expect(pages.length).toBeGreaterThan(1)
        const short = await post(JSON.parse(JSON.stringify(long)), sampleReply('Seven.'), key)
        expect(visible()).toEqual([expect.stringContaining('Seven.')])
        await post(JSON.parse(JSON.stringify(short)), hugeReply(4), key)
        expect(visible()).toEqual(pages)
      },
    )

    it('takes every message of a long answer away', async () => {
      await bench.direct('everything')
      const { address, key } = await core.incoming(1)
      const at = await post(address, hugeReply(4), key)
      await bench.adapter.poster.remove(at, key)
      expect(visible()).toEqual([])
    })

    it.for(['mention', 'direct'] as const)(
      'takes over the answer to a %s from a process that died, and says nothing twice',
      async (how, { skip }) => {
        const poster = bench.successor?.() ?? skip('no other process')
        await bench[how]('how many?')
        const { address, key } = await core.incoming(1)
        await post(address, hugeReply(2), key)
        const at = await poster.post(address, sampleReply('Seven.'), { key, number: 2 })
        expect(visible()).toEqual([expect.stringContaining('Seven.')])
        await poster.remove(JSON.parse(JSON.stringify(at)), key)
        expect(visible()).toEqual([])
      },
    )

    it('takes away what a process had posted that died', async ({ skip }) => {
      const poster = bench.successor?.() ?? skip('no other process')
      await bench.mention('everything')
      const { address, key } = await core.incoming(1)
      await post(address, hugeReply(4), key)
      await poster.remove(JSON.parse(JSON.stringify(address)), key)
      expect(visible()).toEqual([])
    })

    it('says how long to wait when the platform is being asked too often', async () => {
      await bench.direct('how many?')
      const { address } = await core.incoming(1)
      bench.failNext('rate-limited')
      const error: unknown = await post(address).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(PlatformError)
      expect(error).toMatchObject({
        code: 'rate-limited',
        retryAfterMs: bench.retryAfterSeconds * 1000,
      })
    })

    it('sends plain text where the rich message is refused', async () => {
      await bench.direct('how many?')
      const { address } = await core.incoming(1)
      bench.failNext('rich-rejected')
      await post(address)
      expect(visible()).toEqual([expect.stringContaining('Forty-two.')])
    })

    it('names a platform that is down unavailable', async () => {
      await bench.direct('how many?')
      const { address } = await core.incoming(1)
      bench.failNext('unavailable')
      await expect(post(address)).rejects.toMatchObject({ code: 'unavailable' })
    })

    it.for(['request-lost', 'answer-lost'] as const)(
      'says an answer once although its connection broke: %s',
      async how => {
        await bench.mention('how many?')
        const { address, key } = await core.incoming(1)
        bench.failNext(how)
        const at = await post(address, sampleReply('Forty-two.'), key).catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'unavailable' })
          const again = { key, number: 2 }
          return bench.adapter.poster.post(address, sampleReply('Forty-two.'), again)
        })
        expect(visible()).toEqual([expect.stringContaining('Forty-two.')])
        await bench.adapter.poster.remove(at, key)
        expect(visible()).toEqual([])
      },
    )

    it('waits for a platform that is slow', async () => {
      await bench.mention('how many?')
      const { address } = await core.incoming(1)
      bench.failNext('answer-held')
      let done = false
      const posted = post(address).then(() => {
        done = true
      })
      await expect.poll(visible).toHaveLength(1)
      expect(done).toBe(false)
      bench.release()
      await posted
    })

    it('hears again after its connection broke, and misses nothing', async ({ skip }) => {
      const cut = bench.cut ?? skip('no connection to break')
      await bench.mention('one')
      await cut(() => bench.mention('two'))
      await bench.mention('three')
      await core.incoming(3)
      const texts = core.received.map(incoming => ('text' in incoming ? incoming.text : ''))
      expect(texts).toEqual(['one', 'two', 'three'])
    })

    it('gives what comes again, because it was acknowledged late, the same key', async ({
      skip,
    }) => {
      const late = bench.late ?? skip('nothing is sent again')
      await late(() => bench.mention('how many?'))
      const keys = core.received.map(({ key }) => key)
      expect([keys.length, new Set(keys).size]).toEqual([2, 1])
    })

    it('lives on when an event can not be accepted', async () => {
      core.failWith(new Error('the store is full'))
      await bench.mention('one').catch(() => undefined)
      core.failWith(undefined)
      await bench.mention('two')
      const texts = core.received.map(incoming => ('text' in incoming ? incoming.text : ''))
      expect(texts).toContain('two')
    })

    it('knows whether the platform can reach it', async () => {
      expect(bench.adapter.connected()).toBe(true)
      await bench.adapter.stop()
      expect(bench.adapter.connected()).toBe(false)
    })

    it('takes nothing after it has stopped', async () => {
      await bench.adapter.stop()
      await bench.mention('anybody there?').catch(() => undefined)
      expect(core.received).toEqual([])
    })
  })
}

function isKind<K extends Incoming['kind']>(
  incoming: Incoming,
  kind: K,
): incoming is Extract<Incoming, { kind: K }> {
  return incoming.kind === kind
}
