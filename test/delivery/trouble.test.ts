// What goes wrong is tried again, told plainly, and never ends the process.
import { describe, expect, it } from 'vitest'
import { PlatformError, UserError } from '#magnets'
import type { Store } from '../../src/store/store.ts'
import { COMMANDS, command, echo, house, message, settle, THREAD, testStore } from './house.ts'

const busy = () => new PlatformError('unavailable', 'try later')

describe('a platform that refuses for the moment', () => {
  it('is tried again with growing pauses until it takes the answer', async () => {
    const { core, posts, failures } = await house()
    failures.push(busy(), busy())
    await core.accept(message('m1', 'hello?'))
    await settle(499)
    expect(posts).toHaveLength(0)
    await settle(1 + 999)
    expect(posts).toHaveLength(0)
    await settle(1)
    expect(posts.map(post => post.attempt)).toEqual([{ key: 'm1', number: 3 }])
  })

  it('is given the pause that it asks for, and a little more', async () => {
    const { core, posts, failures } = await house()
    failures.push(new PlatformError('rate-limited', 'slow down', { retryAfterMs: 7000 }))
    await core.accept(message('m1', 'hello?'))
    await settle(7699)
    expect(posts).toHaveLength(0)
    await settle(1)
    expect(posts).toHaveLength(1)
  })

  it('is not tried for ever: the person is told as soon as it can be, and the event put aside', async () => {
    const { core, texts, failures, logged, store } = await house()
    failures.push(...Array.from({ length: 45 }, busy))
    await core.accept(message('m1', 'hello?'))
    await core.accept(message('m2', 'again?'))
    await settle(9 * 60_000)
    expect(logged).toEqual([])
    await settle(20 * 60_000)
    expect(failures).toEqual([])
    expect(logged[0]).toMatchObject({ level: 'error', message: 'an answer failed' })
    expect(texts()).toEqual([expect.stringContaining('ref-1'), 'again?'])
    expect(await store.deadLetters.list()).toMatchObject([
      { code: 'unavailable', reference: 'ref-1', kind: 'message' },
    ])
  })

  it('is not asked to wait longer than an answer stays fresh', async () => {
    const { core, texts, failures } = await house()
    failures.push(new PlatformError('rate-limited', 'tomorrow', { retryAfterMs: 86_400_000 }))
    await core.accept(message('m1', 'hello?'))
    await settle()
    expect(texts()).toEqual([expect.stringContaining('ref-1')])
  })

  it('does not hold up other conversations', async () => {
    const { core, texts, failures } = await house()
    failures.push(busy())
    await core.accept(message('m1', 'slow?'))
    await core.accept(message('m2', 'other?', { place: { ...THREAD, thread: 'T2' } }))
    await settle()
    expect(texts()).toEqual(['other?'])
  })

  it('is asked what stands already when it hung, for that may have gone through', async () => {
    const { core, posts, hold } = await house()
    const release = hold()
    await core.accept(message('m1', 'hello?'))
    await settle(60_000)
    expect(posts).toEqual([])
    release()
    await settle(60_000)
    const stands = posts.map(({ attempt, address }) => [attempt.number, address.ids.reply])
    expect(stands.at(-1)).toEqual([2, undefined])
    expect(new Set(posts.map(({ attempt }) => attempt.key))).toEqual(new Set(['m1']))
  })
})

describe('a place that is gone', () => {
  it('ends the matter quietly', async () => {
    const { core, posts, failures, logged } = await house()
    failures.push(new PlatformError('gone', 'channel deleted'))
    await core.accept(message('m1', 'hello?'))
    await settle(60_000)
    expect(posts).toEqual([])
    expect(logged.map(line => line.level)).toEqual(['info'])
  })
})

