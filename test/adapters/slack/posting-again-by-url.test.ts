// Holds answers to commands and buttons to what a response_url allows: once, where that can be.
import { describe, expect, it } from 'vitest'
import { sampleReply } from '../recording-core.ts'
import { CHANNEL } from './payloads.ts'
import { EVERY_SENTENCE, LONG, PLACES, postingDesk, sentencesIn } from './posting-desk.ts'

const SHORT = sampleReply('Forty-two.')
const desk = postingDesk()
const channel = PLACES['a channel'] ?? { platform: '', ids: {} }

describe('the answer to a command', () => {
  it.for(['lost', 'cut'] as const)('is seen once where its confirmation was %s', async kind => {
    const address = desk.toAsker()
    desk.double.failNext('response_url', { kind })
    const died = desk.put(desk.poster(), address, SHORT, 1)
    await expect(died).rejects.toMatchObject({ code: 'unavailable' })
    await desk.put(desk.successor(), address, SHORT, 2)
    expect(desk.texts()).toEqual(['Forty-two.'])
  })

  it('is seen once where a process died before it could note it, and where one tries again', async () => {
    const address = desk.toAsker()
    await desk.put(desk.poster(), address, SHORT, 1)
    await desk.put(desk.successor(), address, sampleReply('Seven.'), 2)
    await desk.put(desk.successor(), address, sampleReply('Eight.'), 3)
    expect(desk.texts()).toEqual(['Eight.'])
  })

  it('replaces nothing at the first try', async () => {
    await desk.put(desk.poster(), desk.toAsker(), SHORT, 1)
    expect(desk.callsOf('response_url')).toMatchObject([{ replace_original: false }])
  })

  it('goes on where the same process stopped, and replaces no part by the next', async () => {
    const address = desk.toAsker()
    desk.double.failNext('response_url', { kind: 'none' })
    desk.double.failNext('response_url', { kind: 'status', status: 429, retryAfterSeconds: 3 })
    const first = desk.put(desk.poster(), address, LONG, 1)
    await expect(first).rejects.toMatchObject({ code: 'rate-limited', retryAfterMs: 3000 })
    const at = await desk.put(desk.poster(), address, LONG, 2)
    expect(sentencesIn(desk.texts())).toEqual(EVERY_SENTENCE)
    expect(at.ids.uses).toBe('3')
  })

  it('is not mixed with what is left of another one', async () => {
    const address = desk.toAsker()
    desk.double.failNext('response_url', { kind: 'none' })
    desk.double.failNext('response_url', { kind: 'status', status: 503 })
    await expect(desk.put(desk.poster(), address, LONG, 1)).rejects.toThrow()
    await desk.put(desk.poster(), address, SHORT, 2)
    expect(desk.texts()).toEqual(['Forty-two.'])
  })

  it('makes do with one post where earlier tries may have used the others', async () => {
    const address = desk.toAsker()
    await desk.put(desk.poster(), address, LONG, 1)
    const before = desk.messages().length
    expect(before).toBe(3)
    await desk.put(desk.successor(), address, LONG, 2)
    const [whole = '', ...rest] = desk.texts()
    expect(sentencesIn([whole])).toEqual(EVERY_SENTENCE)
    expect(rest).toHaveLength(before - 1)
    expect(desk.callsOf('response_url')).toHaveLength(before + 1)
  })

  it('is tried as long as Slack may still take it', async () => {
    const address = desk.toAsker()
    await desk.put(desk.successor(), address, SHORT, 9)
    expect(desk.texts()).toEqual(['Forty-two.'])
    expect(desk.double.workspace.refusals).toEqual([])
  })

  it('counts what was refused as a use', async () => {
    desk.double.failNext('response_url', { kind: 'error', error: 'invalid_blocks' })
    const at = await desk.put(desk.poster(), desk.toAsker(), SHORT, 1)
    expect(at.ids).toMatchObject({ standing: 'sent', uses: '2' })
  })

  it('never goes to the channel because its response_url was not kept', async () => {
    const { token: _, ...address } = desk.toAsker()
    const lost = desk.put(desk.successor(), address, SHORT, 2)
    await expect(lost).rejects.toMatchObject({ code: 'gone' })
    await desk.successor().remove(address, 'question')
    expect(desk.double.workspace.calls.map(({ method }) => method)).toEqual(['auth.test'])
  })
})

describe('the answer to a button', () => {
  it('leaves the button where it is, and may be seen twice', async () => {
    await desk.put(desk.poster(), channel, sampleReply('Press me.'), 1, 'before')
    const address = desk.toAsker('action', desk.messages()[0]?.ts)
    desk.double.failNext('response_url', { kind: 'lost' })
    await expect(desk.put(desk.poster(), address, SHORT, 1)).rejects.toThrow()
    await desk.put(desk.successor(), address, SHORT, 2)
    // The doubt that is left: nothing tells whether the first one was seen.
    expect(desk.texts()).toEqual(['Press me.', 'Forty-two.', 'Forty-two.'])
    expect(desk.messages()[0]).toMatchObject({ channel: CHANNEL, ephemeral: false })
  })

  it('is seen once where Slack never got the first try', async () => {
    const address = desk.toAsker('action')
    desk.double.failNext('response_url', { kind: 'cut' })
    await expect(desk.put(desk.poster(), address, SHORT, 1)).rejects.toThrow()
    await desk.put(desk.successor(), address, SHORT, 2)
    expect(desk.texts()).toEqual(['Forty-two.'])
  })
})
