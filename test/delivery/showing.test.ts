// An answer that grows: shown where it takes long, changed in place, and never left behind or said twice.
import { describe, expect, it } from 'vitest'
import { PlatformError, type Reply } from '#magnets'
import { command, deletion, echo, house, message, reply, settle, time } from './house.ts'

/** Says one word after the other, each after so long, then all of them. */
function growing(words: readonly string[], everyMs: number) {
  return {
    answer: (question: string, conversation: Parameters<typeof echo>[1]) => {
      const own = echo(question, conversation)
      return {
        ...own,
        async phrase({ onPartial }: { onPartial?: (sofar: Reply) => void }) {
          for (let n = 1; n < words.length; n += 1) {
            await time.sleep(everyMs)
            onPartial?.(reply(`${words.slice(0, n).join(' ')} …`))
          }
          await time.sleep(everyMs)
          return { ...own, reply: reply(words.join(' ')) }
        },
      }
    },
  }
}

describe('an answer that takes long', () => {
  it('is shown as it grows, and ends as one message', async () => {
    const { core, posts } = await house(growing(['one', 'two', 'three'], 1_200))
    await core.accept(message('m1', 'count?'))
    await settle(5_000)
    expect(posts.map(({ text }) => text)).toEqual(['one …', 'one two …', 'one two three'])
    expect(posts.map(({ address }) => address.ids.reply)).toEqual([undefined, 'r1', 'r1'])
  })

  it('is not shown before it is there where it comes fast', async () => {
    const { core, texts } = await house(growing(['one', 'two', 'three'], 100))
    await core.accept(message('m1', 'count?'))
    await settle(1_000)
    expect(texts()).toEqual(['one two three'])
  })

  it('is not shown in parts to a command, whose answer can be changed few times', async () => {
    const { core, texts } = await house(growing(['one', 'two', 'three'], 1_200))
    await core.accept(command('c1', 'ask', { question: 'count?' }))
    await settle(5_000)
    expect(texts()).toEqual(['one two three'])
  })

  it('is found by its mark where showing a part of it failed', async () => {
    const { core, posts, failures } = await house(growing(['one', 'two', 'three'], 1_200))
    failures.push(new PlatformError('unavailable', 'the connection broke'))
    await core.accept(message('m1', 'count?'))
    await settle(5_000)
    expect(posts.map(({ text, attempt }) => [text, attempt.number])).toEqual([['one two three', 2]])
  })

  it('goes where its question was deleted meanwhile', async () => {
    const { core, standing, removed } = await house(growing(['one', 'two', 'three'], 1_200))
    await core.accept(message('m1', 'count?'))
    await settle(1_500)
    expect(standing.size).toBe(1)
    await core.accept(deletion('m1'))
    await settle(5_000)
    expect(standing.size).toBe(0)
    expect(removed.length).toBeGreaterThan(0)
  })

  it('comes also where showing a part of it hangs', async () => {
    const held = await house(growing(['one', 'two', 'three'], 1_200))
    const release = held.hold()
    await held.core.accept(message('m1', 'count?'))
    await settle(4_000)
    expect(held.texts()).toEqual([])
    await settle(3_500)
    release()
    await settle(1_000)
    expect(held.texts().at(-1)).toBe('one two three')
  })
})

describe('a sign of life', () => {
  it('comes at once where a model words the answers', async () => {
    const slow = await house({ ...growing(['one', 'two'], 1_200), slow: true })
    await slow.core.accept(message('m1', 'count?'))
    await settle(300)
    expect(slow.progress).toHaveLength(1)
    const usual = await house(growing(['one', 'two'], 1_200))
    await usual.core.accept(message('m1', 'count?'))
    await settle(300)
    expect(usual.progress).toHaveLength(0)
  })
})
