// Holds answers in channels to being said once, whichever process says them, at whatever try.
import { describe, expect, it } from 'vitest'
import { sampleReply } from '../recording-core.ts'
import { CHANNEL } from './payloads.ts'
import { EVERY_SENTENCE, LONG, PLACES, postingDesk, QUESTION, sentencesIn } from './posting-desk.ts'

const SHORT = sampleReply('Forty-two.')
const desk = postingDesk()
const direct = PLACES['a direct conversation'] ?? { platform: '', ids: {} }

describe.for(Object.entries(PLACES))('an answer in %s, after a process died', ([, address]) => {
  it.for([
    ['in the middle', [{ kind: 'none' }, { kind: 'cut' }]],
    ['before it heard of the first message', [{ kind: 'lost' }]],
    ['before it heard of the last message', [{ kind: 'none' }, { kind: 'none' }, { kind: 'lost' }]],
  ] as const)('%s, is finished by another', async ([, failures]) => {
    for (const failure of failures) desk.double.failNext('chat.postMessage', failure)
    const died = desk.put(desk.poster(), address, LONG, 1)
    await expect(died).rejects.toMatchObject({ code: 'unavailable' })
    await desk.put(desk.poster(), address, sampleReply('Another.'), 1, 'another question')
    const at = await desk.put(desk.successor(), address, LONG, 2)
    const [before = [], rest = []] = splitAt(desk.texts(), 'Another.')
    expect(sentencesIn([...before, ...rest])).toEqual(EVERY_SENTENCE)
    await desk.successor().remove(at, 'question')
    expect(desk.texts()).toEqual(['Another.'])
  })

  it('before it could note where all of it stands, is only changed', async () => {
    await desk.put(desk.poster(), address, LONG, 1)
    const stood = desk.messages().map(({ ts }) => ts)
    const at = await desk.put(desk.successor(), address, SHORT, 2)
    expect(desk.texts()).toEqual(['Forty-two.'])
    expect(at.ids.standing).toBe(stood[0])
    const [{ metadata } = {}] = desk.callsOf('chat.update')
    expect(metadata).toMatchObject({ event_payload: { key: 'question', slot: 0 } })
    // Changed as it is, it is still known by its mark.
    await desk.put(desk.successor(), address, sampleReply('Seven.'), 3)
    expect(desk.texts()).toEqual(['Seven.'])
  })

  it('is taken away though nobody noted where it stands', async () => {
    await desk.put(desk.poster(), address, LONG, 1)
    await desk.put(desk.poster(), address, SHORT, 1, 'another question')
    await desk.successor().remove(address, 'question')
    expect(desk.texts()).toEqual(['Forty-two.'])
    await desk.successor().remove(address, 'question')
  })
})

const splitAt = (texts: readonly string[], text: string) => {
  const at = texts.indexOf(text)
  return [texts.slice(0, at), texts.slice(at + 1)]
}

describe('looking for an answer that may stand', () => {
  it('is left out where nothing can stand yet', async () => {
    await desk.put(desk.poster(), direct, SHORT, 1)
    expect(desk.callsOf('conversations.history')).toEqual([])
  })

  it('goes back to the question, however long ago it was asked', async () => {
    await desk.put(desk.successor(), direct, SHORT, 2)
    expect(desk.callsOf('conversations.history')).toMatchObject([
      { oldest: QUESTION, include_all_metadata: true },
    ])
  })

  it('goes through page after page', async () => {
    const place = PLACES['a channel'] ?? direct
    for (let other = 0; other < 30; other += 1) {
      if (other === 10) await desk.put(desk.poster(), place, SHORT, 1)
      await desk.put(desk.poster(), place, sampleReply('Another.'), 1, `question ${other}`)
    }
    desk.double.workspace.mostPerPage = 7
    await desk.put(desk.successor(), place, sampleReply('Seven.'), 2)
    expect(desk.texts().filter(text => text !== 'Another.')).toEqual(['Seven.'])
    expect(desk.callsOf('conversations.history')).toHaveLength(5)
  })

  it('comes to an end where too much was said since', async () => {
    desk.double.workspace.mostPerPage = 1
    for (let other = 0; other < 12; other += 1) {
      await desk.put(desk.poster(), direct, sampleReply('Another.'), 1, `question ${other}`)
    }
    await desk.put(desk.successor(), direct, SHORT, 2)
    expect(desk.callsOf('conversations.history')).toHaveLength(10)
    expect(desk.texts().at(-1)).toBe('Forty-two.')
    expect(desk.warnings()).toHaveLength(1)
    // What it finds on the way there counts.
    await desk.put(desk.successor(), direct, sampleReply('Seven.'), 3)
    expect(desk.texts().slice(12)).toEqual(['Seven.'])
  })

  it.for([
    ['rate-limited', { kind: 'status', status: 429, retryAfterSeconds: 3 }],
    ['unavailable', { kind: 'status', status: 503 }],
    ['unavailable', { kind: 'cut' }],
  ] as const)('is put off while Slack is %s, rather than posting blindly', async ([code, how]) => {
    await desk.put(desk.poster(), direct, SHORT, 1)
    desk.double.failNext('conversations.history', how)
    await expect(desk.put(desk.successor(), direct, SHORT, 2)).rejects.toMatchObject({ code })
    desk.double.failNext('conversations.history', how)
    await expect(desk.successor().remove(direct, 'question')).rejects.toMatchObject({ code })
    expect(desk.texts()).toEqual(['Forty-two.'])
  })

  it('does not keep an answer that is known to stand from being taken away', async () => {
    const at = await desk.put(desk.poster(), direct, SHORT, 1)
    desk.double.failNext('conversations.history', { kind: 'status', status: 503 })
    await desk.successor().remove(at, 'question')
    expect(desk.texts()).toEqual([])
    expect(desk.warnings()).toHaveLength(1)
  })

  it('is given up where Slack does not let us look, and a warning says so', async () => {
    const refused = { kind: 'error', error: 'missing_scope' } as const
    desk.double.failNext('conversations.history', refused)
    const at = await desk.put(desk.successor(), direct, SHORT, 2)
    expect(desk.texts()).toEqual(['Forty-two.'])
    desk.double.failNext('conversations.history', refused)
    await desk.successor().remove(at, 'question')
    expect(desk.texts()).toEqual([])
    expect(desk.warnings()).toHaveLength(2)
  })

  it('believes no mark but its own', async () => {
    const payload = { event_type: 'something_else', event_payload: { key: 'question', slot: 0 } }
    await desk.put(desk.poster(), direct, sampleReply('Another.'), 1, 'another question')
    const [other] = desk.messages().splice(0)
    if (other !== undefined) desk.messages().push({ ...other, metadata: payload })
    await desk.put(desk.successor(), direct, SHORT, 2)
    expect(desk.texts()).toEqual(['Another.', 'Forty-two.'])
  })
})

