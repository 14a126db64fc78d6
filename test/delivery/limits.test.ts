// Who asks too much is told so, once, and delays nobody else.
import { describe, expect, it } from 'vitest'
import { createSlots } from '../../src/delivery/slots.ts'
import { ASKER, command, house, message, settle, THREAD, testStore } from './house.ts'

const limited = async (person: number, channel: number) =>
  house({ store: await testStore({ limits: { person, channel } }) })
const threads = (n: number) => ({ place: { ...THREAD, thread: `T${n}` } })

describe('a person who asks too much', () => {
  it('is told when to go on, once, and is answered again then', async () => {
    const { core, texts } = await limited(3, 0)
    for (let n = 1; n <= 6; n += 1) await core.accept(message(`m${n}`, `q${n}?`, threads(n)))
    await settle()
    expect(texts().sort()).toEqual([
      expect.stringContaining('ask it again in 20 seconds'),
      'q1?',
      'q2?',
      'q3?',
    ])
    await settle(20_000)
    expect(await core.accept(message('m7', 'q7?', threads(7)))).toBe('taken')
    await settle()
    expect(texts()).toContain('q7?')
  })

  it('leaves the others alone', async () => {
    const { core, texts } = await limited(2, 0)
    for (let n = 1; n <= 9; n += 1) await core.accept(message(`m${n}`, `q${n}?`, threads(n)))
    const other = { ...threads(20), asker: { ...ASKER, id: 'U2' } }
    await core.accept(message('m20', 'mine?', other))
    await settle()
    expect(texts()).toContain('mine?')
  })

  it('gets a word for each command, for a command was promised an answer', async () => {
    const { core, texts } = await limited(1, 0)
    for (let n = 1; n <= 3; n += 1) await core.accept(command(`c${n}`, 'all'))
    await settle()
    const told = texts().filter(text => text.includes('ask it again'))
    expect([texts().length, told.length]).toEqual([3, 2])
  })

  it('is not charged for talk that is none of our business', async () => {
    const { core, texts } = await limited(1, 0)
    for (let n = 1; n <= 5; n += 1) {
      await core.accept(message(`o${n}`, 'chatter', { addressed: 'overheard' }))
    }
    await core.accept(message('m1', 'hello?'))
    await settle()
    expect(texts()).toEqual(['hello?'])
  })
})

it('a channel that asks too much is told so', async () => {
  const { core, texts } = await limited(0, 2)
  for (let n = 1; n <= 4; n += 1) {
    const asker = { ...ASKER, id: `U${n}` }
    await core.accept(message(`m${n}`, `q${n}?`, { ...threads(n), asker }))
  }
  await settle()
  expect(texts()).toContainEqual(expect.stringContaining('This channel asks faster'))
  expect(texts()).toHaveLength(3)
})

describe('slots', () => {
  it('are shared out in turns, however many one person waits for', async () => {
    const slots = createSlots(2, 1)
    const order: string[] = []
    const enter = (person: string) => slots.acquire(person).then(() => void order.push(person))
    for (let n = 0; n < 5; n += 1) void enter('flood')
    void enter('other')
    void enter('third')
    await settle()
    expect(order).toEqual(['flood', 'other'])
    slots.release('flood')
    await settle()
    expect(order).toEqual(['flood', 'other', 'third'])
    slots.release('other')
    await settle()
    expect(order).toEqual(['flood', 'other', 'third', 'flood'])
  })

  it('are never more than there are, and none is lost', async () => {
    const slots = createSlots(3, 2)
    let running = 0
    let most = 0
    const work = async (person: string): Promise<void> => {
      await slots.acquire(person)
      running += 1
      most = Math.max(most, running)
      await new Promise(setImmediate)
      running -= 1
      slots.release(person)
    }
    await Promise.all(Array.from({ length: 200 }, (_, n) => work(`p${n % 7}`)))
    expect([running, most]).toEqual([0, 3])
  })
})