describe('a failing handler', () => {
  const failing = (error: Error) => ({
    answer: (question: string, conversation: Parameters<typeof echo>[1]) => {
      if (question.startsWith('boom')) throw error
      return echo(question, conversation)
    },
  })

  it('gives the person a plain sentence with a reference that the log has as well', async () => {
    const { core, posts, logged } = await house(failing(new TypeError('x is undefined')))
    await core.accept(message('m1', 'boom please'))
    await settle()
    expect(posts[0]?.text).toContain('ref-1')
    expect(posts[0]?.reply).toMatchObject({ outcome: 'notice', reference: 'ref-1' })
    expect(posts[0]?.text).not.toContain('undefined')
    expect(logged[0]).toMatchObject({ level: 'error', fields: { reference: 'ref-1', key: 'm1' } })
  })

  it('keeps the words of the person out of the log, even where an error repeats them', async () => {
    const { core, logged } = await house(failing(new Error('cannot parse "boom my secret"')))
    await core.accept(message('m1', 'boom my secret'))
    await settle()
    expect(JSON.stringify(logged)).not.toContain('my secret')
    expect(JSON.stringify(logged)).toContain('cannot parse')
  })

  it('leaves everything else alive', async () => {
    const { core, texts } = await house(failing(new Error('broken')))
    await core.accept(message('m1', 'boom'))
    await core.accept(message('m2', 'still there?'))
    await settle()
    expect(texts().at(-1)).toBe('still there?')
  })

  it('shows the message of an error that is meant for people', async () => {
    const { core, texts } = await house(
      failing(new UserError('too-long', 'Please ask in fewer words.')),
    )
    await core.accept(message('m1', 'boom'))
    await settle()
    expect(texts()).toEqual(['Please ask in fewer words.'])
  })

  it('is given up after half a minute, with a sign of life before', async () => {
    const commands = COMMANDS.map(known =>
      known.name === 'all' ? { ...known, run: () => new Promise<never>(() => undefined) } : known,
    )
    const { core, texts, progress } = await house({ commands })
    await core.accept(command('c1', 'all'))
    await settle(800)
    expect(progress).toHaveLength(1)
    await settle(30_000)
    expect(texts()[0]).toContain('ref-1')
  })
})

describe('stopping', () => {
  it('lets work in hand finish and takes nothing more', async () => {
    const { core, delivery, texts, hold } = await house()
    const release = hold()
    await core.accept(message('m1', 'hello?'))
    const stopped = delivery.stop(5000)
    await expect(core.accept(message('m2', 'late?'))).rejects.toThrow('stopping')
    release()
    await settle()
    expect(await stopped).toBe(0)
    expect(texts()).toEqual(['hello?'])
  })

  it('ends at its time limit and says how much was left', async () => {
    const { core, delivery, hold } = await house()
    hold()
    await core.accept(message('m1', 'hello?'))
    const stopped = delivery.stop(5000)
    await settle(5000)
    expect(await stopped).toBe(1)
  })

  it('tries nothing again after its time limit', async () => {
    const { core, delivery, posts, failures } = await house()
    failures.push(new PlatformError('rate-limited', 'slow down', { retryAfterMs: 20_000 }))
    await core.accept(message('m1', 'hello?'))
    const stopped = delivery.stop(5000)
    await settle(5000)
    expect(await stopped).toBe(1)
    await settle(60_000)
    expect(posts).toEqual([])
  })
})

describe('data that do not fit', () => {
  async function houseWith(change: (inbox: Store['inbox']) => Partial<Store['inbox']>) {
    const store = await testStore()
    return house({ store: { ...store, inbox: { ...store.inbox, ...change(store.inbox) } } })
  }

  it('keep an answer from being given again and again where its records can not be written', async () => {
    const { core, posts, logged, store } = await houseWith(inbox => ({
      settle: async (settlement, idle) => {
        if (settlement.receipt !== undefined) throw new Error('no such column')
        return inbox.settle(settlement, idle)
      },
    }))
    await core.accept(message('m1', 'hello?'))
    await settle(60_000)
    expect(posts).toHaveLength(1)
    expect(logged).toMatchObject([{ level: 'error' }])
    expect(await store.deadLetters.depth(0)).toMatchObject({ waiting: 0, dead: 0 })
  })

  it('put aside what waits and can not be read any more', async () => {
    const { core, posts, logged, store } = await houseWith(() => ({
      load: () => Promise.reject(new Error('sealed with a key that is lost')),
    }))
    await core.accept(message('m1', 'hello?'))
    await settle(60_000)
    expect(posts).toEqual([])
    expect(logged).toMatchObject([{ level: 'error', fields: { reference: 'ref-1' } }])
    expect(await store.deadLetters.list()).toMatchObject([
      { code: 'unreadable', reference: 'ref-1' },
    ])
  })
})
