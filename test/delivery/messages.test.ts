// Messages are taken once and answered once, in order, each in its own conversation.
import { describe, expect, it } from 'vitest'
import { ASKER, deletion, edit, house, message, settle, THREAD } from './house.ts'

describe('a message', () => {
  it('is answered once, however often it comes', async () => {
    const { core, texts } = await house()
    expect(await core.accept(message('m1', 'hello?'))).toBe('taken')
    expect(await core.accept(message('m1', 'hello?'))).toBe('repeat')
    await settle()
    expect(await core.accept(message('m1', 'hello?'))).toBe('repeat')
    await settle()
    expect(texts()).toEqual(['hello?'])
  })

  it('finds the earlier turns of its own thread', async () => {
    const { core, texts } = await house()
    await core.accept(message('m1', 'first?'))
    await core.accept(message('m2', 'second?'))
    await settle()
    expect(texts()).toEqual(['first?', 'second? (after first?)'])
  })

  it('never finds what was said in another thread or by another person outside threads', async () => {
    const { core, texts } = await house()
    const open = { platform: 'test', channel: 'C1', visibility: 'public' as const }
    await core.accept(message('m1', 'one?', { place: { ...THREAD, thread: 'T1' } }))
    await core.accept(message('m2', 'two?', { place: { ...THREAD, thread: 'T2' } }))
    await core.accept(message('m3', 'three?', { place: open }))
    await core.accept(message('m4', 'four?', { place: open, asker: { ...ASKER, id: 'U2' } }))
    await settle()
    expect(texts().sort()).toEqual(['four?', 'one?', 'three?', 'two?'])
  })

  it('waits for the ones before it in its conversation, but not for other conversations', async () => {
    const slow = await house()
    const release = slow.hold()
    await slow.core.accept(message('m1', 'one?'))
    await slow.core.accept(message('m2', 'two?'))
    await slow.core.accept(message('m3', 'other?', { place: { ...THREAD, thread: 'T9' } }))
    await settle()
    expect(slow.texts()).toEqual([])
    release()
    await settle()
    expect(slow.texts()).toEqual(['one?', 'other?', 'two? (after one?)'])
  })

  it('without words shows what there is to ask', async () => {
    const { core, posts } = await house()
    await core.accept(message('m1', '  '))
    await settle()
    expect(posts[0]?.text).toContain('I know about fruit.')
    expect(posts[0]?.reply.actions.map(action => action.value)).toContain('How many pears?')
  })
})

describe('an overheard message', () => {
  const overheard = { addressed: 'overheard' as const }

  it('is left alone where we never answered', async () => {
    const { core } = await house()
    expect(await core.accept(message('m1', 'hello?', overheard))).toBe('ignored')
  })

  it('is answered in a thread in which we answered', async () => {
    const { core, texts } = await house()
    await core.accept(message('m1', 'first?'))
    await settle()
    expect(await core.accept(message('m2', 'and then?', overheard))).toBe('taken')
    await settle()
    expect(texts()).toEqual(['first?', 'and then? (after first?)'])
  })

  it('is taken while the first answer of the thread is still being made', async () => {
    const { core, texts } = await house()
    await core.accept(message('m1', 'first?'))
    expect(await core.accept(message('m2', 'and then?', overheard))).toBe('taken')
    await settle()
    expect(texts()).toHaveLength(2)
  })

  it('is left alone when it speaks to others', async () => {
    const { core } = await house()
    await core.accept(message('m1', 'first?'))
    await settle()
    const toBob = message('m2', '@someone what do you think?', { ...overheard, toOthers: true })
    expect(await core.accept(toBob)).toBe('ignored')
  })

  it('stays unanswered when it is no question that we recognise', async () => {
    const { core, texts } = await house()
    await core.accept(message('m1', 'first?'))
    await core.accept(message('m2', 'unknown chatter', overheard))
    await core.accept(message('m3', 'unknown thing?', overheard))
    await settle()
    expect(texts()).toEqual(['first?', 'unknown thing? (after first?)'])
  })
})

