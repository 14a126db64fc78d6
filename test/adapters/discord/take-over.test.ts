// Posting into channels where an earlier try, of this process or of one that died, may have gone through.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Incoming, Poster } from '#magnets'
import { IDS } from '../../doubles/discord/discord-double.ts'
import { type RecordingCore, recordingCore, sampleReply } from '../recording-core.ts'
import { hugeReply } from '../sample-replies.ts'
import { connectDiscord, type DiscordBench } from './bench.ts'

const SEVEN = sampleReply('Seven.')
const LONG = hugeReply(4)
const FEW_WORDS = sampleReply('Good morning.', { outcome: 'chat' })

let core: RecordingCore
let bench: DiscordBench
beforeEach(async () => {
  core = recordingCore()
  bench = await connectDiscord(core)
})
afterEach(async () => {
  expect(bench.double.violations).toEqual([])
  await bench.close()
})

const visible = () => bench.standing().map(message => message.visible)
const ids = () =>
  [...bench.double.world.messages.values()].filter(m => m.author === IDS.bot).map(m => m.id)
const asked = async (text = 'how many?'): Promise<Incoming> => {
  const count = core.received.length + 1
  await bench.mention(text)
  const incoming = await core.incoming(count)
  return { ...incoming, address: JSON.parse(JSON.stringify(incoming.address)) }
}
const post = (
  { address, key }: Incoming,
  { reply = SEVEN, number = 1, by = bench.adapter.poster } = {},
) => by.post(address, reply, { key, number })
const postsSoFar = () => bench.double.requests.filter(({ method }) => method === 'POST').length
/** The process that posted is dead, and so long that Discord no longer knows its nonces. */
const muchLater = (): Poster => {
  bench.double.world.forgetNonces()
  return bench.successor()
}

