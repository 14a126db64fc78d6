// What a process leaves behind when it dies is taken up by another: answered once, in order, in place.
import { describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { command, deletion, edit, house, message, settle, THREAD, testStore } from './house.ts'

/** Longer than a lease, so that the dead are known to be dead. */
const LEASE_OVER_MS = 20_000

/** Two processes on one file: the first hangs at its posts and is never heard of again. */
async function afterDeath() {
  const folder = temporaryFolder()
  const dying = await house({ store: await frozen(folder) })
  return {
    dying,
    async heir() {
      const heir = await house({ store: await testStore({ folder }) })
      // What the dead one has posted stands on the platform, which both share.
      for (const [key, at] of dying.standing) heir.standing.set(key, at)
      await settle(LEASE_OVER_MS)
      return heir
    },
  }
}

/** A store whose settlements and heartbeats never arrive: the process dies before them. */
async function frozen(folder: string): Promise<Store> {
  const store = await testStore({ folder })
  const never = () => new Promise<never>(() => undefined)
  return {
    ...store,
    inbox: { ...store.inbox, settle: never, claimOrphans: never },
    membership: { ...store.membership, beat: async () => true },
  }
}

describe('a process that dies', () => {
  it('after it took a question leaves it to another, which answers it', async () => {
    const { dying, heir } = await afterDeath()
    dying.hold()
    await dying.core.accept(message('m1', 'hello?'))
    await settle()
    expect(dying.posts).toEqual([])
    const { texts, posts } = await heir()
    expect(texts()).toEqual(['hello?'])
    expect(posts[0]?.attempt).toEqual({ key: 'm1', number: 2 })
  })

  it('after it posted leaves an answer that is found, not said twice', async () => {
    const { dying, heir } = await afterDeath()
    await dying.core.accept(message('m1', 'hello?'))
    await settle()
    expect(dying.texts()).toEqual(['hello?'])
    const { standing, posts } = await heir()
    expect([...standing.keys()]).toEqual(['m1'])
    expect(posts[0]?.attempt.number).toBe(2)
    expect(standing.get('m1')?.ids.reply).toBe(dying.standing.get('m1')?.ids.reply)
  })

  it('leaves a conversation in order, with what was said before', async () => {
    const { dying, heir } = await afterDeath()
    dying.hold()
    await dying.core.accept(message('m1', 'one?'))
    await dying.core.accept(message('m2', 'two?'))
    await dying.core.accept(message('m3', 'other?', { place: { ...THREAD, thread: 'T9' } }))
    const { texts } = await heir()
    expect(texts().filter(text => text !== 'other?')).toEqual(['one?', 'two? (after one?)'])
    expect(texts()).toContain('other?')
  })

  it('leaves a repeat that is known, an edit that finds its answer, a deletion that removes it', async () => {
    const { dying, heir } = await afterDeath()
    await dying.core.accept(message('m1', 'first?'))
    await dying.core.accept(message('m2', 'other?', { place: { ...THREAD, thread: 'T9' } }))
    await settle()
    const { core, standing, removed } = await heir()
    expect(await core.accept(message('m1', 'first?'))).toBe('repeat')
    expect(await core.accept(edit('m1', 'changed?'))).toBe('taken')
    expect(await core.accept(deletion('m2'))).toBe('taken')
    await settle()
    expect([...standing.keys()]).toEqual(['m1'])
    expect(removed.map(({ ids }) => ids.reply)).toEqual([dying.standing.get('m2')?.ids.reply])
  })

  it('between an answer and its edit leaves one answer, to the last wording', async () => {
    const { dying, heir } = await afterDeath()
    await dying.core.accept(message('m1', 'first?'))
    await settle()
    await dying.core.accept(edit('m1', 'changed?'))
    const { posts, standing } = await heir()
    expect([...standing.keys()]).toEqual(['m1'])
    expect(posts.map(({ text, attempt }) => [text, attempt.number])).toEqual([['changed?', 2]])
  })

  it('between an answer and its deletion leaves nothing standing', async () => {
    const { dying, heir } = await afterDeath()
    await dying.core.accept(message('m1', 'first?'))
    await settle()
    await dying.core.accept(deletion('m1'))
    const { standing, removed, posts } = await heir()
    expect([...standing.keys(), ...posts]).toEqual([])
    expect(removed).toHaveLength(1)
  })
})

describe('two processes on one store', () => {
  async function two() {
    const folder = temporaryFolder()
    const first = await house({ store: await testStore({ folder }) })
    const second = await house({ store: await testStore({ folder }) })
    return { first, second }
  }

  it('take a message once between them', async () => {
    const { first, second } = await two()
    const taken = await Promise.all(
      [first, second, first, second].map(({ core }) => core.accept(message('m1', 'hello?'))),
    )
    expect(taken.filter(outcome => outcome === 'taken')).toHaveLength(1)
    await settle()
    expect([...first.texts(), ...second.texts()]).toEqual(['hello?'])
  })

  it('keep the order of a conversation that comes in at both', async () => {
    const { first, second } = await two()
    const release = first.hold()
    await first.core.accept(message('m1', 'one?'))
    await settle()
    await second.core.accept(message('m2', 'two?'))
    await settle(2000)
    expect(second.posts).toEqual([])
    release()
    await settle()
    expect([...first.texts(), ...second.texts()]).toEqual(['one?', 'two? (after one?)'])
  })

  it('keep its order although what came in at the other lies between', async () => {
    const { first, second } = await two()
    const release = first.hold()
    await first.core.accept(message('m1', 'one?'))
    await settle()
    await second.core.accept(message('m2', 'two?'))
    await first.core.accept(message('m3', 'three?'))
    await settle()
    release()
    await settle()
    expect(second.posts).toEqual([])
    expect(first.texts()).toEqual(['one?', 'two? (after one?)', 'three? (after one? | two?)'])
  })

  it('hand back what they hold when one stops, and the other goes on with it', async () => {
    const { first, second } = await two()
    const release = first.hold()
    await first.core.accept(message('m1', 'one?'))
    await first.core.accept(message('m2', 'two?'))
    await settle()
    const stopped = first.delivery.stop(1000)
    release()
    await settle(1000)
    expect(await stopped).toBe(0)
    await settle(2000)
    expect(second.texts()).toEqual(['two? (after one?)'])
  })

  it('show in one what was answered privately in the other', async () => {
    const { first, second } = await two()
    await first.core.accept(command('c1', 'all'))
    await settle()
    const share = first.posts[0]?.reply.actions.find(({ id }) => id === 'share')
    const { kind: _, name: __, options: ___, ...common } = command('p1', 'x')
    const pressed = { ...common, kind: 'action' as const, action: 'share' }
    await second.core.accept({ ...pressed, value: share?.value ?? '' })
    await settle()
    expect(second.texts()).toEqual(['all of it'])
  })
})
