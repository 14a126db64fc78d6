// Interactions that one machine takes and another answers, and answers of which nobody knows how far they came.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Incoming } from '#magnets'
import { IDS } from '../../doubles/discord/discord-double.ts'
import type { Interact, Interaction } from '../../doubles/discord/people.ts'
import { type RecordingCore, recordingCore, sampleReply } from '../recording-core.ts'
import { hugeReply } from '../sample-replies.ts'
import { connectDiscord, type DiscordBench } from './bench.ts'

const SEVEN = sampleReply('Seven.')
const LONG = hugeReply(4)
const LONG_TALK = sampleReply(Array.from({ length: 1500 }, (_, n) => `word${n}`).join(' '), {
  outcome: 'chat',
})
const EPHEMERAL = 64

let core: RecordingCore
let bench: DiscordBench
let late: number
beforeEach(async () => {
  core = recordingCore()
  late = 0
  // It stands still but for what a test lets pass: no slow machine makes an interaction die.
  const started = Date.now()
  const now = () => started + late
  bench = await connectDiscord(core, { now, deferAfterMs: 60_000 }, { now })
})
afterEach(async () => {
  expect(bench.double.violations).toEqual([])
  core.release()
  await bench.close()
})

const messages = () => [...bench.double.world.messages.values()].filter(m => m.author === IDS.bot)
const visible = () => bench.standing().map(message => message.visible)
const stored = async (): Promise<Incoming> => JSON.parse(JSON.stringify(await core.incoming(1)))
const post = (
  { address, key }: Incoming,
  { reply = SEVEN, number = 1, by = bench.adapter.poster } = {},
) => by.post(address, reply, { key, number })
const callbacks = () => bench.double.requests.filter(({ path }) => path.endsWith('/callback'))
const inDirect: Interact = { channel: IDS.direct }

describe('an interaction that another machine has taken and not acknowledged', () => {
  /** It is committed; the machine that did so is not back from that. */
  const committed = async (how?: Interact): Promise<[Incoming, Interaction]> => {
    core.hold()
    const interaction = bench.double.people.command('help', {}, how)
    return [await stored(), interaction]
  }

  it('is acknowledged and answered by who comes first, for the asker alone', async () => {
    const [taken, { sent }] = await committed()
    await post(taken, { by: bench.successor() })
    expect(sent.callback).toEqual({ type: 5, data: { flags: EPHEMERAL } })
    expect(messages()).toMatchObject([{ ephemeral: true, loading: false }])
    core.release()
    await expect.poll(() => callbacks()).toHaveLength(2)
    await bench.direct('the end')
    expect(visible()).toEqual(['Seven.'])
    expect(bench.lines.filter(({ level }) => level !== 'info')).toEqual([])
  })

  it('is acknowledged openly where nobody else listens', async () => {
    const [taken, { sent }] = await committed(inDirect)
    await post(taken, { by: bench.successor() })
    expect(sent.callback).toEqual({ type: 5, data: {} })
    expect(visible()).toEqual(['Seven.'])
    await bench.double.gateway.arrived()
    expect(bench.lines.filter(({ level }) => level !== 'info')).toEqual([])
  })

  it('is answered where the other one acknowledged it in the meantime', async () => {
    const [taken, { answered }] = await committed()
    // Our first try comes too early, and our acknowledgement too late.
    bench.double.failNext('unavailable', 0, 'callbacks')
    const by = bench.successor()
    await expect(post(taken, { by })).rejects.toMatchObject({ code: 'unavailable' })
    core.release()
    await answered
    await post(taken, { by, number: 2 })
    expect(visible()).toEqual(['Seven.'])
    expect(messages()).toHaveLength(1)
  })

  it('is worth another try while clocks may differ, and then gone: Discord has told the asker', async () => {
    const [taken, { sent }] = await committed()
    late = 3500
    const by = bench.successor()
    const error: unknown = await post(taken, { by }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'unavailable' })
    const wait = Number(Object(error).retryAfterMs)
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(1500)
    late = 5500
    await expect(post(taken, { by, number: 2 })).rejects.toMatchObject({ code: 'gone' })
    expect(sent.callback).toBeUndefined()
    expect(callbacks()).toEqual([])
    expect(messages()).toEqual([])
  })

  it('is gone at once where Discord says so', async () => {
    core.hold()
    bench.double.people.command('help', {}, { mark: { late: true } })
    await expect(post(await stored(), { by: bench.successor() })).rejects.toMatchObject({
      code: 'gone',
    })
  })

  it('is answered in the direct conversation where its time is over', async () => {
    const [taken] = await committed(inDirect)
    late = 5500
    await post(taken, { by: bench.successor() })
    expect(visible()).toEqual(['Seven.'])
    expect(messages()).toMatchObject([{ channel: IDS.direct }])
  })

  it('shares beside the button, which just comes up', async () => {
    core.hold()
    const { people } = bench.double
    const { sent } = people.press('a:share:it')
    const taken = await stored()
    bench.double.failNext('forbidden')
    await post(taken, { by: bench.successor() })
    expect(sent.callback).toEqual({ type: 6, data: {} })
    expect(visible()).toEqual(['Seven.'])
  })
})