describe('a try that may not be the first', () => {
  it('changes in place what another process has posted, and nothing else', async () => {
    const other = await asked('and those?')
    await post(other, { reply: sampleReply('Nine.') })
    const question = await asked()
    const at = await post(question)
    const { world } = bench.double
    const theirs = world.addMessage({
      channel: IDS.channel,
      author: IDS.otherBot,
      ephemeral: false,
      loading: false,
      body: {
        content: 'me too',
        message_reference: { message_id: question.address.ids.question },
      },
    })
    const before = ids()
    const reply = sampleReply('Seven, in other words.')
    const again = await post(question, { reply, number: 2, by: muchLater() })
    expect(again).toEqual(at)
    expect(ids()).toEqual(before)
    expect(visible()).toEqual(['Nine.', 'Seven, in other words.'])
    expect(world.messages.get(theirs.id)?.body.content).toBe('me too')
  })

  it('does not look where it is the first', async () => {
    await post(await asked())
    expect(bench.double.reads.filter(path => path.includes('/messages'))).toEqual([])
  })

  it.for(['unavailable', 'request-lost'] as const)(
    'goes on where another process stopped (%s), in order, and says nothing twice',
    async how => {
      const whole = await asked()
      await post(whole, { reply: LONG })
      const wanted = visible()
      expect(wanted.length).toBeGreaterThan(2)
      await bench.adapter.poster.remove(whole.address, whole.key)
      expect(visible()).toEqual([])
      const question = await asked()
      bench.double.failNext(how, 2)
      await expect(post(question, { reply: LONG })).rejects.toMatchObject({ code: 'unavailable' })
      expect(visible()).toHaveLength(2)
      const at = await post(question, { reply: LONG, number: 2, by: muchLater() })
      expect(visible()).toEqual(wanted)
      expect(at.ids.messages?.split(',')).toEqual(ids())
    },
  )

  it.for([0, 1, 2])('finds message %i of which the answer was lost', async nth => {
    const question = await asked()
    bench.double.failNext('answer-lost', nth)
    await expect(post(question, { reply: LONG })).rejects.toMatchObject({ code: 'unavailable' })
    expect(visible()).toHaveLength(nth + 1)
    bench.double.world.forgetNonces()
    const at = await post(question, { reply: LONG, number: 2 })
    expect(at.ids.messages?.split(',')).toEqual(ids())
    expect(new Set(visible()).size).toBe(ids().length)
  })

  it('says nothing twice where Discord is slow to answer', async () => {
    await bench.close()
    bench = await connectDiscord(core, { callTimeoutMs: 700 })
    const question = await asked()
    bench.double.failNext('answer-held')
    await post(question)
    expect(postsSoFar()).toBe(2)
    expect(visible()).toEqual(['Seven.'])
    bench.double.release()
  })

  it.for([
    ['long', LONG],
    ['plain', FEW_WORDS],
  ] as const)(
    'replaces a %s answer that nobody knows of when the question is edited',
    async ([, reply]) => {
      const question = await asked()
      await post(question, { reply })
      const [first] = ids()
      const at = await post(question, { number: 2, by: muchLater() })
      expect(visible()).toEqual(['Seven.'])
      expect(at.ids.messages).toBe(first)
    },
  )

  it('changes what the nonce gives back, where it may not look and the words are others', async () => {
    const question = await asked()
    const at = await post(question)
    bench.double.failNext('forbidden', 0, 'looks')
    const reply = sampleReply('Seven, in other words.')
    const again = await post(question, { reply, number: 2, by: bench.successor() })
    expect(again).toEqual(at)
    expect(visible()).toEqual(['Seven, in other words.'])
    // The same words are left alone.
    const changes = () => bench.double.requests.filter(({ method }) => method === 'PATCH').length
    const before = changes()
    bench.double.failNext('forbidden', 0, 'looks')
    await post(question, { reply, number: 2, by: bench.successor() })
    expect(changes()).toBe(before)
  })

  it('finds an answer after all that was said in between', async () => {
    const question = await asked()
    const { people } = bench.double
    for (let n = 0; n < 250; n += 1) people.write({ channel: IDS.channel, content: 'by the way' })
    await post(question)
    await post(question, { number: 2, by: muchLater() })
    expect(visible()).toEqual(['Seven.'])
  })

  it('reads no more than 500 messages, and then posts', async () => {
    const question = await asked()
    const { people, reads } = bench.double
    for (let n = 0; n < 700; n += 1) people.write({ channel: IDS.channel, content: 'by the way' })
    await post(question, { number: 2, by: muchLater() })
    expect(visible()).toEqual(['Seven.'])
    const looks = reads.filter(path => path.includes('/messages?'))
    expect(looks).toHaveLength(5)
    expect(new Set(looks).size).toBe(5)
    expect(looks[0]).toContain(`after=${question.address.ids.question}`)
  })

  it('posts nothing while Discord does not tell what stands', async () => {
    const question = await asked()
    await post(question)
    const before = postsSoFar()
    bench.double.failNext('unavailable', 0, 'looks')
    const again = post(question, { number: 2, by: muchLater() })
    await expect(again).rejects.toMatchObject({ code: 'unavailable' })
    expect(postsSoFar()).toBe(before)
  })

  it('knows its answer although the question is gone, to which it refers no more', async () => {
    const question = await asked()
    bench.double.world.messages.delete(question.address.ids.question ?? '')
    await post(question, { reply: LONG })
    const standing = ids()
    await post(question, { reply: LONG, number: 2, by: muchLater() })
    expect(ids()).toEqual(standing)
  })

  it('shares an answer once', async () => {
    await bench.direct('how many?')
    const first = await core.incoming(1)
    const actions = [{ id: 'share', label: 'Share', value: 'it' }]
    await post(first, { reply: sampleReply('Seven.', { actions }) })
    await bench.press('Share')
    const press = await core.incoming(2)
    await post(press, { reply: LONG })
    const standing = ids()
    await post(press, { reply: LONG, number: 2, by: muchLater() })
    expect(ids()).toEqual(standing)
  })
})

describe('taking an answer away of which nobody knows where it stands', () => {
  it('finds all of it, and takes nothing else', async () => {
    const other = await asked('and those?')
    await post(other, { reply: sampleReply('Nine.') })
    const question = await asked()
    await post(question, { reply: LONG })
    await bench.delete()
    const poster = muchLater()
    await poster.remove(question.address, question.key)
    expect(visible()).toEqual(['Nine.'])
    await poster.remove(question.address, question.key)
  })

  it('takes away what an unfinished try of this process has left', async () => {
    const question = await asked()
    bench.double.failNext('unavailable', 2)
    await expect(post(question, { reply: LONG })).rejects.toMatchObject({ code: 'unavailable' })
    // Where it may not look, it still knows what it did itself.
    bench.double.failNext('forbidden', 0, 'looks')
    await bench.adapter.poster.remove(question.address, question.key)
    expect(visible()).toEqual([])
  })

  it('is tried again where Discord is down', async () => {
    const question = await asked()
    await post(question)
    bench.double.failNext('unavailable', 0, 'looks')
    const poster = muchLater()
    const removed = poster.remove(question.address, question.key)
    await expect(removed).rejects.toMatchObject({ code: 'unavailable' })
    expect(visible()).toEqual(['Seven.'])
    await poster.remove(question.address, question.key)
    expect(visible()).toEqual([])
  })
})

it('says how long to wait when all requests together are too many', async () => {
  bench.double.failNext('rate-limited-globally')
  await expect(post(await asked())).rejects.toMatchObject({
    code: 'rate-limited',
    retryAfterMs: bench.retryAfterSeconds * 1000,
  })
})
