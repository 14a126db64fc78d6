// In which form a message stands at Discord, and what becomes of it when something else is to stand there.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { IDS } from '../../doubles/discord/discord-double.ts'
import type { StoredMessage } from '../../doubles/discord/world.ts'
import { type RecordingCore, recordingCore, sampleReply } from '../recording-core.ts'
import { hugeReply } from '../sample-replies.ts'
import { connectDiscord, type DiscordBench } from './bench.ts'
import { visibleText } from './visible-text.ts'

const COMPONENTS_V2 = 1 << 15
const SEVEN = sampleReply('Seven.')
const HELLO = sampleReply('Hello!', { outcome: 'chat' })
const FIRST = { key: 'first', number: 1 }
const NEXT = { key: 'next', number: 1 }

let core: RecordingCore
let bench: DiscordBench
beforeEach(async () => {
  core = recordingCore()
  bench = await connectDiscord(core)
})
afterEach(() => bench.close())

const own = (): StoredMessage[] =>
  [...bench.double.world.messages.values()].filter(({ author }) => author === IDS.bot)
const ofComponents = () => own().map(({ body }) => (Number(body.flags) & COMPONENTS_V2) !== 0)
const visible = () => bench.standing().map(message => message.visible)
const asked = async () => {
  await bench.mention('how many?')
  return (await core.incoming(1)).address
}
const refusals = () => bench.lines.filter(({ message }) => message.includes('refused'))

describe('what stands', () => {
  it('as components stays so when small talk takes its place', async () => {
    const at = await bench.adapter.poster.post(await asked(), SEVEN, FIRST)
    expect(ofComponents()).toEqual([true])
    await bench.adapter.poster.post(JSON.parse(JSON.stringify(at)), HELLO, NEXT)
    expect(visible()).toEqual(['Hello!'])
    expect(ofComponents()).toEqual([true])
    expect(refusals()).toEqual([])
  })

  it('as text is changed in its own form when an answer takes its place', async () => {
    const at = await bench.adapter.poster.post(await asked(), HELLO, FIRST)
    await bench.adapter.poster.post(JSON.parse(JSON.stringify(at)), SEVEN, NEXT)
    expect(visible()).toEqual(['Seven.'])
    expect(ofComponents()).toEqual([false])
    expect(own()[0]?.body).toMatchObject({ content: '', embeds: [{ description: 'Seven.' }] })
    expect(refusals()).toEqual([])
  })

  it('in a form that an older address doesn’t name is cleared for components', async () => {
    const address = await asked()
    const { id } = bench.double.world.addMessage({
      channel: IDS.channel,
      author: IDS.bot,
      ephemeral: false,
      loading: false,
      body: { content: '', embeds: [{ description: 'Six.' }] },
    })
    const older = { ...address, ids: { ...address.ids, messages: id } }
    await bench.adapter.poster.post(older, SEVEN, FIRST)
    expect(visible()).toEqual(['Seven.'])
    expect(ofComponents()).toEqual([true])
    expect(refusals()).toEqual([])
  })

  it('is found by another process with its form', async () => {
    const address = await asked()
    await bench.adapter.poster.post(address, hugeReply(4), FIRST)
    expect(own().length).toBeGreaterThan(2)
    bench.double.world.forgetNonces()
    const again = { ...FIRST, number: 2 }
    const at = await bench.successor().post(address, HELLO, again)
    expect(visible()).toEqual(['Hello!'])
    expect(at.ids).toMatchObject({ messages: own()[0]?.id, forms: 'components' })
    expect(refusals()).toEqual([])
  })

  it('is not said twice where one try was an answer and the next is small talk', async () => {
    const address = await asked()
    await bench.adapter.poster.post(address, SEVEN, FIRST)
    // Where it may not look, the nonce gives it back.
    bench.double.failNext('forbidden', 0, 'looks')
    await bench.successor().post(address, HELLO, { ...FIRST, number: 2 })
    expect(visible()).toEqual(['Hello!'])
  })

  it('under a pressed button keeps its form, whatever is said in its place', async () => {
    await bench.command('colours', {})
    const actions = [{ id: 'chart', label: 'Show as chart', value: 'r1' }]
    const command = await core.incoming(1)
    await bench.adapter.poster.post(command.address, sampleReply('A table.', { actions }), FIRST)
    await bench.press('Show as chart')
    const press = await core.incoming(2)
    const words = sampleReply('Hello again.', { outcome: 'chat' })
    await bench.adapter.poster.post(press.address, words, NEXT)
    expect(visible()).toEqual(['Hello again.'])
    expect(ofComponents()).toEqual([true])
    expect(refusals()).toEqual([])
  })
})

describe('a place that refuses', () => {
  it('components gets embeds', async () => {
    const address = await asked()
    bench.double.failNext('rich-rejected')
    const at = await bench.adapter.poster.post(address, SEVEN, FIRST)
    expect(own()[0]?.body.embeds).toMatchObject([{ description: 'Seven.' }])
    expect(at.ids.forms).toBe('classic')
  })

  it('embeds as well gets text, once', async () => {
    const address = await asked()
    bench.double.failNext('rich-rejected')
    bench.double.failNext('rich-forbidden')
    await bench.adapter.poster.post(address, SEVEN, FIRST)
    expect(own().map(({ body }) => body)).toMatchObject([{ content: 'Seven.', embeds: [] }])
  })

  it('a later page gets that page alone in a simpler form, in order', async () => {
    const address = await asked()
    await bench.adapter.poster.post(address, hugeReply(4), FIRST)
    const wanted = new Set(
      visible()
        .join('\n')
        .match(/\bw\d+/g),
    )
    const elsewhere = { ...address, ids: { ...address.ids, channel: IDS.direct } }
    bench.double.failNext('rich-rejected', 1)
    await bench.adapter.poster.post(elsewhere, hugeReply(4), NEXT)
    const there = own().filter(({ channel }) => channel === IDS.direct)
    const embedded = there.map(({ body }) => Array.isArray(body.embeds) && body.embeds.length > 0)
    expect(embedded.slice(0, 2)).toEqual([false, true])
    expect(embedded.at(-1)).toBe(false)
    const shown = new Set(
      there
        .map(({ body }) => visibleText(body))
        .join('\n')
        .match(/\bw\d+/g),
    )
    expect([...wanted].filter(word => !shown.has(word))).toEqual([])
  })
})

it('a choice in a menu is handed over as the question that it is', async () => {
  await bench.direct('how many?')
  const { address } = await core.incoming(1)
  const actions = Array.from({ length: 8 }, (_, index) => {
    const value = `And in ${2016 + index}?`
    return { id: 'ask', label: value, value }
  })
  await bench.adapter.poster.post(address, sampleReply('Seven.', { actions }), FIRST)
  await bench.press('And in 2019?')
  expect(await core.incoming(2)).toMatchObject({ action: 'ask', value: 'And in 2019?' })
})