describe('an answer to an interaction that may stand already', () => {
  const answered = async (how?: Interact): Promise<Incoming> => {
    await bench.double.people.command('help', {}, how).answered
    return stored()
  }

  it('fills the one response again', async () => {
    const taken = await answered()
    const at = await post(taken)
    const by = bench.successor()
    const reply = sampleReply('Seven, in other words.')
    expect(await post(taken, { reply, number: 2, by })).toEqual(at)
    expect(visible()).toEqual(['Seven, in other words.'])
  })

  it.for([
    [1, 'rich', LONG],
    [2, 'rich', LONG],
    [1, 'plain', LONG_TALK],
    [2, 'plain', LONG_TALK],
  ] as const)(
    'finds page %i (%s) of which the answer was lost, where it may look',
    async ([nth, , reply]) => {
      const taken = await answered(inDirect)
      bench.double.failNext('answer-lost', nth)
      await expect(post(taken, { reply })).rejects.toMatchObject({ code: 'unavailable' })
      expect(messages()).toHaveLength(nth + 1)
      const at = await post(taken, { reply, number: 2, by: bench.successor() })
      expect(at.ids.messages?.split(',')).toEqual(messages().map(({ id }) => id))
      expect(new Set(visible()).size).toBe(messages().length)
    },
  )

  it('sends a private page twice rather than never, where its answer was lost', async () => {
    const taken = await answered()
    bench.double.failNext('answer-lost', 1)
    await expect(post(taken, { reply: LONG })).rejects.toMatchObject({ code: 'unavailable' })
    const at = await post(taken, { reply: LONG, number: 2 })
    const pages = new Set(visible()).size
    expect(at.ids.messages?.split(',')).toHaveLength(pages)
    expect(messages()).toHaveLength(pages + 1)
    expect(messages().every(({ ephemeral }) => ephemeral)).toBe(true)
  })

  it('does not send a page again by itself, without looking', async () => {
    const taken = await answered()
    bench.double.failNext('unavailable', 1)
    await expect(post(taken, { reply: LONG })).rejects.toMatchObject({ code: 'unavailable' })
    const pages = bench.double.requests.filter(
      ({ method, path }) => method === 'POST' && path.startsWith('/webhooks/'),
    )
    expect(pages).toHaveLength(1)
  })

  it('is found in the direct conversation although its token has died', async () => {
    const taken = await answered(inDirect)
    await post(taken, { reply: LONG })
    const standing = messages().map(({ id }) => id)
    late = 15 * 60_000
    bench.double.world.forgetNonces()
    const at = await post(taken, { reply: LONG, number: 2, by: bench.successor() })
    expect(at.ids.messages?.split(',')).toEqual(standing)
    expect(messages()).toHaveLength(standing.length)
  })

  it('is taken away whole where nobody knows where it stands', async () => {
    const taken = await answered(inDirect)
    await post(taken, { reply: LONG })
    await bench.successor().remove(taken.address, taken.key)
    expect(messages()).toEqual([])
  })

  it('is taken away whole although somebody has removed its first page', async () => {
    const taken = await answered(inDirect)
    await post(taken, { reply: LONG })
    bench.double.world.messages.delete(messages()[0]?.id ?? '')
    await bench.successor().remove(taken.address, taken.key)
    expect(messages()).toEqual([])
  })
})

it('hands an interaction over once where two connections tell of it', async () => {
  core.hold()
  const { people } = bench.double
  const { sent, answered } = people.command('help', {})
  await core.incoming(1)
  people.again(sent)
  await bench.double.gateway.arrived()
  core.release()
  await answered
  await bench.direct('the end')
  expect(core.received.map(({ kind }) => kind)).toEqual(['command', 'message'])
  expect(callbacks()).toHaveLength(1)
})