describe('a further try of the same process', () => {
  it('goes on where the one before stopped, even where Slack does not let us look', async () => {
    const limited = { kind: 'status', status: 429, retryAfterSeconds: 3 } as const
    for (const failure of [{ kind: 'none' } as const, { kind: 'none' } as const, limited]) {
      desk.double.failNext('chat.postMessage', failure)
    }
    const first = desk.put(desk.poster(), direct, LONG, 1)
    await expect(first).rejects.toMatchObject({ code: 'rate-limited', retryAfterMs: 3000 })
    expect(desk.messages()).toHaveLength(2)
    desk.double.failNext('conversations.history', { kind: 'error', error: 'missing_scope' })
    await desk.put(desk.poster(), direct, LONG, 2)
    expect(sentencesIn(desk.texts())).toEqual(EVERY_SENTENCE)
  })

  it('posts anew what an earlier one took away, but not what somebody else did', async () => {
    const at = await desk.put(desk.poster(), direct, LONG, 1)
    desk.messages().splice(1)
    const gone = desk.put(desk.poster(), at, LONG, 1)
    await expect(gone).rejects.toMatchObject({ code: 'gone' })
    await desk.put(desk.successor(), at, LONG, 2)
    expect(sentencesIn(desk.texts())).toEqual(EVERY_SENTENCE)
  })
})

describe('two processes at one answer', () => {
  /** The first is so slow that the second, which has looked, does not see what it posts. */
  const bothPost = async () => {
    const arrived = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const until = () => {
      arrived.resolve()
      return held.promise
    }
    desk.double.failNext('chat.postMessage', { kind: 'slow', until, done: 'late' })
    const slow = desk.put(desk.poster(), direct, SHORT, 1)
    await arrived.promise
    const at = await desk.put(desk.successor(), direct, SHORT, 2)
    held.resolve()
    await slow
    expect(desk.texts()).toEqual(['Forty-two.', 'Forty-two.'])
    return at
  }

  it('may both be seen, until the next try or edit', async () => {
    const at = await bothPost()
    await desk.put(desk.successor(), at, sampleReply('Seven.'), 2)
    expect(desk.texts()).toEqual(['Seven.'])
  })

  it('leave the one that stood first, whichever process looks', async () => {
    await bothPost()
    const [first] = desk.messages()
    await desk.put(desk.successor(), direct, SHORT, 3)
    expect(desk.messages().map(({ ts }) => ts)).toEqual([first?.ts])
  })

  it('may both be seen, until the question is deleted', async () => {
    const at = await bothPost()
    await desk.successor().remove(at, 'question')
    expect(desk.texts()).toEqual([])
  })
})

describe('taking an answer away', () => {
  it('takes along what an edit added before its process died', async () => {
    const at = await desk.put(desk.poster(), direct, SHORT, 1)
    await desk.put(desk.poster(), at, LONG, 2)
    expect(desk.messages().length).toBeGreaterThan(1)
    await desk.successor().remove(at, 'question')
    expect(desk.texts()).toEqual([])
  })

  it('goes through where its thread went along with the question', async () => {
    const place = PLACES['a thread under the question'] ?? direct
    desk.double.workspace.goneThreads.add(QUESTION)
    await desk.successor().remove(place, 'question')
    expect(desk.callsOf('conversations.replies')).toMatchObject([{ channel: CHANNEL }])
    expect(desk.warnings()).toEqual([])
  })
})
