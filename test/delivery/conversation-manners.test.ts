// When the house answers in a channel and when it keeps out of it: modes, threads, "stop".
import { describe, expect, it } from 'vitest'
import type { Conversation, Place } from '#magnets'
import { echo, house, message, settle, THREAD, testStore } from './house.ts'

const CHANNEL: Place = { platform: 'test', channel: 'C1', visibility: 'public' }
const overheard = { addressed: 'overheard' as const }

/** Recognises what speaks of fruit, refuses all else, and is quiet when told so. */
function fruitful(question: string, before: Conversation) {
  const about = /pear|apple|plum/.test(question)
  const known = echo(about ? question : `unknown ${question}`, before)
  const senses = [{ type: 'entity' as const, id: 'pear' }]
  const span = { from: 0, to: 1 }
  const mention = {
    ...{ words: 'pear', stems: [], span, senses, optional: false, certainty: 1 },
    before: '',
  }
  const quiet = question === 'stop'
  return {
    ...known,
    reply: { ...known.reply, ...(quiet ? { outcome: 'chat' as const, text: 'Quiet now.' } : {}) },
    reading: { mentions: about ? [mention] : [] },
    turn: { ...known.turn, question, ...(quiet ? { quiet } : {}) },
  }
}

describe('by default', () => {
  it('what names nobody in a channel is not for us', async () => {
    const { core, texts } = await house({ answer: fruitful })
    expect(await core.accept(message('m1', 'pears?', { place: CHANNEL, ...overheard }))).toBe(
      'ignored',
    )
    await settle()
    expect(texts()).toEqual([])
    expect(core.hears(CHANNEL)).toBe(false)
  })
})

describe('a channel set to "every"', () => {
  const set = async () => {
    const all = await house({ answer: fruitful })
    await all.store.settings.put(CHANNEL, 'mode', 'every')
    await settle(6_000)
    return all
  }

  it('has its questions answered, and is heard, without a mention', async () => {
    const { core, texts } = await set()
    expect(core.hears(CHANNEL)).toBe(true)
    expect(core.hears({ ...CHANNEL, team: 'elsewhere' })).toBe(false)
    await core.accept(message('m1', 'pears?', { place: CHANNEL, ...overheard }))
    await settle()
    expect(texts()).toEqual(['pears?'])
  })

  it('keeps its other talk to itself: questions about something else, and what names others', async () => {
    const { core, texts } = await set()
    await core.accept(message('m1', 'lunch?', { place: CHANNEL, ...overheard }))
    await core.accept(message('m2', 'pears?', { place: CHANNEL, ...overheard, toOthers: true }))
    await core.accept(message('m3', 'stop', { place: CHANNEL, ...overheard }))
    await settle()
    expect(texts()).toEqual([])
  })
})

describe('a channel set to "off"', () => {
  it('begins no conversation, and lets those go on that have begun', async () => {
    const { core, texts, store } = await house({ answer: fruitful })
    await core.accept(message('m1', 'pears?'))
    await settle()
    await store.settings.put(THREAD, 'mode', 'off')
    await settle(6_000)
    expect(await core.accept(message('m2', 'apples?', { place: CHANNEL }))).toBe('ignored')
    await core.accept(message('m3', 'plums?', overheard))
    await core.accept(message('m4', 'apples?'))
    const direct: Place = { platform: 'test', channel: 'D1', visibility: 'direct' }
    await core.accept(message('m5', 'pears?', { place: direct, addressed: 'direct' }))
    await settle()
    expect(texts()).toHaveLength(4)
  })
})

describe('"stop" in a thread', () => {
  it('is heeded until somebody turns to us again, also after a restart', async () => {
    const store = await testStore()
    const before = await house({ answer: fruitful, store })
    await before.core.accept(message('m1', 'pears?'))
    await before.core.accept(message('m2', 'stop', overheard))
    await settle()
    expect(before.texts()).toEqual(['pears?', 'Quiet now.'])
    await before.core.accept(message('m3', 'apples?', overheard))
    await settle()
    expect(before.texts()).toHaveLength(2)
    await before.delivery.stop()

    const { core, texts } = await house({ answer: fruitful, store })
    await core.accept(message('m4', 'plums?', overheard))
    await settle()
    expect(texts()).toEqual([])
    await core.accept(message('m5', 'pears?'))
    await core.accept(message('m6', 'apples?', overheard))
    await settle()
    expect(texts()).toHaveLength(2)
  })
})
