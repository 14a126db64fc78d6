// What goes wrong is tried again, told plainly, and never ends the process.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PlatformError, UserError } from '#magnets'
import { COMMANDS, command, echo, house, message, THREAD } from './house.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms)
const busy = () => new PlatformError('unavailable', 'try later')

describe('a platform that refuses for the moment', () => {
  it('is tried again with growing pauses until it takes the answer', async () => {
    const { core, posts, failures } = house()
    failures.push(busy(), busy())
    await core.accept(message('m1', 'hello?'))
    await settle(499)
    expect(posts).toHaveLength(0)
    await settle(1 + 999)
    expect(posts).toHaveLength(0)
    await settle(1)
    expect(posts.map(post => post.attempt)).toEqual([{ key: 'm1', number: 3 }])
  })

  it('is given the pause that it asks for', async () => {
    const { core, posts, failures } = house()
    failures.push(new PlatformError('rate-limited', 'slow down', { retryAfterMs: 7000 }))
    await core.accept(message('m1', 'hello?'))
    await settle(6999)
    expect(posts).toHaveLength(0)
    await settle(1)
    expect(posts).toHaveLength(1)
  })

  it('is not tried for ever', async () => {
    const { core, posts, failures, logged } = house()
    failures.push(...Array.from({ length: 5 }, busy))
    await core.accept(message('m1', 'hello?'))
    await settle(60_000)
    expect(failures).toEqual([])
    expect(posts).toEqual([])
    expect(logged.at(-1)).toMatchObject({ level: 'error', message: 'an answer failed' })
    await core.accept(message('m2', 'again?'))
    await settle()
    expect(posts.map(post => post.text)).toEqual(['again?'])
  })

  it('is not asked to wait longer than an answer stays fresh', async () => {
    const { core, posts, failures } = house()
    failures.push(new PlatformError('rate-limited', 'tomorrow', { retryAfterMs: 86_400_000 }))
    await core.accept(message('m1', 'hello?'))
    await settle(86_400_000)
    expect(posts).toEqual([])
  })

  it('does not hold up other conversations', async () => {
    const { core, texts, failures } = house()
    failures.push(busy())
    await core.accept(message('m1', 'slow?'))
    await core.accept(message('m2', 'other?', { place: { ...THREAD, thread: 'T2' } }))
    await settle()
    expect(texts()).toEqual(['other?'])
  })

  it('gets no second answer when it hangs, for the first may have gone through', async () => {
    const { core, posts, hold, logged } = house()
    hold()
    await core.accept(message('m1', 'hello?'))
    await settle(60_000)
    expect(posts).toEqual([])
    expect(logged[0]).toMatchObject({ message: 'an answer failed' })
  })
})

describe('a place that is gone', () => {
  it('ends the matter quietly', async () => {
    const { core, posts, failures, logged } = house()
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
    const { core, posts, logged } = house(failing(new TypeError('x is undefined')))
    await core.accept(message('m1', 'boom please'))
    await settle()
    expect(posts[0]?.text).toContain('ref-1')
    expect(posts[0]?.reply).toMatchObject({ outcome: 'notice', reference: 'ref-1' })
    expect(posts[0]?.text).not.toContain('undefined')
    expect(logged[0]).toMatchObject({ level: 'error', fields: { reference: 'ref-1', key: 'm1' } })
  })

  it('keeps the words of the person out of the log, even where an error repeats them', async () => {
    const { core, logged } = house(failing(new Error('cannot parse "boom my secret"')))
    await core.accept(message('m1', 'boom my secret'))
    await settle()
    expect(JSON.stringify(logged)).not.toContain('my secret')
    expect(JSON.stringify(logged)).toContain('cannot parse')
  })

  it('leaves everything else alive', async () => {
    const { core, texts } = house(failing(new Error('broken')))
    await core.accept(message('m1', 'boom'))
    await core.accept(message('m2', 'still there?'))
    await settle()
    expect(texts().at(-1)).toBe('still there?')
  })

  it('shows the message of an error that is meant for people', async () => {
    const { core, texts } = house(failing(new UserError('too-long', 'Please ask in fewer words.')))
    await core.accept(message('m1', 'boom'))
    await settle()
    expect(texts()).toEqual(['Please ask in fewer words.'])
  })

  it('is given up after half a minute, with a sign of life before', async () => {
    const commands = COMMANDS.map(known =>
      known.name === 'all' ? { ...known, run: () => new Promise<never>(() => undefined) } : known,
    )
    const { core, texts, progress } = house({ commands })
    await core.accept(command('c1', 'all'))
    await settle(800)
    expect(progress).toHaveLength(1)
    await settle(30_000)
    expect(texts()[0]).toContain('ref-1')
  })
})

describe('stopping', () => {
  it('lets work in hand finish and takes nothing more', async () => {
    const { core, delivery, texts, hold } = house()
    const release = hold()
    await core.accept(message('m1', 'hello?'))
    const stopped = delivery.stop(5000)
    expect(await core.accept(message('m2', 'late?'))).toBe('ignored')
    release()
    await settle()
    expect(await stopped).toBe(0)
    expect(texts()).toEqual(['hello?'])
  })

  it('ends at its time limit and says how much was left', async () => {
    const { core, delivery, hold } = house()
    hold()
    await core.accept(message('m1', 'hello?'))
    const stopped = delivery.stop(5000)
    await settle(5000)
    expect(await stopped).toBe(1)
  })

  it('tries nothing again after its time limit', async () => {
    const { core, delivery, posts, failures } = house()
    failures.push(new PlatformError('rate-limited', 'slow down', { retryAfterMs: 20_000 }))
    await core.accept(message('m1', 'hello?'))
    const stopped = delivery.stop(5000)
    await settle(5000)
    expect(await stopped).toBe(1)
    await settle(60_000)
    expect(posts).toEqual([])
  })
})
