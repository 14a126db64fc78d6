// What delivery remembers is bounded.
import { describe, expect, it } from 'vitest'
import { MAX_TURNS } from '#magnets'
import { createBoundedMap } from '../../src/delivery/bounded-map.ts'
import { createConversations } from '../../src/delivery/conversations.ts'
import { createInbox } from '../../src/delivery/inbox.ts'
import { nearestFirst } from '../../src/delivery/nearest.ts'
import { message } from './house.ts'

const turn = (question: string) => ({
  question,
  outcome: 'answer' as const,
  facts: [],
  entities: [],
  measures: [],
})

describe('a bounded map', () => {
  it('forgets what was used longest ago', () => {
    const map = createBoundedMap<number>(2)
    map.set('a', 1)
    map.set('b', 2)
    map.get('a')
    map.set('c', 3)
    expect([map.get('a'), map.get('b'), map.get('c'), map.size]).toEqual([1, undefined, 3, 2])
  })
})

describe('conversations', () => {
  it('keep the last turns only', () => {
    const conversations = createConversations()
    for (let n = 0; n < MAX_TURNS + 5; n += 1) conversations.put('c', `m${n}`, turn(`q${n}`))
    const { turns } = conversations.before('c', 'new')
    expect(turns).toHaveLength(MAX_TURNS)
    expect(turns[0]?.question).toBe('q5')
  })

  it('are forgotten when many others came since', () => {
    const conversations = createConversations(2)
    for (const key of ['c1', 'c2', 'c3']) conversations.put(key, 'm', turn('q'))
    expect(conversations.has('c1')).toBe(false)
    expect(conversations.has('c3')).toBe(true)
  })

  it('know nothing of a message that was taken back', () => {
    const conversations = createConversations()
    conversations.put('c', 'm', turn('q'))
    conversations.forget('c', 'm')
    expect(conversations.has('c')).toBe(false)
  })
})

describe('the inbox', () => {
  it('takes no flood into memory', async () => {
    const inbox = createInbox({ work: () => new Promise(() => undefined), maxWaiting: 2 })
    const take = (key: string) => inbox.take(message(key, 'hello'), key)
    expect(await take('a')).toBe('taken')
    expect(await take('b')).toBe('taken')
    expect(await take('c')).toBe('ignored')
    expect(await take('a')).toBe('repeat')
    expect(inbox.waiting()).toBe(2)
  })

  it('remembers a bounded number of keys', async () => {
    const inbox = createInbox({ work: async () => undefined, remembered: 2 })
    for (const key of ['a', 'b', 'c']) await inbox.take(message(key, 'hello'), key)
    expect(inbox.knows(message('a', ''))).toBe(false)
    expect(inbox.knows(message('c', ''))).toBe(true)
  })

  it('goes on after work that throws', async () => {
    const done: string[] = []
    const inbox = createInbox({
      work: async incoming => {
        if (incoming.key === 'a') throw new Error('broken')
        done.push(incoming.key)
      },
    })
    await inbox.take(message('a', ''), 'lane')
    await inbox.take(message('b', ''), 'lane')
    await inbox.idle()
    expect(done).toEqual(['b'])
    expect(inbox.busy('lane')).toBe(false)
  })
})

describe('the nearest word', () => {
  it('is the one with the fewest changed letters, a beginning before all', () => {
    const valid = ['Quince', 'Pear', 'Apple Pie', 'Apple']
    expect(nearestFirst('qunice', valid)[0]).toBe('Quince')
    expect(nearestFirst('app', valid).slice(0, 2)).toEqual(['Apple Pie', 'Apple'])
    expect(nearestFirst('paer', valid)[0]).toBe('Pear')
    expect(nearestFirst('', valid)).toEqual(valid)
  })
})