describe('an edited message', () => {
  it('is answered again where the first answer stands', async () => {
    const { core, posts } = await house()
    await core.accept(message('m1', 'first?'))
    await settle()
    expect(await core.accept(edit('m1', 'changed?'))).toBe('taken')
    await settle()
    expect(posts.map(post => [post.text, post.address.ids.reply])).toEqual([
      ['first?', undefined],
      ['changed?', 'r1'],
    ])
  })

  it('takes the place of its first wording in the conversation', async () => {
    const { core, texts } = await house()
    await core.accept(message('m1', 'one?'))
    await core.accept(message('m2', 'two?'))
    await settle()
    await core.accept(edit('m1', 'uno?'))
    await core.accept(message('m3', 'three?'))
    await settle()
    expect(texts().at(-1)).toBe('three? (after uno? | two?)')
  })

  it('wins over the original while that is still worked on', async () => {
    const { core, posts, hold } = await house()
    const release = hold()
    await core.accept(message('m0', 'before?'))
    await core.accept(message('m1', 'first?'))
    await core.accept(edit('m1', 'second?'))
    await core.accept(edit('m1', 'third?'))
    release()
    await settle()
    expect(posts.map(post => post.text)).toEqual(['before?', 'third? (after before?)'])
  })

  it('replaces the answer that was on its way when the edit came', async () => {
    const { core, posts, hold } = await house()
    const release = hold()
    await core.accept(message('m1', 'first?'))
    await settle()
    await core.accept(edit('m1', 'second?'))
    release()
    await settle()
    expect(posts.map(post => [post.text, post.address.ids.reply])).toEqual([
      ['first?', undefined],
      ['second?', 'r1'],
    ])
  })

  it('changes nothing when its text is the same or older than what we know', async () => {
    const { core, texts } = await house()
    await core.accept(message('m1', 'first?', { at: 100 }))
    await core.accept(edit('m1', 'newest?', { at: 300 }))
    expect(await core.accept(edit('m1', 'late?', { at: 200 }))).toBe('ignored')
    expect(await core.accept(edit('m1', 'newest?', { at: 400 }))).toBe('ignored')
    await settle()
    expect(texts()).not.toContain('late?')
    expect(texts().filter(text => text === 'newest?')).toHaveLength(1)
  })

  it('is new when it was never seen and now speaks to us', async () => {
    const { core, texts } = await house()
    expect(await core.accept(edit('m1', 'now to you?', { addressed: 'mention' }))).toBe('taken')
    expect(await core.accept(message('m1', 'now to you?'))).toBe('repeat')
    expect(await core.accept(edit('m2', 'to them', { addressed: 'overheard' }))).toBe('ignored')
    await settle()
    expect(texts()).toEqual(['now to you?'])
  })
})

describe('a deleted message', () => {
  it('takes its reply and its turn along', async () => {
    const { core, removed, texts } = await house()
    await core.accept(message('m1', 'first?'))
    await settle()
    expect(await core.accept(deletion('m1'))).toBe('taken')
    await core.accept(message('m2', 'second?'))
    await settle()
    expect(removed.map(address => address.ids.reply)).toEqual(['r1'])
    expect(texts().at(-1)).toBe('second?')
  })

  it('is not answered any more when it still waited', async () => {
    const { core, texts, hold } = await house()
    const release = hold()
    await core.accept(message('m1', 'first?'))
    await core.accept(message('m2', 'second?'))
    await settle()
    await core.accept(deletion('m2'))
    release()
    await settle()
    expect(texts()).toEqual(['first?'])
  })

  it('loses the reply that was on its way', async () => {
    const { core, removed, hold } = await house()
    const release = hold()
    await core.accept(message('m1', 'first?'))
    await settle()
    await core.accept(deletion('m1'))
    release()
    await settle()
    expect(removed).toHaveLength(1)
  })

  it('is not answered when its deletion came first', async () => {
    const { core, texts } = await house()
    expect(await core.accept(deletion('m1'))).toBe('ignored')
    expect(await core.accept(message('m1', 'first?'))).toBe('ignored')
    await settle()
    expect(texts()).toEqual([])
  })

  it('is not brought back by an edit', async () => {
    const { core, standing, texts } = await house()
    await core.accept(message('m1', 'first?'))
    await core.accept(deletion('m1'))
    expect(await core.accept(edit('m1', 'changed?'))).toBe('ignored')
    await settle()
    expect(texts()).not.toContain('changed?')
    expect([...standing]).toEqual([])
  })
})
